/** Rebuilding a graph under a rule; knows no op. */

import { makeNode, type Node } from "./node.ts";
import { sortTopologically } from "./walk.ts";

/** What stands for a node once its inputs are rewritten; `null` keeps it. The candidate already has its new inputs. */
export type RewriteRule = (candidate: Node) => Node | null;

/** The same op over what stands for its inputs, checked anew; the node itself where nothing does. */
export function overReplaced(node: Node, replaced: ReadonlyMap<Node, Node>): Node {
  if (replaced.size === 0 || !node.inputs.some((input) => replaced.has(input))) return node;
  return makeNode(
    node.op,
    node.inputs.map((input) => replaced.get(input) ?? input),
    node.attributes,
    node.origin,
  );
}

/** Rebuilds `roots` bottom-up: every node, over its rewritten inputs, is offered to `rule` until it rests. */
export function rewriteGraph(roots: readonly Node[], rule: RewriteRule): Node[] {
  const replaced = new Map<Node, Node>();
  for (const node of sortTopologically(roots)) {
    let result = overReplaced(node, replaced);
    for (let next = rule(result); next !== null; next = rule(result)) result = next;
    if (result !== node) replaced.set(node, result);
  }
  return roots.map((root) => replaced.get(root) ?? root);
}
