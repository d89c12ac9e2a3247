/** The one list of graph passes, in order, each with what holds from there on. */

import { logger } from "../base/debug.ts";
import { type Node, withBuildScope } from "../graph/node.ts";
import { formatGraph } from "../graph/print.ts";
import { verifyGraph } from "../graph/verify.ts";
import { decompose } from "./decompose.ts";
import { foldConstants } from "./fold-constants.ts";
import type { Pass, Target } from "./pass.ts";
import { shareSubexpressions } from "./share.ts";
import { simplify } from "./simplify.ts";

export const passes: readonly Pass[] = [
  decompose, // every op left is one the backend has
  foldConstants, // no op has only constants for operands
  simplify, // no op leaves its operand unchanged, and no two rearrangements of a kind follow each other
  foldConstants, // nor does any that a simplification made
  shareSubexpressions, // equal subgraphs are one node, and every node serves a root
];

/** Runs every pass over the graph; with verification on, each result is derived anew before the next pass sees it. */
export function optimizeGraph(roots: readonly Node[], target: Target): Node[] {
  return withBuildScope(() => {
    let current = [...roots];
    if (logger.verifies()) verifyGraph(current, "tracing");
    for (const pass of passes) {
      current = pass.run(current, target);
      if (logger.verifies()) verifyGraph(current, pass.name);
      logger.show("passes", () => `after ${pass.name}\n${formatGraph(current)}`);
    }
    return current;
  });
}
