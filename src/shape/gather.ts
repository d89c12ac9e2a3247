/** Elements picked by an index tensor; knows the shapes of both and no index. */

import { ShapeError } from "../base/errors.ts";
import { normalizeAxis } from "./axis.ts";
import { formatShape } from "./format.ts";
import { countedShape, validateSizes } from "./size.ts";

/** One index per element of the result, which has the shape of the indices; off the axis sizes are equal. */
export function gather(a: readonly number[], indices: readonly number[], axis: number): number[] {
  requireIndices("gather", a, indices, axis);
  return [...indices];
}

/** Refuses indices that differ from the tensor they index off the axis. */
function requireIndices(op: string, a: readonly number[], indices: readonly number[], axis: number): void {
  const along = normalizeAxis(op, a, axis);
  const operands = `${formatShape(a)} and indices ${formatShape(indices)}`;
  if (a.length !== indices.length) throw new ShapeError(`${op}: ranks differ, ${operands}`);
  const off = a.findIndex((size, index) => index !== along && size !== indices[index]);
  if (off >= 0)
    throw new ShapeError(
      `${op}: sizes differ off axis ${along}, ${operands} (${a[off]} ≠ ${indices[off]} at axis ${off})`,
    );
}

/** Whole slices picked along an axis: the shape of the indices takes the place of that axis. */
export function take(a: readonly number[], indices: readonly number[], axis = 0): number[] {
  return countedShape("take", a.toSpliced(normalizeAxis("take", a, axis), 1, ...indices));
}

/** A last axis of this depth added, one position of it set for each class index. */
export function oneHot(indices: readonly number[], depth: number): number[] {
  const result = [...indices, depth];
  validateSizes("oneHot", result);
  return countedShape("oneHot", result);
}

/** The shape of `a` after updates are added at one index each: indices and updates have one shape, equal to `a`'s off the axis. */
export function scatterAdd(
  a: readonly number[],
  indices: readonly number[],
  updates: readonly number[],
  axis: number,
): number[] {
  requireIndices("scatterAdd", a, indices, axis);
  if (updates.length !== indices.length || updates.some((size, index) => size !== indices[index]))
    throw new ShapeError(
      `scatterAdd: updates need the indices' shape ${formatShape(indices)}, got ${formatShape(updates)}`,
    );
  return [...a];
}
