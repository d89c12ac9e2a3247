/** Normalisations, composed from averages and arithmetic; the small constant stands inside the root. */

import type { Node } from "../../graph/node.ts";
import { channelsOf, groupChannels, requireBatch, requireScale, trailing } from "../../shape/normalize.ts";
import { add, div, maximum, mul, sqrt, sub } from "../arithmetic.ts";
import { checkDType, checkSameDType } from "../dtype-rules.ts";
import { reshape } from "../movement.ts";
import { expand, fillLike } from "../sum-expand.ts";
import { l2Norm } from "./magnitudes.ts";
import { mean, spreadOver, variance } from "./statistics.ts";

/** What the normalised values are multiplied by, and what is added then. */
export interface Scale {
  readonly gamma?: Node | undefined;
  readonly beta?: Node | undefined;
}

/** Throws unless the input is of floats, and everything that goes with it of its element type. */
function checkKinds(op: string, input: Node, { gamma, beta }: Scale, ...others: readonly Node[]): void {
  checkDType(op, "float", input.dtype);
  for (const side of [gamma, beta, ...others]) if (side !== undefined) checkSameDType(op, input, side);
}

function checkScale(op: string, { gamma, beta }: Scale, needed: readonly number[]): void {
  requireScale(op, "gamma", gamma?.shape, needed);
  requireScale(op, "beta", beta?.shape, needed);
}

/** x·γ + β, both laid over `shape` first. */
function applyScale(x: Node, { gamma, beta }: Scale, shape: readonly number[]): Node {
  const over = (side: Node): Node => expand(reshape(side, shape), x.shape);
  const scaled = gamma === undefined ? x : mul(x, over(gamma));
  return beta === undefined ? scaled : add(scaled, over(beta));
}

/** (x − mean)/√(variance + ε), both given for each element. */
const standardize = (x: Node, centre: Node, spread: Node, epsilon: number): Node =>
  div(sub(x, centre), sqrt(add(spread, fillLike(epsilon, spread))));

/** (x − mean)/√(var + ε) over the given axes. */
function standardizeOver(x: Node, axes: readonly number[], epsilon: number): Node {
  const spread = spreadOver(variance(x, axes, 0), x, axes);
  return standardize(x, spreadOver(mean(x, axes), x, axes), spread, epsilon);
}

/** Each sample's last `count` axes to mean 0 and variance 1 (Ba et al. 2016). */
export function layerNorm(x: Node, count: number, scale: Scale, epsilon: number): Node {
  checkKinds("layerNorm", x, scale);
  const sizes = trailing("layerNorm", x.shape, count);
  checkScale("layerNorm", scale, sizes);
  const axes = sizes.map((_, at) => x.shape.length - count + at);
  return applyScale(standardizeOver(x, axes, epsilon), scale, sizes);
}

/** x/√(mean x² + ε) over the last axis (Zhang & Sennrich 2019). */
export function rmsNorm(x: Node, gamma: Node | undefined, epsilon: number): Node {
  checkKinds("rmsNorm", x, { gamma });
  const sizes = trailing("rmsNorm", x.shape, 1);
  checkScale("rmsNorm", { gamma }, sizes);
  const axes = [x.shape.length - 1];
  const square = spreadOver(mean(mul(x, x), axes), x, axes);
  return applyScale(div(x, sqrt(add(square, fillLike(epsilon, square)))), { gamma }, sizes);
}

/** One number for each channel, laid along axis 1. */
const channelShape = ({ shape }: Node): number[] => shape.map((size, axis) => (axis === 1 ? size : 1));

function groupedNorm(op: string, x: Node, groups: number, scale: Scale, epsilon: number): Node {
  const shape = groupChannels(op, x.shape, groups);
  checkScale(op, scale, [x.shape[1]!]);
  const apart = reshape(x, shape);
  const axes = shape.map((_, axis) => axis).slice(2);
  return applyScale(reshape(standardizeOver(apart, axes, epsilon), x.shape), scale, channelShape(x));
}

/** Each sample's groups of channels to mean 0 and variance 1 (Wu & He 2018). */
export function groupNorm(x: Node, groups: number, scale: Scale, epsilon: number): Node {
  checkKinds("groupNorm", x, scale);
  return groupedNorm("groupNorm", x, groups, scale, epsilon);
}

/** Each sample's channels to mean 0 and variance 1 (Ulyanov et al. 2016). */
export function instanceNorm(x: Node, scale: Scale, epsilon: number): Node {
  checkKinds("instanceNorm", x, scale);
  // Of no channels there is one group, which is empty.
  return groupedNorm("instanceNorm", x, Math.max(1, channelsOf("instanceNorm", x.shape)), scale, epsilon);
}

/** Each channel by a mean and a variance that are given (Ioffe & Szegedy 2015, evaluation). */
export function batchNorm(x: Node, centre: Node, spread: Node, scale: Scale, epsilon: number): Node {
  checkKinds("batchNorm", x, scale, centre, spread);
  const needed = [channelsOf("batchNorm", x.shape)];
  checkScale("batchNorm", scale, needed);
  requireScale("batchNorm", "mean", centre.shape, needed);
  requireScale("batchNorm", "variance", spread.shape, needed);
  const over = (side: Node): Node => expand(reshape(side, channelShape(x)), x.shape);
  return applyScale(standardize(x, over(centre), over(spread), epsilon), scale, channelShape(x));
}

/** Each channel by its own mean and variance over the batch, which come with the result. */
export function batchNormTrain(
  x: Node,
  scale: Scale,
  epsilon: number,
): { readonly output: Node; readonly mean: Node; readonly variance: Node } {
  checkKinds("batchNormTrain", x, scale);
  const needed = [channelsOf("batchNormTrain", x.shape)];
  checkScale("batchNormTrain", scale, needed);
  requireBatch("batchNormTrain", x.shape);
  const axes = x.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
  const [centre, spread] = [mean(x, axes), variance(x, axes, 0)];
  const output = standardize(x, spreadOver(centre, x, axes), spreadOver(spread, x, axes), epsilon);
  return { output: applyScale(output, scale, channelShape(x)), mean: centre, variance: spread };
}

/** x/max(‖x‖₂, ε) along an axis; the derivative at the origin is that of x/ε. */
export function l2Normalize(x: Node, axis: number, epsilon: number): Node {
  checkDType("l2Normalize", "float", x.dtype);
  const norm = l2Norm(x, [axis]);
  return div(x, spreadOver(maximum(norm, fillLike(epsilon, norm)), x, [axis]));
}
