/** Layers that slide weights over one or two axes; know no other layer. */

import type { Padding, PerAxis } from "../../types/index.ts";
import { optionsOf } from "../base/options.ts";
import { convolve } from "../ops/index.ts";
import { convLayer } from "../shape/index.ts";
import { parameter, type Tensor, type TensorLike, zeros } from "../tensor/index.ts";
import type { ConvKernel, LayerSize, OutChannels, SeedOf } from "../tensor/method-types-layer-settings.ts";
import type { ConvModule } from "../tensor/method-types-module.ts";
import { handleBehind, typedNode } from "../tensor/typed.ts";
import { initializerOf, type initializers } from "./linear.ts";
import { type FloatParameter, type HasParameters, makeLayer } from "./module.ts";
import { seedOf } from "./seed.ts";

export interface ConvLayerOptions<
  S extends PerAxis = PerAxis,
  P extends Padding = Padding,
  D extends PerAxis = PerAxis,
  G extends number = number,
  Op extends string = string,
  Seed extends number = number,
> {
  /** How far the kernel moves, 1 by default: one number, or one for each axis. */
  readonly stride?: S;
  /** Zeros around: a number, one for each axis, `[before, after]` for each axis, "same" or "valid"; none by default. */
  readonly padding?: P;
  /** How far apart the kernel's elements stand, 1 by default. */
  readonly dilation?: D;
  /** How many groups the channels are divided into, 1 by default. */
  readonly groups?: G;
  /** Whether a bias is added to each output channel, true by default. */
  readonly bias?: boolean;
  /** How the weight is drawn, `heUniform` by default; biases begin at zero. */
  readonly initializer?: keyof typeof initializers;
  /** The same seed gives the same weight; without one, every layer of a process gets the next of a fixed sequence. */
  readonly seed?: SeedOf<Op, Seed>;
}

/** What a convolution learns. */
export interface ConvParameters extends HasParameters {
  /** `[out, in/groups, …kernel]`. */
  readonly weight: FloatParameter;
  /** `[out]`, unless the layer has none. */
  readonly bias: FloatParameter | undefined;
}

/** A convolution along one axis, with what it learns at hand. */
export type Conv1d<
  In extends number,
  Out extends number,
  K extends PerAxis,
  S extends PerAxis = 1,
  P extends Padding = 0,
  D extends PerAxis = 1,
  G extends number = 1,
> = ConvModule<"conv1d", In, Out, K, S, P, D, G> & ConvParameters;

/** A convolution over height and width, with what it learns at hand. */
export type Conv2d<
  In extends number,
  Out extends number,
  K extends PerAxis,
  S extends PerAxis = 1,
  P extends Padding = 0,
  D extends PerAxis = 1,
  G extends number = 1,
> = ConvModule<"conv2d", In, Out, K, S, P, D, G> & ConvParameters;

function makeConvolution(
  op: "conv1d" | "conv2d",
  given: readonly [inputs: unknown, outputs: unknown, kernel: unknown],
  told: (Omit<ConvLayerOptions, "seed"> & { readonly seed?: unknown }) | undefined,
): ConvParameters {
  const {
    bias = true,
    initializer = "heUniform",
    seed,
    ...options
  } = optionsOf(op, told, { bias: "boolean" });
  const [inputs, outputs, kernel] = given as readonly [number, number, PerAxis];
  const shape: readonly number[] = convLayer(op, inputs, outputs, kernel, options);
  const weight: FloatParameter = parameter(initializerOf(op, initializer)(shape, { seed: seedOf(op, seed) }));
  const offset: FloatParameter | undefined = bias ? parameter(zeros([outputs])) : undefined;
  const apply = (x: TensorLike): TensorLike => {
    const given = offset === undefined ? undefined : handleBehind(offset).node;
    return typedNode(convolve(op, handleBehind(x).node, handleBehind(weight).node, given, options)) as Tensor;
  };
  const held = offset === undefined ? [weight] : [weight, offset];
  const sliding = shape.length === 3 ? ["length"] : ["height", "width"];
  const takes = ["n", inputs, ...sliding];
  const gives = ["n", outputs, ...sliding.map(() => "number")];
  return Object.assign(makeLayer({ op, accepts: "f32", makes: "same", takes, gives }, apply, held), {
    weight,
    bias: offset,
  });
}

/**
 * Cross-correlation along one axis: `[n, inChannels, length] → [n, outChannels, places]`.
 *
 * @throws ShapeError when the sizes are no sizes, or when it is called on another number of channels.
 * @example const layer = conv1d(8, 16, 3, { padding: "same", seed: 1 });
 */
export function conv1d<
  const In extends number,
  const Out extends number,
  const K extends PerAxis,
  const S extends PerAxis = 1,
  const P extends Padding = 0,
  const D extends PerAxis = 1,
  const G extends number = 1,
  const Seed extends number = number,
>(
  inChannels: LayerSize<"conv1d", "input", In>,
  outChannels: OutChannels<"conv1d", In, Out, G>,
  kernel: ConvKernel<"conv1d", In, Out, K, S, P, D, G>,
  options?: ConvLayerOptions<S, P, D, G, "conv1d", Seed>,
): Conv1d<In, Out, K, S, P, D, G> {
  const layer = makeConvolution("conv1d", [inChannels, outChannels, kernel], options);
  return layer as unknown as Conv1d<In, Out, K, S, P, D, G>;
}

/**
 * Cross-correlation over height and width: `[n, inChannels, height, width] → [n, outChannels, places, places]`.
 *
 * @throws ShapeError when the sizes are no sizes, or when it is called on another number of channels.
 * @example const layer = conv2d(1, 8, 3, { stride: 2, padding: 1, seed: 1 });
 */
export function conv2d<
  const In extends number,
  const Out extends number,
  const K extends PerAxis,
  const S extends PerAxis = 1,
  const P extends Padding = 0,
  const D extends PerAxis = 1,
  const G extends number = 1,
  const Seed extends number = number,
>(
  inChannels: LayerSize<"conv2d", "input", In>,
  outChannels: OutChannels<"conv2d", In, Out, G>,
  kernel: ConvKernel<"conv2d", In, Out, K, S, P, D, G>,
  options?: ConvLayerOptions<S, P, D, G, "conv2d", Seed>,
): Conv2d<In, Out, K, S, P, D, G> {
  const layer = makeConvolution("conv2d", [inChannels, outChannels, kernel], options);
  return layer as unknown as Conv2d<In, Out, K, S, P, D, G>;
}
