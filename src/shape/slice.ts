/** Ranges of elements along each axis, as Python counts them; knows nothing of offsets in memory. */

import { describeValue } from "../base/describe.ts";
import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";

/** `[start, stop, step]`, each left out or null for the default; null takes the whole axis. */
export type SliceRange = null | readonly [start?: number | null, stop?: number | null, step?: number | null];

/** One axis of a slice after negative and open ends are resolved. */
export interface NormalizedRange {
  readonly start: number;
  readonly step: number;
  readonly size: number;
}

/** For every axis the first index, the step and how many; axes beyond the list are taken whole. */
export function normalizeSlice(a: readonly number[], ranges: readonly SliceRange[]): NormalizedRange[] {
  if (!Array.isArray(ranges))
    throw new ShapeError(`slice: needs a list of ranges, such as [[0, 2]], got ${describeValue(ranges)}`);
  if (ranges.length > a.length)
    throw new ShapeError(
      `slice: ${formatShape(a)} has rank ${a.length}, the number of ranges is ${ranges.length}`,
    );
  return a.map((size, axis) => {
    const range: SliceRange = ranges[axis] ?? [];
    if (!Array.isArray(range))
      throw new ShapeError(
        `slice: the range at axis ${axis} of ${formatShape(a)} is ${describeValue(range)}, needs a list such as [0, 2] (or null)`,
      );
    for (const part of range)
      if (part !== null && part !== undefined && !Number.isInteger(part))
        throw new ShapeError(`slice: ${part} at axis ${axis} of ${formatShape(a)} is not a whole number`);
    const step = range[2] ?? 1;
    if (step === 0) throw new ShapeError(`slice: step at axis ${axis} of ${formatShape(a)} is 0`);
    return normalizeRange(size, range[0], range[1], step);
  });
}

/** Python's `slice.indices`: a negative index counts from the end, and what is beyond an end is the end. */
function normalizeRange(
  size: number,
  from: number | null | undefined,
  to: number | null | undefined,
  step: number,
): NormalizedRange {
  const lowest = step > 0 ? 0 : -1;
  const highest = step > 0 ? size : size - 1;
  const clamp = (index: number) => Math.min(Math.max(index < 0 ? index + size : index, lowest), highest);
  const start = from === null || from === undefined ? (step > 0 ? 0 : highest) : clamp(from);
  const stop = to === null || to === undefined ? (step > 0 ? highest : lowest) : clamp(to);
  const span = step > 0 ? stop - start : start - stop;
  return { start, step, size: span <= 0 ? 0 : divideUp(span, Math.abs(step)) };
}

/** ⌈n ÷ d⌉, exact where the quotient of two doubles would round. */
function divideUp(n: number, d: number): number {
  return (n - (n % d)) / d + (n % d === 0 ? 0 : 1);
}

/** The shape of what the ranges take. */
export function slice(a: readonly number[], ranges: readonly SliceRange[]): number[] {
  return normalizeSlice(a, ranges).map((range) => range.size);
}
