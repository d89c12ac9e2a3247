/** Matrix products of any rank, brought to the one batched contraction. */

import type { Node } from "../../graph/node.ts";
import { broadcast, matmul as matmulRule } from "../../shape/index.ts";
import { dot as dotRule, outer as outerRule } from "../../shape/rearrange.ts";
import { sizeOf } from "../../shape/size.ts";
import { mul } from "../arithmetic.ts";
import { contract } from "../contraction.ts";
import { checkDType, checkSameDType } from "../dtype-rules.ts";
import { reshape } from "../movement.ts";
import { expand } from "../sum-expand.ts";

/**
 * NumPy's matmul: a vector on the left is a row, on the right a column, and leading axes broadcast.
 * A batch on the left alone joins the rows, so that it stays one large product.
 */
export function matmul(left: Node, right: Node): Node {
  checkDType("matmul", "numeric", left.dtype);
  checkSameDType("matmul", left, right);
  const shape = matmulRule(left.shape, right.shape);
  const rows = left.shape.length === 1 ? reshape(left, [1, left.shape[0]!]) : left;
  const columns = right.shape.length === 1 ? reshape(right, [right.shape[0]!, 1]) : right;
  const [m, k] = rows.shape.slice(-2) as [number, number];
  const n = columns.shape.at(-1)!;
  if (columns.shape.length === 2) {
    const batch = sizeOf(rows.shape.slice(0, -2));
    return reshape(contract(reshape(rows, [batch * m, k]), columns), shape);
  }
  const batch = broadcast("matmul", rows.shape.slice(0, -2), columns.shape.slice(0, -2));
  return reshape(contract(expand(rows, [...batch, m, k]), expand(columns, [...batch, k, n])), shape);
}

/** Σ a·b of two vectors. */
export function dot(left: Node, right: Node): Node {
  checkDType("dot", "numeric", left.dtype);
  checkSameDType("dot", left, right);
  dotRule(left.shape, right.shape);
  return matmul(left, right);
}

/** Every product of an element of the first vector with one of the second. */
export function outer(left: Node, right: Node): Node {
  checkDType("outer", "numeric", left.dtype);
  checkSameDType("outer", left, right);
  const shape = outerRule(left.shape, right.shape);
  return mul(expand(reshape(left, [shape[0]!, 1]), shape), expand(right, shape));
}
