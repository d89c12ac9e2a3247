/** Makes equal subgraphs one node, and drops what no root needs; knows no op. */

import { makeNode, withBuildScope } from "../graph/node.ts";
import { rewriteGraph } from "../graph/rewrite.ts";
import type { Pass } from "./pass.ts";

/** a + b and b + a → one node: operands of a commutative op stand in the order they were made. */
export const shareSubexpressions: Pass = {
  name: "share subexpressions",
  run: (roots) =>
    withBuildScope(() =>
      rewriteGraph(roots, (node) => {
        if (node.op.kind !== "elementwise" || !node.op.commutative) return null;
        const [left, right] = node.inputs;
        return left!.id > right!.id ? makeNode(node.op, [right!, left!], node.attributes) : null;
      }),
    ),
};
