/** Elements picked by an index tensor; knows the shapes of both and no index. */

import { ShapeError } from "../base/errors.ts";
import { normalizeAxis } from "./axis.ts";
import { formatShape } from "./format.ts";
import { validateSizes } from "./size.ts";

/** One index per element of the result, which has the shape of the indices; off the axis sizes are equal. */
export function gather(a: readonly number[], indices: readonly number[], axis: number): number[] {
  const along = normalizeAxis("gather", a, axis);
  const operands = `${formatShape(a)} and indices ${formatShape(indices)}`;
  if (a.length !== indices.length) throw new ShapeError(`gather: ranks differ, ${operands}`);
  const off = a.findIndex((size, index) => index !== along && size !== indices[index]);
  if (off >= 0)
    throw new ShapeError(
      `gather: sizes differ off axis ${along}, ${operands} (${a[off]} ≠ ${indices[off]} at axis ${off})`,
    );
  return [...indices];
}

/** Whole slices picked along an axis: the shape of the indices takes the place of that axis. */
export function take(a: readonly number[], indices: readonly number[], axis = 0): number[] {
  return a.toSpliced(normalizeAxis("take", a, axis), 1, ...indices);
}

/** A last axis of this depth added, one position of it set for each class index. */
export function oneHot(indices: readonly number[], depth: number): number[] {
  const result = [...indices, depth];
  validateSizes("oneHot", result);
  return result;
}
