/** Graphs as text, one line a node; knows no op. */

import { type Node, spellAttributes } from "./node.ts";
import { sortTopologically } from "./walk.ts";

/** One node as a line: `%7 = add(%5, %6) : f32 [2, 3]`. */
export function formatNode(node: Node, name: (node: Node) => string = ({ id }) => `%${id}`): string {
  const inputs = node.inputs.map(name).join(", ");
  const attributes = spellAttributes(node.attributes);
  const call = `${node.op.name}(${inputs}${attributes === "" ? "" : ` {${attributes}}`})`;
  return `${name(node)} = ${call} : ${node.dtype} [${node.shape.join(", ")}]`;
}

/** The whole graph, inputs first, numbered from 0 in walking order. */
export function formatGraph(roots: readonly Node[]): string {
  const sorted = sortTopologically(roots);
  const numbers = new Map(sorted.map((node, position) => [node, `%${position}`]));
  const name = (node: Node): string => numbers.get(node)!;
  const lines = sorted.map((node) => formatNode(node, name));
  lines.push(`return ${roots.map(name).join(", ")}`);
  return lines.join("\n");
}
