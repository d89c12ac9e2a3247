/** Order along an axis: the positions are found by whole rows, and the rest is picking. */

import { InternalError } from "../../base/errors.ts";
import { orderRows } from "../../base/order.ts";
import { makeNode, type Node } from "../../graph/node.ts";
import type { HostOp } from "../../graph/op.ts";
import { topK as topKRule } from "../../shape/top-k.ts";
import { checkDType } from "../dtype-rules.ts";
import { gather } from "../indexing.ts";
import { permute } from "../movement.ts";
import { sliceAlong } from "./rearranging.ts";

/** Elements in order, and where each of them stood. */
export interface Ordered {
  readonly values: Node;
  readonly indices: Node;
}

/** Positions along the last axis, in the order of the elements there. */
const ordering = (name: string, descending: boolean): HostOp => ({
  kind: "host",
  name,
  takesBatches: true,
  infer: ([input]) => ({ shape: input!.shape, dtype: "i32" }),
  vjp: null,
  run: ([values], output, { output: shape }) => {
    if (!(output instanceof Int32Array)) throw new InternalError(`${name}: positions are i32`);
    orderRows(values!, output, shape.at(-1)!, descending);
  },
});

const ascendingOp = ordering("orderAscending", false);
const descendingOp = ordering("orderDescending", true);

/** The positions of the elements in order along an axis, equal ones as they stood, NaN as the largest. */
function orderAlong(input: Node, axis: number, descending: boolean): Node {
  const axes = input.shape.map((_, position) => position);
  const order = [...axes.filter((position) => position !== axis), axis];
  const positions = makeNode(descending ? descendingOp : ascendingOp, [permute(input, order)]);
  return permute(
    positions,
    axes.map((position) => order.indexOf(position)),
  );
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
