/** Operands of different shapes brought to one, as NumPy broadcasts; knows no concrete op. */

import type { Node } from "../../graph/node.ts";
import { broadcastAll } from "../../shape/index.ts";
import { checkSameDType } from "../dtype-rules.ts";
import { expand } from "../sum-expand.ts";

/** The operands expanded to their common shape, or `op: shapes do not broadcast, …`. */
export function expandTogether(op: string, operands: readonly Node[]): Node[] {
  const shape = broadcastAll(
    op,
    operands.map((operand) => operand.shape),
  );
  return operands.map((operand) => expand(operand, shape));
}

/** A binary builder that accepts operands of different shapes. */
export function broadcasting(op: string, build: (a: Node, b: Node) => Node): (a: Node, b: Node) => Node {
  return (a, b) => {
    checkSameDType(op, a, b);
    const [left, right] = expandTogether(op, [a, b]);
    return build(left!, right!);
  };
}
