/** Reverse mode, graph to graph: cotangents flow from one node to all it was made from; knows rules, no ops. */

import { dtypes } from "../base/dtype.ts";
import { InternalError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import { sortTopologically } from "../graph/walk.ts";
import { add } from "../ops/index.ts";

/** Nodes through which a derivative reaches `wanted`, `wanted` included. */
function markActive(sorted: readonly Node[], wanted: (node: Node) => boolean): Set<Node> {
  const active = new Set<Node>();
  for (const node of sorted) {
    if (!dtypes[node.dtype].float) continue;
    const passes = node.op.vjp !== null && node.inputs.some((input) => active.has(input));
    if (passes || wanted(node)) active.add(node);
  }
  return active;
}

/**
 * The cotangents of every node between `output` and the `wanted` ones, as graphs, given the cotangent of `output`.
 * A node used several times gets the sum of what its users send.
 */
export function pullBack(output: Node, seed: Node, wanted: (node: Node) => boolean): Map<Node, Node> {
  const sorted = sortTopologically([output]);
  const active = markActive(sorted, wanted);
  const cotangents = new Map<Node, Node>();
  if (active.has(output)) cotangents.set(output, seed);
  for (let position = sorted.length - 1; position >= 0; position--) {
    const node = sorted[position]!;
    const cotangent = cotangents.get(node);
    if (cotangent === undefined || node.op.vjp === null) continue;
    if (!node.inputs.some((input) => active.has(input))) continue;
    const parts = node.op.vjp(cotangent, node);
    if (parts.length !== node.inputs.length) {
      throw new InternalError(`${node.op.name}: ${parts.length} cotangents for ${node.inputs.length} inputs`);
    }
    parts.forEach((part, index) => {
      const input = node.inputs[index]!;
      if (part === null || !active.has(input)) return;
      const known = cotangents.get(input);
      cotangents.set(input, known === undefined ? part : add(known, part));
    });
  }
  return cotangents;
}
