/** Which axes a normalisation works over and which scales fit it; knows no statistics. */

import { describeValue } from "../base/describe.ts";
import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";

/** Refuses a scale or an offset of another shape than the one needed. */
export function requireScale(
  op: string,
  role: string,
  scale: readonly number[] | undefined,
  needed: readonly number[],
): void {
  if (scale === undefined) return;
  if (scale.length === needed.length && scale.every((size, axis) => size === needed[axis])) return;
  throw new ShapeError(`${op}: ${role} needs ${formatShape(needed)}, got ${formatShape(scale)}`);
}

/** The last `count` sizes, which are normalised together. */
export function trailing(op: string, a: readonly number[], count: number): number[] {
  if (typeof count !== "number")
    throw new ShapeError(`${op}: needs a number of axes, got ${describeValue(count)} (options come second)`);
  if (!Number.isInteger(count) || count < 1 || count > a.length)
    throw new ShapeError(`${op}: cannot normalise the last ${count} axes of ${formatShape(a)}`);
  return a.slice(a.length - count);
}

/** The number of channels of `[n, channels, …]`. */
export function channelsOf(op: string, a: readonly number[]): number {
  if (a.length < 2) throw new ShapeError(`${op}: needs [n, channels, …], got ${formatShape(a)}`);
  return a[1]!;
}

/** `[n, channels, …]` with the channels divided into groups: `[n, groups, channels/groups, …]`. */
export function groupChannels(op: string, a: readonly number[], groups: number): number[] {
  const channels = channelsOf(op, a);
  if (!Number.isInteger(groups) || groups < 1 || channels % groups !== 0)
    throw new ShapeError(
      `${op}: ${channels} channels of ${formatShape(a)} do not divide into ${groups} groups`,
    );
  return a.toSpliced(1, 1, groups, channels / groups);
}

/** Refuses a batch with fewer than two values per channel, which have no variance to learn from. */
export function requireBatch(op: string, a: readonly number[]): void {
  const count = a.reduce((product, size, axis) => (axis === 1 ? product : product * size), 1);
  if (count < 2)
    throw new ShapeError(`${op}: needs at least two values for each channel, ${formatShape(a)} has ${count}`);
}

/** The shape of what is normalised over its last `count` axes, whose shape the parameters have. */
export function trailingNorm(
  op: string,
  a: readonly number[],
  count = 1,
  gamma?: readonly number[],
  beta?: readonly number[],
): number[] {
  const needed = trailing(op, a, count);
  requireScale(op, "gamma", gamma, needed);
  requireScale(op, "beta", beta, needed);
  return [...a];
}

/** The shape of what is normalised with one parameter for each channel of `[n, channels, …]`. */
export function channelNorm(
  op: string,
  a: readonly number[],
  gamma?: readonly number[],
  beta?: readonly number[],
  mean?: readonly number[],
  variance?: readonly number[],
): number[] {
  const needed = [channelsOf(op, a)];
  requireScale(op, "gamma", gamma, needed);
  requireScale(op, "beta", beta, needed);
  requireScale(op, "mean", mean, needed);
  requireScale(op, "variance", variance, needed);
  return [...a];
}

/** The same, the channels in groups of equal size. */
export function groupNorm(
  a: readonly number[],
  groups: number,
  gamma?: readonly number[],
  beta?: readonly number[],
): number[] {
  groupChannels("groupNorm", a, groups);
  return channelNorm("groupNorm", a, gamma, beta);
}

/** The same with the statistics of the batch itself, which must hold two values for each channel. */
export function batchNormTrain(
  a: readonly number[],
  gamma?: readonly number[],
  beta?: readonly number[],
): number[] {
  const result = channelNorm("batchNormTrain", a, gamma, beta);
  requireBatch("batchNormTrain", a);
  return result;
}
