/** The fully connected layer; knows no other layer. */

import type { FloatDType, Shape } from "../../types/index.ts";
import { ValueError } from "../base/errors.ts";
import { optionsOf } from "../base/options.ts";
import { layerSizes, linear as linearRule } from "../shape/index.ts";
import {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  parameter,
  type Tensor,
  type TensorLike,
  zeros,
} from "../tensor/index.ts";
import type { LastSize, LayerSize, SeedOf } from "../tensor/method-types-layer-settings.ts";
import type { LinearModule } from "../tensor/method-types-module.ts";
import { type FloatParameter, type HasParameters, makeLayer } from "./module.ts";
import { seedOf } from "./seed.ts";

/** The ways a weight can be drawn. */
export const initializers = { glorotUniform, glorotNormal, heUniform, heNormal } as const;

export interface LinearOptions<Seed extends number = number> {
  /** Whether a bias is added, true by default. */
  readonly bias?: boolean;
  /** How the weight is drawn, `glorotUniform` by default; biases begin at zero. */
  readonly initializer?: keyof typeof initializers;
  /** The same seed gives the same weight; without one, every layer of a process gets the next of a fixed sequence. */
  readonly seed?: SeedOf<"linear", Seed>;
}

/** A linear layer with its weight at hand. */
export type Linear<In extends number, Out extends number> = LinearModule<In, Out> &
  HasParameters & {
    /** `[inFeatures, outFeatures]`. */
    readonly weight: FloatParameter;
    /** `[outFeatures]`, unless the layer has none. */
    readonly bias: FloatParameter | undefined;
  };

/** The initializer of a name, or one clear line. */
export function initializerOf(op: string, name: string): (typeof initializers)[keyof typeof initializers] {
  if (Object.hasOwn(initializers, name)) return initializers[name as keyof typeof initializers];
  throw new ValueError(
    `${op}: unknown initializer ${JSON.stringify(name)} (one of ${Object.keys(initializers).join(", ")})`,
  );
}

/**
 * y = x·W + b over the last axis: `[…, inFeatures] → […, outFeatures]`.
 *
 * @throws ShapeError when the sizes are no sizes, or when it is called on another number of features.
 * @example const layer = linear(784, 10, { seed: 1 });
 */
export function linear<const In extends number, const Out extends number, const Seed extends number = number>(
  inFeatures: LayerSize<"linear", "inFeatures", In>,
  outFeatures: LastSize<"linear", "outFeatures", Out, In>,
  options?: LinearOptions<Seed>,
): Linear<In, Out> {
  const {
    bias = true,
    initializer = "glorotUniform",
    seed,
  } = optionsOf("linear", options, { bias: "boolean" });
  const given: readonly unknown[] = [inFeatures, outFeatures];
  const sizes = layerSizes("linear", ["inFeatures", "outFeatures"], given as readonly number[]);
  const [from, to] = sizes as [number, number];
  const drawn = { seed: seedOf("linear", seed) };
  const weight: FloatParameter = parameter(initializerOf("linear", initializer)(sizes, drawn));
  const offset: FloatParameter | undefined = bias ? parameter(zeros([to])) : undefined;
  const apply = (x: TensorLike): Tensor<Shape, FloatDType> => {
    linearRule(from, x.shape as readonly number[], to);
    const product = (x as Tensor<Shape, FloatDType>).matmul(weight) as Tensor<Shape, FloatDType>;
    return offset === undefined ? product : (product.add(offset) as Tensor<Shape, FloatDType>);
  };
  const held = offset === undefined ? [weight] : [weight, offset];
  const layer = makeLayer(
    { op: "linear", accepts: "f32", makes: "same", takes: ["...", from], gives: ["...", to] },
    apply,
    held,
  );
  return Object.assign(layer, { weight, bias: offset }) as unknown as Linear<In, Out>;
}
