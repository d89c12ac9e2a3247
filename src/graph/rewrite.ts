/** Rebuilding a graph under a rule; knows no op. */

import { makeNode, type Node } from "./node.ts";
import { sortTopologically } from "./walk.ts";

/** What stands for a node once its inputs are rewritten; `null` keeps it. The candidate already has its new inputs. */
export type RewriteRule = (candidate: Node) => Node | null;

/** The same op over other inputs, checked anew; the node itself where nothing changed. */
export function withInputs(node: Node, inputs: readonly Node[]): Node {
  if (inputs.every((input, position) => input === node.inputs[position])) return node;
  return makeNode(node.op, inputs, node.attributes, node.origin);
}

/** Rebuilds `roots` bottom-up: every node, over its rewritten inputs, is offered to `rule` until it rests. */
export function rewriteGraph(roots: readonly Node[], rule: RewriteRule): Node[] {
  const rewritten = new Map<Node, Node>();
  for (const node of sortTopologically(roots)) {
    let result = withInputs(
      node,
      node.inputs.map((input) => rewritten.get(input)!),
    );
    for (let next = rule(result); next !== null; next = rule(result)) result = next;
    rewritten.set(node, result);
  }
  return roots.map((root) => rewritten.get(root)!);
}
