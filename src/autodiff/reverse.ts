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

/** A node and the cotangent that arrives at it from outside. */
export interface Seed {
  readonly node: Node;
  readonly cotangent: Node;
}

/**
 * The cotangents of every node between the seeded nodes and the `wanted` ones, as graphs. A node used several times gets
 * the sum of what its users send.
 */
export function pullBackAll(seeds: readonly Seed[], wanted: (node: Node) => boolean): Map<Node, Node> {
  const sorted = sortTopologically(seeds.map(({ node }) => node));
  const active = markActive(sorted, wanted);
  const cotangents = new Map<Node, Node>();
  const send = (node: Node, cotangent: Node): void => {
    if (!active.has(node)) return;
    const known = cotangents.get(node);
    cotangents.set(node, known === undefined ? cotangent : add(known, cotangent));
  };
  for (const { node, cotangent } of seeds) send(node, cotangent);
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
      if (part !== null) send(node.inputs[index]!, part);
    });
  }
  return cotangents;
}

/** The same for one node. */
export function pullBack(output: Node, seed: Node, wanted: (node: Node) => boolean): Map<Node, Node> {
  return pullBackAll([{ node: output, cotangent: seed }], wanted);
}
