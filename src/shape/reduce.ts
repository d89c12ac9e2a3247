/** Axes that are folded away; knows not by what. */

import { ShapeError } from "../base/errors.ts";
import { normalizeAxes } from "./axis.ts";
import { formatShape } from "./format.ts";

/** One axis, a list of axes, or nothing for all of them; `[]` folds none. */
export type AxesArgument = number | readonly number[] | null | undefined;

/** The shape without the reduced axes, or with size 1 in their place. */
export function reduce(op: string, a: readonly number[], axes: AxesArgument, keepDims = false): number[] {
  const reduced = normalizeAxes(op, a, axes);
  return keepDims
    ? a.map((size, axis) => (reduced.includes(axis) ? 1 : size))
    : a.filter((_, axis) => !reduced.includes(axis));
}

/** The same for operations that pick an element: they refuse to pick from nothing. */
export function reduceNonEmpty(
  op: string,
  a: readonly number[],
  axes: AxesArgument,
  keepDims = false,
): number[] {
  const empty = normalizeAxes(op, a, axes).find((axis) => a[axis] === 0);
  if (empty !== undefined)
    throw new ShapeError(
      `${op}: axis ${empty} of ${formatShape(a)} is empty, and ${op} of nothing is undefined`,
    );
  return reduce(op, a, axes, keepDims);
}
