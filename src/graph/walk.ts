/** Visiting graphs of any depth without recursion; knows no op. */

import type { Node } from "./node.ts";

/** Every node reachable from `roots`, inputs before users, each once; `enter` may stop the walk at a node. */
export function sortTopologically(
  roots: readonly Node[],
  enter: (node: Node) => boolean = () => true,
): Node[] {
  const sorted: Node[] = [];
  const visited = new Set<Node>();
  const pending: { node: Node; next: number }[] = [];
  for (const root of roots) {
    if (visited.has(root)) continue;
    visited.add(root);
    pending.push({ node: root, next: enter(root) ? 0 : root.inputs.length });
    while (pending.length > 0) {
      const top = pending[pending.length - 1]!;
      if (top.next === top.node.inputs.length) {
        sorted.push(top.node);
        pending.pop();
        continue;
      }
      const input = top.node.inputs[top.next++]!;
      if (visited.has(input)) continue;
      visited.add(input);
      pending.push({ node: input, next: enter(input) ? 0 : input.inputs.length });
    }
  }
  return sorted;
}

/** The nodes each node feeds, one entry per use, in order. */
export function collectUsers(sorted: readonly Node[]): Map<Node, Node[]> {
  const users = new Map<Node, Node[]>();
  for (const node of sorted) users.set(node, []);
  for (const node of sorted) for (const input of node.inputs) users.get(input)?.push(node);
  return users;
}
