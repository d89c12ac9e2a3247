/** Makes equal subgraphs one node, and drops what no root needs; knows no op. */

import { shareNode, withBuildScope } from "../graph/node.ts";
import { rewriteGraph } from "../graph/rewrite.ts";
import type { Pass } from "./pass.ts";

export const shareSubexpressions: Pass = {
  name: "share subexpressions",
  run: (roots) =>
    withBuildScope(() =>
      rewriteGraph(roots, (node) => {
        const shared = shareNode(node);
        return shared === node ? null : shared;
      }),
    ),
};
