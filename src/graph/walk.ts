/** Visiting graphs of any depth without recursion; knows no op. */

import type { Node } from "./node.ts";

/**
 * Visits every node reachable from `roots`, inputs before users, each once, and numbers them in that order; `enter` may cut
 * the graph at a node. `leave` is given the numbers of the nodes left so far.
 */
export function numberTopologically(
  roots: readonly Node[],
  enter: (node: Node) => boolean,
  leave: (node: Node, numbers: ReadonlyMap<Node, number>, isCut: boolean) => void,
): ReadonlyMap<Node, number> {
  const numbers = new Map<Node, number>();
  const path: Node[] = [];
  const nexts: number[] = [];
  let count = 0;
  for (const root of roots) {
    let entered: Node | undefined = root;
    do {
      if (entered !== undefined && !numbers.has(entered)) {
        const isCut = !enter(entered);
        if (isCut || entered.inputs.length === 0) {
          numbers.set(entered, count++);
          leave(entered, numbers, isCut);
        } else {
          numbers.set(entered, entering);
          path.push(entered);
          nexts.push(0);
        }
      }
      const top = path.length - 1;
      if (top < 0) break;
      entered = path[top]!.inputs[nexts[top]!++];
      if (entered !== undefined) continue;
      const left = path.pop()!;
      nexts.pop();
      numbers.set(left, count++);
      leave(left, numbers, false);
    } while (path.length > 0);
  }
  return numbers;
}

/** Stands for the number of a node whose inputs are being visited. */
const entering = -1;

/** Every node reachable from `roots`, inputs before users, each once; `enter` may stop the walk at a node. */
export function sortTopologically(
  roots: readonly Node[],
  enter: (node: Node) => boolean = () => true,
): Node[] {
  const sorted: Node[] = [];
  numberTopologically(roots, enter, (node) => sorted.push(node));
  return sorted;
}

/** The nodes each node feeds, one entry per use, in order. */
export function collectUsers(sorted: readonly Node[]): Map<Node, Node[]> {
  const users = new Map<Node, Node[]>();
  for (const node of sorted) users.set(node, []);
  for (const node of sorted) for (const input of node.inputs) users.get(input)?.push(node);
  return users;
}
