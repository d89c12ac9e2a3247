/** Functions of several tensors: joining, choosing and differentiating; their types are declared elsewhere. */

import { describeValue } from "../base/describe.ts";
import { ValueError } from "../base/errors.ts";
import { optionsOf } from "../base/options.ts";
import type { Node } from "../graph/node.ts";
import * as ops from "../ops/index.ts";
import * as rules from "../shape/index.ts";
import { gradientsOf } from "./gradient.ts";
import { mapTree } from "./method-table.ts";
import type {
  AttentionFunction,
  EinsumFunction,
  GruCellFunction,
  LstmCellFunction,
} from "./method-types-functions.ts";
import type { GradientTargets, ScalarLoss } from "./method-types-loss.ts";
import type { ConcatFunction, StackFunction } from "./method-types-movement.ts";
import type { WhereFunction } from "./method-types-truth.ts";
import { where as whereNode } from "./methods.ts";
import { nodeOf } from "./operand.ts";
import type { TensorLike, TensorOf } from "./tensor-kinds.ts";
import { objectOf } from "./tensor-object.ts";

/** The nodes of a list of tensors. */
function nodesOf(op: string, tensors: unknown): Node[] {
  if (!Array.isArray(tensors))
    throw new ValueError(`${op}: needs a list of tensors, got ${describeValue(tensors)}`);
  return tensors.map((tensor) => nodeOf(op, tensor));
}

/** The same nodes, if all have the element type of the first. */
function sameKind(op: string, nodes: Node[]): Node[] {
  for (const node of nodes.slice(1)) ops.checkSameDType(op, nodes[0]!, node);
  return nodes;
}

/**
 * Tensors joined along an axis all of them have, the first by default.
 *
 * @throws ShapeError when other sizes differ.
 * @example concat([zeros([2, 3]), ones([1, 3])]); // Tensor<[3, 3]>
 */
export const concat = ((tensors: unknown, axis = 0) => {
  const nodes = sameKind("concat", nodesOf("concat", tensors));
  rules.concat(
    nodes.map(({ shape }) => shape),
    axis,
  );
  return objectOf(ops.concat(nodes, rules.normalizeAxis("concat", nodes[0]!.shape, axis)));
}) as unknown as ConcatFunction;

/**
 * Tensors of one shape put side by side along a new axis, the first by default.
 *
 * @throws ShapeError when the shapes differ.
 * @example stack([zeros([3]), ones([3])]); // Tensor<[2, 3]>
 */
export const stack = ((tensors: unknown, axis = 0) =>
  objectOf(ops.stack(sameKind("stack", nodesOf("stack", tensors)), axis))) as unknown as StackFunction;

/**
 * Elements of `a` where the condition holds, of `b` where it does not; the branch not taken never leaks.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ.
 * @example where(tensor([true, false]), tensor([1, 2]), 0).toArray(); // [1, 0]
 */
export const where = ((condition: unknown, a: unknown, b: unknown) =>
  objectOf(whereNode(nodeOf("where", condition), a, b))) as unknown as WhereFunction;

const optional = (op: string, value: unknown): Node | undefined =>
  value === undefined ? undefined : nodeOf(op, value);

/**
 * NumPy's einsum: `einsum("ij,jk->ik", a, b)`; repeated letters take a diagonal, letters left out are summed over.
 *
 * @throws ShapeError when the equation is none, or the tensors do not fit it.
 * @example einsum("ij,jk->ik", tensor([[1, 2]]), tensor([[3], [4]])).toArray(); // [[11]]
 */
export const einsum = ((equation: string, ...tensors: readonly unknown[]) => {
  if (typeof equation !== "string")
    throw new ValueError(`einsum: needs an equation such as "ij,jk->ik", got ${describeValue(equation)}`);
  return objectOf(ops.einsum(equation, nodesOf("einsum", tensors)));
}) as unknown as EinsumFunction;

/**
 * softmax(q·kᵀ/√d)·v over the last two axes (Vaswani et al. 2017): `attention(q, k, v, { mask?, causal? })`. A `bool` mask
 * says where a query may look; a query that may look nowhere gets zeros.
 *
 * @throws ShapeError when queries, keys, values or the mask do not fit.
 * @example attention(zeros([2, 5, 8]), zeros([2, 7, 8]), zeros([2, 7, 3])); // Tensor<[2, 5, 3]>
 */
export const attention = ((
  q: unknown,
  k: unknown,
  v: unknown,
  options?: { readonly mask?: unknown; readonly causal?: boolean },
) => {
  const { mask, causal = false } = optionsOf("attention", options, { causal: "boolean" });
  const [queries, keys, values] = nodesOf("attention", [q, k, v]) as [Node, Node, Node];
  return objectOf(ops.attention(queries, keys, values, optional("attention", mask), causal));
}) as unknown as AttentionFunction;

/** The weights of a recurrent cell, by their names. */
function cellWeights(op: string, weights: readonly unknown[]): ops.CellWeights {
  const [wIh, wHh, bIh, bHh] = nodesOf(op, weights) as [Node, Node, Node, Node];
  return { wIh, wHh, bIh, bHh };
}

/**
 * One step of a gated recurrent unit (Cho et al. 2014): input `[n, features]` and state `[n, hidden]` give the next state;
 * weights are `[3·hidden, …]` in the order r, z, n: n = tanh(iₙ + r·hₙ), h′ = (1 − z)·n + z·h.
 *
 * @throws ShapeError when a weight does not fit.
 * @example gruCell(zeros([2, 3]), zeros([2, 4]), zeros([12, 3]), zeros([12, 4]), zeros([12]), zeros([12])); // Tensor<[2, 4]>
 */
export const gruCell = ((x: unknown, h: unknown, ...weights: readonly unknown[]) => {
  const [input, state] = nodesOf("gruCell", [x, h]) as [Node, Node];
  return objectOf(ops.gruCell(input, state, cellWeights("gruCell", weights)));
}) as unknown as GruCellFunction;

/**
 * One step of a long short-term memory (Hochreiter & Schmidhuber 1997): the next state and the next cell; weights are
 * `[4·hidden, …]` in the order i, f, g, o: c′ = f·c + i·g, h′ = o·tanh c′.
 *
 * @throws ShapeError when a weight does not fit.
 * @example const { h: next, c: cell } = lstmCell(input, state, memory, wIh, wHh, bIh, bHh);
 */
export const lstmCell = ((x: unknown, h: unknown, c: unknown, ...weights: readonly unknown[]) => {
  const [input, state, cell] = nodesOf("lstmCell", [x, h, c]) as [Node, Node, Node];
  return mapTree({ ...ops.lstmCell(input, state, cell, cellWeights("lstmCell", weights)) }, objectOf);
}) as unknown as LstmCellFunction;

/** One gradient for each target, of its shape and element type. */
export type Gradients<T> = T extends TensorLike
  ? TensorOf<T["shape"], T["dtype"]>
  : { -readonly [K in keyof T]: T[K] extends TensorLike ? TensorOf<T[K]["shape"], T[K]["dtype"]> : never };

/**
 * ∂loss/∂target for one tensor or a list of them: graphs like any other, so that gradients of gradients work. A target
 * the loss does not depend on gets zeros.
 *
 * @throws GraphError unless the loss is a scalar of floats, and every target is of floats.
 * @example const [dw, db] = grad(loss, [weight, bias]);
 */
export function grad<Loss extends TensorLike, const T extends TensorLike | readonly TensorLike[]>(
  loss: ScalarLoss<"grad", Loss>,
  targets: GradientTargets<"grad", T>,
): Gradients<T> {
  const list = Array.isArray(targets) ? nodesOf("grad", targets) : [nodeOf("grad", targets)];
  const gradients = gradientsOf("grad", nodeOf("grad", loss), list).map(objectOf);
  return (Array.isArray(targets) ? gradients : gradients[0]) as unknown as Gradients<T>;
}
