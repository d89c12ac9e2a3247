/** Cutting a graph at nodes whose values are known by other means; knows no op. */

import type { Node } from "./node.ts";
import { withInputs } from "./rewrite.ts";
import { sortTopologically } from "./walk.ts";

/** The graph with every node that `replace` answers for replaced by that answer; nothing below such a node is visited. */
export function substituteNodes(roots: readonly Node[], replace: (node: Node) => Node | undefined): Node[] {
  const substituted = new Map<Node, Node>();
  const sorted = sortTopologically(roots, (node) => {
    const known = replace(node);
    if (known !== undefined) substituted.set(node, known);
    return known === undefined;
  });
  for (const node of sorted) {
    if (substituted.has(node)) continue;
    substituted.set(
      node,
      withInputs(
        node,
        node.inputs.map((input) => substituted.get(input)!),
      ),
    );
  }
  return roots.map((root) => substituted.get(root)!);
}
