/** The one place where untyped tensors get their types: the casts between what runs and what the compiler sees. */

import type { Node } from "../graph/node.ts";
import { TensorHandle } from "./handle.ts";
import type { TensorLike, TensorOf } from "./tensor-kinds.ts";
import { objectOf, type TensorObject } from "./tensor-object.ts";
import type { AnyTensor } from "./tensor-type.ts";

/** The tensor under the shape and element type that its rule has derived. */
export function typed<S, D>(tensor: TensorObject): TensorOf<S, D> {
  return tensor as unknown as TensorOf<S, D>;
}

/** The tensor of a node, under the type that its rule has derived. */
export function typedNode<S, D>(node: Node): TensorOf<S, D> {
  return typed<S, D>(objectOf(node));
}

/** What runs behind a tensor. */
export function handleBehind(tensor: TensorLike): TensorHandle {
  return tensor as unknown as TensorHandle;
}

/** Whether a value is a tensor. */
export function isTensor(value: unknown): value is AnyTensor {
  return value instanceof TensorHandle;
}
