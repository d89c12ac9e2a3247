/** Axes of size 1, put in and taken out; knows nothing of elements. */

import { ShapeError } from "../base/errors.ts";
import { normalizeAxes, normalizeNewAxis } from "./axis.ts";
import { formatShape } from "./format.ts";

/** The shape with an axis of size 1 put in so that it becomes `axis` of the result. */
export function expandDims(a: readonly number[], axis: number): number[] {
  return a.toSpliced(normalizeNewAxis("expandDims", a, axis), 0, 1);
}

/** The shape without the named axes, or without every axis of size 1 when none is named. */
export function squeeze(
  a: readonly number[],
  axes?: number | readonly number[] | null | undefined,
): number[] {
  if (axes === null || axes === undefined) return a.filter((size) => size !== 1);
  const dropped = normalizeAxes("squeeze", a, axes);
  for (const axis of dropped)
    if (a[axis] !== 1)
      throw new ShapeError(`squeeze: axis ${axis} of ${formatShape(a)} has size ${a[axis]}, not 1`);
  return a.filter((_, axis) => !dropped.includes(axis));
}
