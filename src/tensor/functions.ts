/** Functions of several tensors: joining, choosing and differentiating; their types are declared elsewhere. */

import { ValueError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import * as ops from "../ops/index.ts";
import * as rules from "../shape/index.ts";
import { gradientsOf } from "./gradient.ts";
import type { WhereFunction } from "./method-types-elementwise.ts";
import type { ScalarLoss } from "./method-types-loss.ts";
import type { ConcatFunction, StackFunction } from "./method-types-movement.ts";
import { where as whereNode } from "./methods.ts";
import { describeValue, nodeOf } from "./operand.ts";
import type { TensorLike, TensorOf } from "./tensor-kinds.ts";
import { objectOf } from "./tensor-object.ts";

/** The nodes of a list of tensors. */
function nodesOf(op: string, tensors: unknown): Node[] {
  if (!Array.isArray(tensors))
    throw new ValueError(`${op}: needs a list of tensors, got ${describeValue(tensors)}`);
  return tensors.map((tensor) => nodeOf(op, tensor));
}

/**
 * Tensors joined along an axis all of them have, the first by default.
 *
 * @throws ShapeError when other sizes differ.
 * @example concat([zeros([2, 3]), ones([1, 3])]); // Tensor<[3, 3]>
 */
export const concat = ((tensors: unknown, axis = 0) => {
  const nodes = nodesOf("concat", tensors);
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
  objectOf(ops.stack(nodesOf("stack", tensors), axis))) as unknown as StackFunction;

/**
 * Elements of `a` where the condition holds, of `b` where it does not; the branch not taken never leaks.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ.
 * @example where(x.greater(0), x, 0);
 */
export const where = ((condition: unknown, a: unknown, b: unknown) =>
  objectOf(whereNode(nodeOf("where", condition), a, b))) as unknown as WhereFunction;

/** One gradient for each target, of its shape and element type. */
export type Gradients<T> = T extends TensorLike
  ? TensorOf<T["shape"], T["dtype"]>
  : { -readonly [K in keyof T]: T[K] extends TensorLike ? TensorOf<T[K]["shape"], T[K]["dtype"]> : never };

/**
 * ∂loss/∂target for one tensor or a list of them: graphs like any other, so that gradients of gradients work. A target
 * the loss does not depend on gets zeros.
 *
 * @throws GraphError unless the loss is a scalar of floats.
 * @example const [dw, db] = grad(loss, [weight, bias]);
 */
export function grad<Loss extends TensorLike, const T extends TensorLike | readonly TensorLike[]>(
  loss: ScalarLoss<"grad", Loss>,
  targets: T,
): Gradients<T> {
  const list = Array.isArray(targets) ? nodesOf("grad", targets) : [nodeOf("grad", targets)];
  const gradients = gradientsOf("grad", nodeOf("grad", loss), list).map(objectOf);
  return (Array.isArray(targets) ? gradients : gradients[0]) as unknown as Gradients<T>;
}
