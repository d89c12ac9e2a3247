/** Order along an axis: every element's rank is a count of comparisons, and the rest is placing and picking. */

import type { Node } from "../../graph/node.ts";
import { topK as topKRule } from "../../shape/top-k.ts";
import { cast, equal, less, logicalAnd, logicalNot, logicalOr } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { gather, scatterAdd } from "../indexing.ts";
import { iota } from "../leaves.ts";
import { reshape } from "../movement.ts";
import { expand, fill, sum } from "../sum-expand.ts";
import { isNaN } from "./activations.ts";
import { sliceAlong } from "./rearranging.ts";

/** Elements in order, and where each of them stood. */
export interface Ordered {
  readonly values: Node;
  readonly indices: Node;
}

/** A counter 0, 1, 2, … along one axis of a shape. */
function countAlong(shape: readonly number[], axis: number): Node {
  const size = shape[axis]!;
  const column = shape.map((_, position) => (position === axis ? size : 1));
  return expand(reshape(iota(size, "i32"), column), shape);
}

/** Whether `a` comes before `b`: by value, NaN as the largest, and equal ones by their position. */
function precedes(a: Node, b: Node, first: Node, second: Node, descending: boolean): Node {
  const [low, high] = descending ? [b, a] : [a, b];
  const smaller = logicalOr(less(low, high), logicalAnd(isNaN(high), logicalNot(isNaN(low))));
  const same = logicalOr(equal(a, b), logicalAnd(isNaN(a), isNaN(b)));
  return logicalOr(smaller, logicalAnd(same, less(first, second)));
}

/** The positions of the elements in order along an axis, equal ones as they stood, NaN as the largest. */
function orderAlong(input: Node, axis: number, descending: boolean): Node {
  const size = input.shape[axis]!;
  const square = input.shape.toSpliced(axis, 0, size);
  const [row, column] = [input.shape.toSpliced(axis, 0, 1), input.shape.toSpliced(axis + 1, 0, 1)];
  const [others, own] = [expand(reshape(input, column), square), expand(reshape(input, row), square)];
  const before = precedes(others, own, countAlong(square, axis), countAlong(square, axis + 1), descending);
  const ranks = sum(cast(before, "i32"), [axis]);
  const empty = fill(0, input.shape, "i32");
  return scatterAdd(empty, ranks, countAlong(input.shape, axis), axis, "sort");
}

/** The elements in ascending or descending order along an axis, equal ones as they stood; NaN counts as the largest. */
export function sort(input: Node, axis: number, descending: boolean): Ordered {
  checkDType("sort", "numeric", input.dtype);
  const indices = orderAlong(input, axis, descending);
  return { values: gather(input, indices, axis, "sort"), indices };
}

/** The `k` largest or smallest elements along an axis, in order; of equals the first ones. */
export function topK(input: Node, k: number, axis: number, largest: boolean): Ordered {
  checkDType("topK", "numeric", input.dtype);
  topKRule(input.shape, k, axis);
  const indices = sliceAlong(orderAlong(input, axis, largest), axis, 0, k);
  return { values: gather(input, indices, axis, "topK"), indices };
}
