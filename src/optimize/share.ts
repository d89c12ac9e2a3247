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
        if (node.handle !== null) return null;
        const { inputs, op, attributes } = node;
        const [left, right] = inputs;
        const swaps = op.kind === "elementwise" && op.commutative && left!.id > right!.id;
        const shared = makeNode(op, swaps ? [right!, left!] : inputs, attributes, node.origin);
        return shared === node ? null : shared;
      }),
    ),
};
