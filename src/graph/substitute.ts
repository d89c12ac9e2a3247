/** Cutting a graph at nodes whose values are known by other means; knows no op. */

import type { Node } from "./node.ts";
import { overReplaced } from "./rewrite.ts";
import { sortTopologically } from "./walk.ts";

/** The graph with every node that `replace` answers for replaced by that answer; nothing below such a node is visited. */
export function substituteNodes(roots: readonly Node[], replace: (node: Node) => Node | undefined): Node[] {
  const replaced = new Map<Node, Node>();
  const sorted = sortTopologically(roots, (node) => {
    const known = replace(node);
    if (known !== undefined) replaced.set(node, known);
    return known === undefined;
  });
  if (replaced.size === 0) return [...roots];
  for (const node of sorted) {
    if (replaced.has(node)) continue;
    const result = overReplaced(node, replaced);
    if (result !== node) replaced.set(node, result);
  }
  return roots.map((root) => replaced.get(root) ?? root);
}
