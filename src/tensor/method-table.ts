/** What a table of methods holds: functions of a handle that build graphs; knows no method. */

import type { Node } from "../graph/node.ts";
import type { TensorHandle } from "./handle.ts";

/** A method on untyped arguments; what users pass is checked by the rules and builders it calls. */
export type Method = (this: TensorHandle, ...given: never[]) => Node;
export type Methods = Record<string, Method>;

/** Several results, as a list or by name. */
export type NodeTree = readonly Node[] | Readonly<Record<string, Node>>;

/** A method that gives several tensors. */
export type TreeMethod = (this: TensorHandle, ...given: never[]) => NodeTree;
export type TreeMethods = Record<string, TreeMethod>;

/** The same list or record of something made from each node. */
export function mapTree<Result>(
  tree: NodeTree,
  make: (node: Node) => Result,
): Result[] | Record<string, Result> {
  if (Array.isArray(tree)) return tree.map(make);
  return Object.fromEntries(Object.entries(tree).map(([name, node]) => [name, make(node)]));
}
