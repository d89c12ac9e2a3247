/** Matrix products of vectors, matrices and stacks of matrices; knows no arithmetic. */

import { ShapeError } from "../base/errors.ts";
import { stretch } from "./broadcast.ts";
import { formatShape } from "./format.ts";
import { countedShape } from "./size.ts";

/**
 * `[…, m, k] × […, k, n] → […, m, n]`, leading axes broadcast; a vector on the left is a row, on the right a
 * column, and its axis is left out of the result.
 */
export function matmul(a: readonly number[], b: readonly number[]): number[] {
  const operands = (): string => `${formatShape(a)} × ${formatShape(b)}`;
  const inner = a.at(-1);
  const other = b.length === 1 ? b[0] : b.at(-2);
  if (inner === undefined || other === undefined)
    throw new ShapeError(`matmul: a scalar has no axis to contract, ${operands()} (use mul)`);
  if (inner !== other)
    throw new ShapeError(`matmul: inner dimensions differ, ${operands()} (${inner} ≠ ${other})`);
  const batch = stretch(a.slice(0, -2), b.slice(0, -2), 2);
  if (typeof batch === "string")
    throw new ShapeError(`matmul: batch dimensions do not broadcast, ${operands()} (${batch})`);
  const rows = a.slice(0, -1).slice(-1);
  return countedShape("matmul", [...batch, ...rows, ...(b.length === 1 ? [] : b.slice(-1))]);
}
