/** Ops that choose elements by index or make indices, composed from primitives. */

import type { DType } from "../../base/dtype.ts";
import type { Node } from "../../graph/node.ts";
import {
  normalizeAxis,
  oneHot as oneHotRule,
  stack as stackRule,
  take as takeRule,
} from "../../shape/index.ts";
import { embedding as embeddingRule } from "../../shape/rearrange.ts";
import { sizeOf } from "../../shape/size.ts";
import { equal, logicalOr, select } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { checkIndices, concat, gather, scatterAdd } from "../indexing.ts";
import { iota } from "../leaves.ts";
import { permute, reshape } from "../movement.ts";
import { max, min } from "../reduction.ts";
import { expand, fill } from "../sum-expand.ts";
import { isNaN } from "./activations.ts";
import { spreadOver } from "./statistics.ts";

/** Whole slices of `input` along `axis`, chosen by `indices`, whose shape takes that axis's place. */
export function take(input: Node, indices: Node, axis: number, asked = "take"): Node {
  checkIndices(asked, indices);
  const shape = takeRule(input.shape, indices.shape, axis);
  const along = normalizeAxis("take", input.shape, axis);
  const count = sizeOf(indices.shape);
  const column = input.shape.map((_, position) => (position === along ? count : 1));
  const spread = input.shape.map((size, position) => (position === along ? count : size));
  return reshape(gather(input, expand(reshape(indices, column), spread), along, asked), shape);
}

/** Rows of a table in the place of their ids. */
export function embedding(table: Node, ids: Node): Node {
  embeddingRule(table.shape, ids.shape);
  return take(table, ids, 0, "embedding");
}

/** A last axis of size `depth` with a one at each index; an index outside it is refused when it runs. */
export function oneHot(indices: Node, depth: number, dtype: DType): Node {
  checkIndices("oneHot", indices);
  const shape = oneHotRule(indices.shape, depth);
  const places = reshape(indices, [...indices.shape, 1]);
  const ones = fill(1, places.shape, dtype === "bool" ? "i32" : dtype);
  const placed = scatterAdd(fill(0, shape, ones.dtype), places, ones, shape.length - 1, "oneHot");
  return dtype === "bool" ? equal(placed, fill(1, shape, ones.dtype)) : placed;
}

/** The first position of the extremum along an axis; NaN counts as one, as in NumPy. */
function firstWhere(input: Node, extremum: Node, axis: number): Node {
  const hits = logicalOr(equal(input, spreadOver(extremum, input, [axis])), isNaN(input));
  const size = input.shape[axis]!;
  const column = input.shape.map((_, position) => (position === axis ? size : 1));
  const counter = expand(reshape(iota(size, "i32"), column), input.shape);
  return min(select(hits, counter, fill(size, input.shape, "i32")), [axis]);
}

/** Where the largest element stands along `axis`, the first of equals, as i32. */
export function argMax(input: Node, axis: number): Node {
  checkDType("argMax", "numeric", input.dtype);
  return firstWhere(input, max(input, [axis]), axis);
}

/** Where the smallest element stands along `axis`, the first of equals, as i32. */
export function argMin(input: Node, axis: number): Node {
  checkDType("argMin", "numeric", input.dtype);
  return firstWhere(input, min(input, [axis]), axis);
}

/** Inputs of one shape laid along a new axis. */
export function stack(inputs: readonly Node[], axis: number): Node {
  const shape = stackRule(
    inputs.map((input) => input.shape),
    axis,
  );
  const along = axis < 0 ? axis + shape.length : axis;
  const widened = shape.map((size, position) => (position === along ? 1 : size));
  return concat(
    inputs.map((input) => reshape(input, widened)),
    along,
  );
}

/** The input with two axes exchanged. */
export function swapAxes(input: Node, first: number, second: number): Node {
  const order = input.shape.map((_, axis) => axis);
  const a = normalizeAxis("swapAxes", input.shape, first);
  const b = normalizeAxis("swapAxes", input.shape, second);
  order[a] = b;
  order[b] = a;
  return permute(input, order);
}
