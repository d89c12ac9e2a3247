/** Computes while compiling what depends on no input; knows rules, no ops. */

import { dtypes } from "../base/dtype.ts";
import type { Node } from "../graph/node.ts";
import { rewriteGraph } from "../graph/rewrite.ts";
import { fill } from "../ops/index.ts";
import { uniformValue } from "../ops/leaves.ts";
import type { Pass } from "./pass.ts";

/** f(c₁, c₂, …) → the constant it is, rounded as storing each operand and the result would. */
function foldUniform(node: Node): Node | null {
  if (node.op.kind !== "elementwise") return null;
  const values: number[] = [];
  for (const input of node.inputs) {
    const value = uniformValue(input);
    if (value === null) return null;
    values.push(value);
  }
  const scalar = (node.dtype === "i32" ? node.op.wrapping : null) ?? node.op.scalar;
  return fill(dtypes[node.dtype].round(scalar(...values)), node.shape, node.dtype);
}

export const foldConstants: Pass = {
  name: "fold constants",
  run: (roots) => rewriteGraph(roots, foldUniform),
};
