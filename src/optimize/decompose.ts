/** Spells what a backend lacks in what it has; knows declared decompositions, no ops. */

import { rewriteGraph } from "../graph/rewrite.ts";
import type { ElementwiseName } from "../ops/index.ts";
import type { Pass } from "./pass.ts";

export const decompose: Pass = {
  name: "decompose",
  run: (roots, { lacks }) => {
    if (lacks.size === 0) return [...roots];
    return rewriteGraph(roots, (node) => {
      if (node.op.kind !== "elementwise" || !lacks.has(node.op.name as ElementwiseName)) return null;
      return node.op.decompose?.(node) ?? null;
    });
  },
};
