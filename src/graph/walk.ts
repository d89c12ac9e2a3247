/** Visiting graphs of any depth without recursion; knows no op. */

import type { Node } from "./node.ts";

/** Every node reachable from `roots`, inputs before users, each once; `enter` may stop the walk at a node. */
export function sortTopologically(
  roots: readonly Node[],
  enter: (node: Node) => boolean = () => true,
): Node[] {
  const sorted: Node[] = [];
  const visited = new Set<Node>();
  const path: Node[] = [];
  const nexts: number[] = [];
  for (const root of roots) {
    let entered: Node | undefined = root;
    do {
      if (entered !== undefined && !visited.has(entered)) {
        visited.add(entered);
        if (!enter(entered) || entered.inputs.length === 0) sorted.push(entered);
        else {
          path.push(entered);
          nexts.push(0);
        }
      }
      const top = path.length - 1;
      if (top < 0) break;
      entered = path[top]!.inputs[nexts[top]!++];
      if (entered !== undefined) continue;
      sorted.push(path.pop()!);
      nexts.pop();
    } while (path.length > 0);
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
