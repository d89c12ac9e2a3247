/** The same axes in another order; knows nothing of strides. */

import { describeValue } from "../base/describe.ts";
import { ShapeError } from "../base/errors.ts";
import { listAxes, normalizeAxis } from "./axis.ts";
import { formatShape } from "./format.ts";

/** For each axis of the result, the axis of `a` it comes from; the reverse order when none is given. */
export function normalizePermutation(
  a: readonly number[],
  permutation?: readonly number[] | null | undefined,
): number[] {
  if (permutation === null || permutation === undefined) return a.map((_, axis) => a.length - 1 - axis);
  if (!Array.isArray(permutation))
    throw new ShapeError(
      `transpose: needs a list of axes, such as [1, 0], got ${describeValue(permutation)} (swapAxes exchanges two)`,
    );
  if (permutation.length !== a.length)
    throw new ShapeError(
      `transpose: ${formatShape(permutation)} does not order the axes of ${formatShape(a)} ` +
        `(rank ${permutation.length} ≠ ${a.length})`,
    );
  return listAxes("transpose", a, permutation);
}

/** The shape with its axes permuted. */
export function transpose(
  a: readonly number[],
  permutation?: readonly number[] | null | undefined,
): number[] {
  return normalizePermutation(a, permutation).map((axis) => a[axis] ?? 1);
}

/** The shape with two axes exchanged. */
export function swapAxes(a: readonly number[], first: number, second: number): number[] {
  const i = normalizeAxis("swapAxes", a, first);
  const j = normalizeAxis("swapAxes", a, second);
  return a.map((size, axis) => (axis === i ? a[j] : axis === j ? a[i] : size) ?? 1);
}
