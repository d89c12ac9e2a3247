/** The batched matrix product; its gradients are two more of the same. */

import { InternalError } from "../base/errors.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { ContractionOp } from "../graph/op.ts";
import { formatShape } from "../shape/index.ts";
import { checkDType, checkSameDType } from "./dtype-rules.ts";
import { permute } from "./movement.ts";

/** The last two axes exchanged. */
export function transposeLast(node: Node): Node {
  const rank = node.shape.length;
  const order = node.shape.map((_, axis) => axis);
  order[rank - 1] = rank - 2;
  order[rank - 2] = rank - 1;
  return permute(node, order);
}

const contractOp: ContractionOp = {
  kind: "contraction",
  name: "contract",
  infer: ([left, right]) => {
    checkDType("matmul", "numeric", left!.dtype);
    checkSameDType("matmul", left!, right!);
    const rank = left!.shape.length;
    const batch = left!.shape.slice(0, -2);
    const fits =
      rank >= 2 &&
      right!.shape.length === rank &&
      batch.every((size, axis) => size === right!.shape[axis]) &&
      left!.shape[rank - 1] === right!.shape[rank - 2];
    if (!fits) {
      throw new InternalError(
        `contract: operands do not fit, ${formatShape(left!.shape)} and ${formatShape(right!.shape)}`,
      );
    }
    return { shape: [...batch, left!.shape[rank - 2]!, right!.shape[rank - 1]!], dtype: left!.dtype };
  },
  vjp: (cotangent, node) => {
    const [left, right] = node.inputs;
    return [contract(cotangent, transposeLast(right!)), contract(transposeLast(left!), cotangent)];
  },
};

/** `[…batch, m, k]` by `[…batch, k, n]` gives `[…batch, m, n]`. */
export function contract(left: Node, right: Node): Node {
  return makeNode(contractOp, [left, right]);
}
