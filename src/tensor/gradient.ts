/** Derivatives of tensors: what `grad`, `backward` and `.grad` do with the reverse mode below. */

import { pullBack } from "../autodiff/reverse.ts";
import { dtypes } from "../base/dtype.ts";
import { GraphError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import { sortTopologically } from "../graph/walk.ts";
import { add, fill, fillLike } from "../ops/index.ts";
import { formatShape } from "../shape/index.ts";
import type { TensorHandle } from "./handle.ts";
import { gradientOf, isSlice, setGradient, type VariableCell, variableBehind } from "./trace.ts";

/** The latest cotangent of every node a `backward` went through, so that any tensor on the way can be asked. */
const cotangents = new WeakMap<Node, Node>();

/** Throws unless the node is one float number: the only thing that has a gradient without more being said. */
function checkDifferentiable(op: string, node: Node): void {
  if (!dtypes[node.dtype].float) {
    throw new GraphError(
      `${op}: needs f32 or f64, got ${node.dtype} (whole numbers and truth values have no gradient)`,
    );
  }
  if (node.shape.length > 0) {
    const cure = "reduce it first, for example with .sum()";
    throw new GraphError(`${op}: needs a scalar, got ${formatShape(node.shape)} (${cure})`);
  }
}

/** Finds the variable that a node of a loss stands for; the graph is walked only where a trace has replaced contents. */
function variablesWithin(loss: Node): (node: Node) => VariableCell | undefined {
  let reached: Set<Node> | null = null;
  const reaches = (node: Node): boolean => {
    reached ??= new Set(sortTopologically([loss]));
    return reached.has(node);
  };
  return (node) => variableBehind(node, reaches);
}

/** ∂loss/∂target for each target, of the target's shape; zeros where the loss does not depend on it. */
export function gradientsOf(op: string, loss: Node, targets: readonly Node[]): Node[] {
  checkDifferentiable(op, loss);
  for (const { dtype } of targets) {
    if (!dtypes[dtype].float)
      throw new GraphError(
        `${op}: needs f32 or f64 to differentiate by, got ${dtype} (cast it with .cast("f32") first)`,
      );
  }
  // A parameter stands in a graph once for each of its contents that the graph was built from.
  const variableOf = variablesWithin(loss);
  const identityOf = (node: Node): Node | VariableCell => variableOf(node) ?? node;
  const wanted = new Set(targets.map(identityOf));
  const sums = new Map<Node | VariableCell, Node>();
  for (const [node, cotangent] of pullBack(loss, fill(1, [], loss.dtype), (each) =>
    wanted.has(identityOf(each)),
  )) {
    const identity = identityOf(node);
    const sum = sums.get(identity);
    sums.set(identity, sum === undefined ? cotangent : add(sum, cotangent));
  }
  return targets.map((target) => sums.get(identityOf(target)) ?? fillLike(0, target));
}

/** Collects ∂loss/∂x for everything the loss was made from; parameters add it to what they have collected before. */
export function backward(loss: Node): void {
  checkDifferentiable("backward", loss);
  if (sortTopologically([loss]).some(isSlice))
    throw new GraphError(
      "backward: the loss was made of slices under vmap, which have no values (return it, and call backward outside)",
    );
  const variableOf = variablesWithin(loss);
  if (loss.op.kind === "source" && variableOf(loss) === undefined)
    throw new GraphError(
      "backward: the loss is bare numbers, made from nothing that has a gradient (in a jit function, call backward there)",
    );
  const differentiates = (node: Node): boolean => node.op.kind === "source" || variableOf(node) !== undefined;
  for (const [node, cotangent] of pullBack(loss, fill(1, [], loss.dtype), differentiates)) {
    const cell = variableOf(node);
    if (cell === undefined) {
      cotangents.set(node, cotangent);
      continue;
    }
    const collected = gradientOf(cell);
    setGradient(cell, collected === null ? cotangent : add(collected, cotangent));
  }
}

/** What `backward` has found for a tensor, or `undefined` where none went through it. */
export function gradientFor(tensor: TensorHandle): Node | undefined {
  if (tensor.variable !== null) return gradientOf(tensor.variable) ?? undefined;
  return cotangents.get(tensor.node);
}
