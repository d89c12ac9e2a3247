/** Makes equal subgraphs one node, and drops what no root needs; knows no op. */

import { makeNode, type Node, shareNode, withBuildScope } from "../graph/node.ts";
import { rewriteGraph } from "../graph/rewrite.ts";
import type { Pass } from "./pass.ts";

/** a + b and b + a → one node: operands of a commutative op stand in the order they were made. */
function orderOperands(node: Node): Node {
  const { inputs, op, attributes, origin } = node;
  const [left, right] = inputs;
  const swaps = op.kind === "elementwise" && op.commutative && left!.id > right!.id;
  return swaps ? makeNode(op, [right!, left!], attributes, origin) : shareNode(node);
}

export const shareSubexpressions: Pass = {
  name: "share subexpressions",
  run: (roots) =>
    withBuildScope(() =>
      rewriteGraph(roots, (node) => {
        const shared = orderOperands(node);
        return shared === node ? null : shared;
      }),
    ),
};
