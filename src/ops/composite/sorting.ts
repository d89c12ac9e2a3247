/** Order along an axis: every element's rank is a count of comparisons, and the rest is placing and picking. */

import { dtypes } from "../../base/dtype.ts";
import type { Node } from "../../graph/node.ts";
import { topK as topKRule } from "../../shape/top-k.ts";
import { add } from "../arithmetic.ts";
import { cast, equal, less, logicalAnd, logicalOr, select } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { gather, scatterAdd } from "../indexing.ts";
import { iota } from "../leaves.ts";
import { reshape } from "../movement.ts";
import { expand, fill, fillLike, sum } from "../sum-expand.ts";
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

/** What elements are compared by: their values, ∞ for NaN, and where values are equal a place that puts NaN last. */
function makeKeys(input: Node, axis: number, descending: boolean): readonly [key: Node, place: Node] {
  const position = countAlong(input.shape, axis);
  if (!dtypes[input.dtype].float) return [input, position];
  const missing = isNaN(input);
  const size = input.shape[axis]! * (descending ? -1 : 1);
  const behind = add(position, fillLike(size, position));
  return [
    select(missing, fillLike(Number.POSITIVE_INFINITY, input), input),
    select(missing, behind, position),
  ];
}

/** The positions of the elements in order along an axis, equal ones as they stood, NaN as the largest. */
function orderAlong(input: Node, axis: number, descending: boolean): Node {
  const square = input.shape.toSpliced(axis, 0, input.shape[axis]!);
  const [row, column] = [input.shape.toSpliced(axis, 0, 1), input.shape.toSpliced(axis + 1, 0, 1)];
  const [key, place] = makeKeys(input, axis, descending);
  const others = (node: Node): Node => expand(reshape(node, column), square);
  const own = (node: Node): Node => expand(reshape(node, row), square);
  const [low, high] = descending ? [own(key), others(key)] : [others(key), own(key)];
  const tied = logicalAnd(equal(low, high), less(others(place), own(place)));
  const ranks = sum(cast(logicalOr(less(low, high), tied), "i32"), [axis]);
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
