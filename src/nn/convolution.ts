/** Layers that slide weights over one or two axes; know no other layer. */

import type { Padding, PerAxis } from "../../types/index.ts";
import { ShapeError } from "../base/errors.ts";
import { nextSeed } from "../base/random.ts";
import { convolve } from "../ops/index.ts";
import { parameter, type Tensor, type TensorLike, zeros } from "../tensor/index.ts";
import type { ConvModule, OutChannels } from "../tensor/method-types-module.ts";
import { handleBehind, typedNode } from "../tensor/typed.ts";
import { initializerOf, type initializers } from "./linear.ts";
import { type FloatParameter, type HasParameters, makeLayer } from "./module.ts";

export interface ConvLayerOptions<
  S extends PerAxis = PerAxis,
  P extends Padding = Padding,
  D extends PerAxis = PerAxis,
  G extends number = number,
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
  readonly seed?: number;
}

/** What a convolution learns. */
export interface ConvParameters extends HasParameters {
  /** `[out, in/groups, …kernel]`. */
  readonly weight: FloatParameter;
  /** `[out]`, unless the layer has none. */
  readonly bias: FloatParameter | undefined;
}

function makeConvolution(
  rank: 1 | 2,
  channels: readonly [inputs: number, outputs: number],
  kernel: PerAxis,
  { bias = true, initializer = "heUniform", seed = nextSeed(), ...options }: ConvLayerOptions,
): ConvParameters {
  const op = `conv${rank}d` as const;
  const [inputs, outputs] = channels;
  const { groups = 1 } = options;
  for (const [what, size] of Object.entries({ groups, input: inputs, output: outputs })) {
    if (!Number.isInteger(size) || size < 1)
      throw new ShapeError(`${op}: ${what} ${size} is not allowed (needs a whole number from 1 on)`);
    if (size % groups !== 0)
      throw new ShapeError(`${op}: ${size} ${what} channels do not divide into ${groups} groups`);
  }
  const window = typeof kernel === "number" ? new Array<number>(rank).fill(kernel) : kernel;
  if (window.length !== rank || window.some((size) => !Number.isInteger(size) || size < 1))
    throw new ShapeError(`${op}: kernel ${JSON.stringify(kernel)} is not allowed (needs sizes from 1 on)`);
  const shape: readonly number[] = [outputs, inputs / groups, ...window];
  const weight: FloatParameter = parameter(initializerOf(op, initializer)(shape, { seed }));
  const offset: FloatParameter | undefined = bias ? parameter(zeros([outputs as number])) : undefined;
  const apply = (x: TensorLike): TensorLike => {
    const given = offset === undefined ? undefined : handleBehind(offset).node;
    return typedNode(convolve(op, handleBehind(x).node, handleBehind(weight).node, given, options)) as Tensor;
  };
  const held = offset === undefined ? [weight] : [weight, offset];
  const sliding = rank === 1 ? ["length"] : ["height", "width"];
  const takes = ["n", inputs, ...sliding];
  const gives = ["n", outputs, ...sliding.map(() => "number")];
  return Object.assign(makeLayer({ op, accepts: "f32", takes, gives }, apply, held), {
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
>(
  inChannels: In,
  outChannels: OutChannels<"conv1d", In, Out, G>,
  kernel: K,
  options: ConvLayerOptions<S, P, D, G> = {},
): ConvModule<"conv1d", In, Out, K, S, P, D, G> & ConvParameters {
  const channels = [inChannels, outChannels as number] as const;
  return makeConvolution(1, channels, kernel, options) as unknown as ConvModule<
    "conv1d",
    In,
    Out,
    K,
    S,
    P,
    D,
    G
  > &
    ConvParameters;
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
>(
  inChannels: In,
  outChannels: OutChannels<"conv2d", In, Out, G>,
  kernel: K,
  options: ConvLayerOptions<S, P, D, G> = {},
): ConvModule<"conv2d", In, Out, K, S, P, D, G> & ConvParameters {
  const channels = [inChannels, outChannels as number] as const;
  return makeConvolution(2, channels, kernel, options) as unknown as ConvModule<
    "conv2d",
    In,
    Out,
    K,
    S,
    P,
    D,
    G
  > &
    ConvParameters;
}
