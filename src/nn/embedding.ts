/** A table of learned vectors, one for each id; knows no other layer. */

import { nextSeed } from "../base/random.ts";
import { embedding as pickRows } from "../ops/index.ts";
import { layerSizes } from "../shape/index.ts";
import { normal, parameter, type Tensor, type TensorLike } from "../tensor/index.ts";
import type { LastSize, LayerSize } from "../tensor/method-types-layer-settings.ts";
import type { EmbeddingModule } from "../tensor/method-types-module.ts";
import { handleBehind, typedNode } from "../tensor/typed.ts";
import { type FloatParameter, type HasParameters, makeLayer } from "./module.ts";

/** An embedding with its table at hand. */
export type Embedding<Features extends number> = EmbeddingModule<Features> & EmbeddingParameters;

/** What an embedding learns. */
export interface EmbeddingParameters extends HasParameters {
  /** `[count, features]`. */
  readonly table: FloatParameter;
}

/**
 * Whole numbers from 0 to count − 1 replaced by rows of a table: i32 `[…] → […, features]`.
 *
 * @throws ShapeError when the sizes are no sizes; ValueError when an id is out of range, once it runs.
 * @example const layer = embedding(1000, 64, { seed: 1 });
 */
export function embedding<const Count extends number, const Features extends number>(
  count: LayerSize<"embedding", "count", Count>,
  features: LastSize<"embedding", "features", Features, Count>,
  { seed = nextSeed(), std = 1 }: { readonly seed?: number; readonly std?: number } = {},
): Embedding<Features> {
  const given: readonly unknown[] = [count, features];
  const sizes: readonly number[] = layerSizes("embedding", ["count", "features"], given as readonly number[]);
  const table: FloatParameter = parameter(normal(sizes, { seed, std }));
  const apply = (ids: TensorLike): TensorLike => {
    return typedNode(pickRows(handleBehind(table).node, handleBehind(ids).node)) as Tensor;
  };
  const layer = makeLayer(
    { op: "embedding", accepts: "i32", makes: "f32", takes: ["..."], gives: ["...", ...sizes.slice(1)] },
    apply,
    [table],
  );
  return Object.assign(layer, { table }) as unknown as Embedding<Features>;
}
