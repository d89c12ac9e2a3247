/** Values kept out of memory between forward and backward: the way back computes them anew; knows rules, no ops by name. */

import { dtypes } from "../base/dtype.ts";
import type { Node } from "../graph/node.ts";
import { substituteNodes } from "../graph/substitute.ts";
import { sortTopologically } from "../graph/walk.ts";
import { differentiateBy, recompute } from "../ops/index.ts";
import { pullBack } from "./reverse.ts";

/** The nodes between `inputs` and `output`, and the ones outside that they read. */
function enclose(output: Node, inputs: readonly Node[]): readonly Node[] {
  const given = new Set(inputs);
  const inside = new Set<Node>();
  const read = new Set<Node>();
  for (const node of sortTopologically([output], (each) => !given.has(each))) {
    if (given.has(node) || !node.inputs.some((input) => given.has(input) || inside.has(input))) continue;
    inside.add(node);
    for (const input of node.inputs) if (!given.has(input) && !inside.has(input)) read.add(input);
  }
  return [...read].filter(({ dtype }) => dtypes[dtype].float);
}

/**
 * `output`, whose derivatives are found by computing everything between `inputs` and it once more (Griewank & Walther
 * 2000, with one level): what lies between need not be kept.
 */
export function recomputeBetween(output: Node, inputs: readonly Node[]): Node {
  const captured = enclose(output, inputs);
  const build = differentiateBy("recomputeBetween", (cotangent, [...all]) => {
    const fresh = new Map(inputs.map((input) => [input, recompute(input)]));
    const [again] = substituteNodes([output], (node) => fresh.get(node));
    const targets = all.map((node) => fresh.get(node) ?? node);
    const wanted = new Set(targets);
    const found = pullBack(again!, cotangent, (node) => wanted.has(node));
    return targets.map((target) => found.get(target) ?? null);
  });
  return build(output, [...inputs, ...captured]);
}
