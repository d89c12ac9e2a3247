/** Forward mode, graph to graph: pulling back is linear in the cotangent, and its transpose pushes tangents forward. */

import type { Node } from "../graph/node.ts";
import { substituteNodes } from "../graph/substitute.ts";
import { add, fill, fillLike, mul, source, sum } from "../ops/index.ts";
import { pullBack } from "./reverse.ts";

const sumAll = (node: Node): Node =>
  sum(
    node,
    node.shape.map((_, axis) => axis),
  );

/**
 * The derivative of `output` along `tangents`, one for each of `inputs`: with x̄(u) the cotangents of the inputs for a
 * cotangent u of the output, d/du Σ x̄(u)·tangent, the same for every u (Christianson 1992).
 */
export function pushForward(output: Node, inputs: readonly Node[], tangents: readonly Node[]): Node {
  const zero = fillLike(0, output);
  const stand = source({}, { shape: output.shape, dtype: output.dtype });
  const wanted = new Set(inputs);
  const found = pullBack(output, stand, (node) => wanted.has(node));
  let total: Node | null = null;
  inputs.forEach((input, position) => {
    const cotangent = found.get(input);
    if (cotangent === undefined) return;
    const part = sumAll(mul(cotangent, tangents[position]!));
    total = total === null ? part : add(total, part);
  });
  if (total === null) return zero;
  const derivative = pullBack(total, fill(1, [], output.dtype), (node) => node === stand).get(stand);
  if (derivative === undefined) return zero;
  return substituteNodes([derivative], (node) => (node === stand ? zero : undefined))[0]!;
}
