/** Replaces what changes nothing by what it leaves unchanged, for every value NaN, ±0 and ±∞ included; rules, no ops. */

import { makeNode, type Node } from "../graph/node.ts";
import type { ElementwiseOp, MovementOp } from "../graph/op.ts";
import { type RewriteRule, rewriteGraph } from "../graph/rewrite.ts";
import { uniformValue } from "../ops/leaves.ts";
import type { Pass } from "./pass.ts";

type Rule<Op> = (node: Node, op: Op) => Node | null;

const isExactly = (node: Node, value: number | undefined): boolean =>
  value !== undefined && Object.is(uniformValue(node), value);

const elementwiseRules: readonly Rule<ElementwiseOp>[] = [
  // f(x, e) → x, as in x·1 → x
  ({ inputs: [left, right] }, { neutral }) =>
    right !== undefined && isExactly(right, neutral.right) ? left! : null,
  // f(e, x) → x, as in 1·x → x
  ({ inputs: [left, right] }, { neutral }) =>
    right !== undefined && isExactly(left!, neutral.left) ? right : null,
  // f(f(x)) → x, as in −(−x) → x
  ({ inputs: [input] }, op) => (op.selfInverse && input!.op === op ? input!.inputs[0]! : null),
  // whatever the row knows of particular operands, as in x² → x·x
  (node, op) => op.specialize?.(node) ?? null,
];

const movementRules: readonly Rule<MovementOp>[] = [
  // a rearrangement that rearranges nothing → its input
  (node, op) => (op.isIdentity(node) ? node.inputs[0]! : null),
  // two of a kind → one, as in reshape(reshape(x)) → reshape(x)
  (node, op) => {
    const input = node.inputs[0]!;
    if (op.merge === undefined || input.op !== op) return null;
    const attributes = op.merge(node, input);
    return attributes === null ? null : makeNode(op, input.inputs, attributes);
  },
];

function applyFirst<Op>(rules: readonly Rule<Op>[], node: Node, op: Op): Node | null {
  for (const rule of rules) {
    const result = rule(node, op);
    if (result !== null) return result;
  }
  return null;
}

const simplifyNode: RewriteRule = (node) => {
  if (node.op.kind === "elementwise") return applyFirst(elementwiseRules, node, node.op);
  if (node.op.kind === "movement") return applyFirst(movementRules, node, node.op);
  return null;
};

export const simplify: Pass = {
  name: "simplify",
  run: (roots) => rewriteGraph(roots, simplifyNode),
};
