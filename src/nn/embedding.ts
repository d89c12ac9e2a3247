/** A table of learned vectors, one for each id; knows no other layer. */

import { optionsOf } from "../base/options.ts";
import { embedding as pickRows } from "../ops/index.ts";
import { layerSizes, settingWithin } from "../shape/index.ts";
import { normal, parameter, type Tensor, type TensorLike } from "../tensor/index.ts";
import type { InRange, LastSize, LayerSize, SeedOf } from "../tensor/method-types-layer-settings.ts";
import type { EmbeddingModule } from "../tensor/method-types-module.ts";
import { handleBehind, typedNode } from "../tensor/typed.ts";
import { type FloatParameter, type HasParameters, makeLayer } from "./module.ts";
import { seedOf } from "./seed.ts";

/** An embedding with its table at hand. */
export type Embedding<Features extends number> = EmbeddingModule<Features> & EmbeddingParameters;

export interface EmbeddingOptions<Seed extends number = number, Std extends number = number> {
  /** The same seed gives the same table; without one, every layer of a process gets the next of a fixed sequence. */
  readonly seed?: SeedOf<"embedding", Seed>;
  /** The standard deviation of its numbers, 1 by default. */
  readonly std?: InRange<"embedding", "std", Std, "0 or more">;
}

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
export function embedding<
  const Count extends number,
  const Features extends number,
  const Seed extends number = number,
  const Std extends number = number,
>(
  count: LayerSize<"embedding", "count", Count>,
  features: LastSize<"embedding", "features", Features, Count>,
  options?: EmbeddingOptions<Seed, Std>,
): Embedding<Features> {
  const { seed, std: given = 1 } = optionsOf("embedding", options);
  const std = settingWithin("embedding", "std", given as number, "0 or more");
  const asked: readonly unknown[] = [count, features];
  const sizes: readonly number[] = layerSizes("embedding", ["count", "features"], asked as readonly number[]);
  const table: FloatParameter = parameter(normal(sizes, { seed: seedOf("embedding", seed), std }));
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
