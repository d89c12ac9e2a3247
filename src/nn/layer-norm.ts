/** Layer normalisation with a learned scale and offset; knows no other layer. */

import { optionsOf } from "../base/options.ts";
import { layerNorm as normalize } from "../ops/index.ts";
import { layerSizes, through } from "../shape/index.ts";
import { ones, parameter, type Tensor, type TensorLike, zeros } from "../tensor/index.ts";
import type { LayerSize } from "../tensor/method-types-layer-settings.ts";
import type { LayerNormModule } from "../tensor/method-types-module.ts";
import { handleBehind, typedNode } from "../tensor/typed.ts";
import { type FloatParameter, type HasParameters, makeLayer } from "./module.ts";

/** A layer normalisation with what it learns at hand. */
export type LayerNorm<Size extends number> = LayerNormModule<Size> & LayerNormParameters;

/** What a layer normalisation learns. */
export interface LayerNormParameters extends HasParameters {
  /** `[size]`, ones at the start. */
  readonly gamma: FloatParameter;
  /** `[size]`, zeros at the start. */
  readonly beta: FloatParameter;
}

/**
 * The last axis to mean 0 and variance 1, then γ·x + β (Ba et al. 2016): `[…, size] → […, size]`.
 *
 * @throws ShapeError when it is called on another number of features.
 * @example const layer = layerNorm(64);
 */
export function layerNorm<const Size extends number>(
  size: LayerSize<"layerNorm", "size", Size>,
  options?: { readonly epsilon?: number },
): LayerNorm<Size> {
  const { epsilon = 1e-5 } = optionsOf("layerNorm", options, { epsilon: "number" });
  const sizes: readonly number[] = layerSizes("layerNorm", ["size"], [size as number]);
  const shape = ["...", ...sizes];
  const gamma: FloatParameter = parameter(ones(sizes));
  const beta: FloatParameter = parameter(zeros(sizes));
  const apply = (x: TensorLike): TensorLike => {
    through("layerNorm", shape, shape, x.shape as readonly number[]);
    const scale = { gamma: handleBehind(gamma).node, beta: handleBehind(beta).node };
    return typedNode(normalize(handleBehind(x).node, 1, scale, epsilon)) as Tensor;
  };
  const layer = makeLayer(
    { op: "layerNorm", accepts: "f32", makes: "same", takes: shape, gives: shape },
    apply,
    [gamma, beta],
  );
  return Object.assign(layer, { gamma, beta }) as unknown as LayerNorm<Size>;
}
