/** Layers that slide weights over one or two axes; know no other layer. */

import { ShapeError, ValueError } from "../base/errors.ts";
import { nextSeed } from "../base/random.ts";
import type { Node } from "../graph/node.ts";
import { convolve } from "../ops/index.ts";
import type { ConvOptions, PerAxis } from "../shape/window.ts";
import { isTensor, parameter, type Tensor, type TensorLike, zeros } from "../tensor/index.ts";
import { handleBehind, typedNode } from "../tensor/typed.ts";
import { initializerOf, type initializers } from "./linear.ts";
import { type FloatParameter, type HasParameters, makeLayer, type UntypedLayer } from "./module.ts";

export interface ConvLayerOptions extends ConvOptions {
  /** Whether a bias is added to each output channel, true by default. */
  readonly bias?: boolean;
  /** How the weight is drawn, `heUniform` by default; biases begin at zero. */
  readonly initializer?: keyof typeof initializers;
  /** The same seed gives the same weight; without one, every layer of a process gets the next of a fixed sequence. */
  readonly seed?: number;
}

/** A convolution with its weight at hand. */
export interface ConvLayer extends UntypedLayer, HasParameters {
  /** `[out, in/groups, …kernel]`. */
  readonly weight: FloatParameter;
  /** `[out]`, unless the layer has none. */
  readonly bias: FloatParameter | undefined;
}

const nodeBehind = (op: string, x: unknown): Node => {
  if (!isTensor(x)) throw new ValueError(`${op}: needs a tensor (make one with tensor(…))`);
  return handleBehind(x as TensorLike).node;
};

function makeConvolution(
  op: "conv1d" | "conv2d",
  channels: readonly [inputs: number, outputs: number],
  kernel: PerAxis,
  { bias = true, initializer = "heUniform", seed = nextSeed(), ...options }: ConvLayerOptions,
): ConvLayer {
  const [inputs, outputs] = channels;
  const { groups = 1 } = options;
  for (const [what, size] of Object.entries({ input: inputs, output: outputs, groups })) {
    if (!Number.isInteger(size) || size < 1)
      throw new ShapeError(`${op}: ${what} ${size} is not allowed (needs a whole number from 1 on)`);
    if (size % groups !== 0)
      throw new ShapeError(`${op}: ${size} ${what} channels do not divide into ${groups} groups`);
  }
  const rank = op === "conv1d" ? 1 : 2;
  const window = typeof kernel === "number" ? new Array<number>(rank).fill(kernel) : kernel;
  if (window.length !== rank || window.some((size) => !Number.isInteger(size) || size < 1))
    throw new ShapeError(`${op}: kernel ${JSON.stringify(kernel)} is not allowed (needs sizes from 1 on)`);
  const shape: readonly number[] = [outputs, inputs / groups, ...window];
  const weight: FloatParameter = parameter(initializerOf(op, initializer)(shape, { seed }));
  const offset: FloatParameter | undefined = bias ? parameter(zeros([outputs as number])) : undefined;
  const apply = (x: TensorLike): TensorLike => {
    const given = offset === undefined ? undefined : handleBehind(offset).node;
    return typedNode(convolve(op, nodeBehind(op, x), handleBehind(weight).node, given, options)) as Tensor;
  };
  const held = offset === undefined ? [weight] : [weight, offset];
  return Object.assign(makeLayer(apply, { takes: ["..."], gives: ["..."] }, held), { weight, bias: offset });
}

/**
 * Cross-correlation along one axis: `[n, inChannels, length] → [n, outChannels, places]`.
 *
 * @throws ShapeError when the sizes are no sizes, or when it is called on another number of channels.
 * @example const layer = conv1d(8, 16, 3, { padding: "same", seed: 1 });
 */
export function conv1d(
  inChannels: number,
  outChannels: number,
  kernel: PerAxis,
  options: ConvLayerOptions = {},
): ConvLayer {
  return makeConvolution("conv1d", [inChannels, outChannels], kernel, options);
}

/**
 * Cross-correlation over height and width: `[n, inChannels, height, width] → [n, outChannels, places, places]`.
 *
 * @throws ShapeError when the sizes are no sizes, or when it is called on another number of channels.
 * @example const layer = conv2d(1, 8, 3, { stride: 2, padding: 1, seed: 1 });
 */
export function conv2d(
  inChannels: number,
  outChannels: number,
  kernel: PerAxis,
  options: ConvLayerOptions = {},
): ConvLayer {
  return makeConvolution("conv2d", [inChannels, outChannels], kernel, options);
}
