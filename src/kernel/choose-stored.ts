/** Decides which elementwise values get memory and which are computed again where they are read; knows no backend. */

import type { Node } from "../graph/node.ts";
import { collectUsers } from "../graph/walk.ts";
import { sizeOf } from "../shape/size.ts";

/** An expression this cheap, in multiplications, costs less to compute again than to write and read. */
const cheap = 2;

/** Beyond this many multiplications a sum of costs says nothing more. */
const ceiling = 1e6;

/** The cost of a node's expression with everything below it written out. */
function estimateCosts(sorted: readonly Node[]): Map<Node, number> {
  const costs = new Map<Node, number>();
  for (const node of sorted) {
    const below = (): number => node.inputs.reduce((sum, input) => sum + costs.get(input)!, 0);
    const { op } = node;
    let cost = 0;
    if (op.kind === "elementwise") cost = op.cost + below();
    else if (op.kind === "gather") cost = 3 + costs.get(node.inputs[1]!)!;
    else if (op.kind === "movement") cost = below();
    costs.set(node, Math.min(cost, ceiling));
  }
  return costs;
}

/** Whether a node has an expression that can stand inside its readers' kernels. */
const isInlinable = (node: Node): boolean =>
  node.op.kind === "elementwise" || node.op.kind === "gather" || node.op.kind === "movement";

/**
 * The inlinable nodes that are to be stored. A value read inside one kernel only is computed there; one read by several,
 * or repeated along an axis, is stored unless it is cheap. `sorted` has inputs before users.
 */
export function chooseStored(sorted: readonly Node[], roots: readonly Node[]): Set<Node> {
  const costs = estimateCosts(sorted);
  const users = collectUsers(sorted);
  const stored = new Set<Node>();
  for (const root of roots) if (isInlinable(root)) stored.add(root);
  const several = Symbol("several kernels");
  const reader = new Map<Node, Node | typeof several>();
  const repeated = new Set<Node>();
  for (let position = sorted.length - 1; position >= 0; position--) {
    const node = sorted[position]!;
    let kernel: Node | typeof several | undefined;
    for (const user of users.get(node)!) {
      const place = isInlinable(user) && !stored.has(user) ? reader.get(user)! : user;
      kernel = kernel === undefined || kernel === place ? place : several;
      const grows = user.op.kind === "movement" && sizeOf(user.shape) > sizeOf(node.shape);
      if (grows || (repeated.has(user) && isInlinable(user) && !stored.has(user))) repeated.add(node);
    }
    if (!isInlinable(node)) continue;
    reader.set(node, kernel ?? node);
    if (node.op.kind === "movement" || costs.get(node)! <= cheap) continue;
    if (kernel === several || repeated.has(node)) stored.add(node);
  }
  return stored;
}
