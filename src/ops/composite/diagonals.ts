/** Triangles and diagonals of matrices, composed from counters, selection and rearrangements. */

import type { Node } from "../../graph/node.ts";
import { diag as diagRule, trace as traceRule, triangle } from "../../shape/rearrange.ts";
import { add } from "../arithmetic.ts";
import { lessEqual, select } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { iota } from "../leaves.ts";
import { pad, reshape } from "../movement.ts";
import { expand, fill, fillLike, sum } from "../sum-expand.ts";
import { sliceAlong } from "./rearranging.ts";

/** Row number + offset, and column number, over the last two axes of a shape, as i32. */
function countCells(shape: readonly number[], offset: number): [row: Node, column: Node] {
  const [rows, columns] = shape.slice(-2) as [number, number];
  const down = reshape(iota(rows, "i32"), [rows, 1]);
  const shifted = offset === 0 ? down : add(down, fillLike(offset, down));
  return [expand(shifted, shape), expand(iota(columns, "i32"), shape)];
}

/** The elements with column − row ≤ diagonal, zeros elsewhere. */
export function tril(input: Node, diagonal: number): Node {
  const shape = triangle("tril", input.shape);
  const [row, column] = countCells(shape, diagonal);
  return select(lessEqual(column, row), input, fillLike(0, input));
}

/** The elements with column − row ≥ diagonal, zeros elsewhere. */
export function triu(input: Node, diagonal: number): Node {
  const shape = triangle("triu", input.shape);
  const [row, column] = countCells(shape, diagonal);
  return select(lessEqual(row, column), input, fillLike(0, input));
}

/**
 * The diagonal of the last two axes, which are n × n: rows of n laid out in memory have it every n + 1 elements, so n
 * zeros at the end make it the first column of a matrix [n, n + 1].
 */
export function diagonalOfLast(input: Node): Node {
  const size = input.shape.at(-1)!;
  const batch = input.shape.slice(0, -2);
  if (size === 0) return reshape(input, [...batch, 0]);
  const flat = reshape(input, [...batch, size * size]);
  const long = pad(flat, [...batch.map(() => [0, 0]), [0, size]], 0);
  const leaning = reshape(long, [...batch, size, size + 1]);
  return reshape(sliceAlong(leaning, batch.length + 1, 0, 1), [...batch, size]);
}

/** A vector on a diagonal of a square matrix, or a diagonal of a matrix as a vector. */
export function diag(input: Node, offset: number): Node {
  const shape = diagRule(input.shape, offset);
  const [before, after] = [Math.max(0, -offset), Math.max(0, offset)];
  if (shape.length === 1) {
    const [size] = shape as [number];
    if (size === 0) return fill(0, shape, input.dtype);
    const rows = sliceAlong(input, 0, before, size);
    return diagonalOfLast(sliceAlong(rows, 1, after, size));
  }
  const [size] = input.shape as [number];
  if (size === 0) return fill(0, shape, input.dtype);
  const column = pad(
    reshape(input, [size, 1]),
    [
      [0, 0],
      [0, size],
    ],
    0,
  );
  const leaning = reshape(column, [size * (size + 1)]);
  const square = reshape(sliceAlong(leaning, 0, 0, size * size), [size, size]);
  return pad(
    square,
    [
      [before, after],
      [after, before],
    ],
    0,
  );
}

/** Σ of a matrix's diagonal. */
export function trace(input: Node): Node {
  traceRule(input.shape);
  checkDType("trace", "numeric", input.dtype);
  return sum(diag(input, 0), [0]);
}
