/** Two shapes that have to be one; knows no operation. */

import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";

/** The shape both have. */
export function sameShape(op: string, a: readonly number[], b: readonly number[]): number[] {
  const axis = a.findIndex((size, index) => size !== b[index]);
  if (a.length === b.length && axis < 0) return [...a];
  const clash =
    a.length === b.length ? `${a[axis]} ≠ ${b[axis]} at axis ${axis}` : `rank ${a.length} ≠ ${b.length}`;
  throw new ShapeError(`${op}: shapes differ, ${formatShape(a)} and ${formatShape(b)} (${clash})`);
}
