/** What lowering keeps while it walks a graph: buffers, kernels and each node's expression; knows no op kind. */

import type { DType } from "../base/dtype.ts";
import { contiguousAccess, isContiguous } from "../graph/access.ts";
import type { Node } from "../graph/node.ts";
import { sizeOf } from "../shape/size.ts";
import type { Fault, Kernel } from "./kernel.ts";
import type { BufferId, FaultId, Scalar } from "./scalar.ts";

/** What a buffer is for, before it has a place. */
export type Role =
  | { readonly kind: "input"; readonly slot: number }
  | { readonly kind: "output"; readonly slot: number }
  | { readonly kind: "update"; readonly slot: number }
  | { readonly kind: "temporary" };

export interface VirtualBuffer {
  readonly dtype: DType;
  readonly length: number;
  readonly role: Role;
}

/** Kernels in an order that runs, over buffers each written for one purpose. */
export interface LoweredProgram {
  readonly buffers: readonly VirtualBuffer[];
  readonly kernels: readonly Kernel[];
  readonly faults: readonly Fault[];
}

export interface LoweringState {
  readonly buffers: VirtualBuffer[];
  readonly kernels: Kernel[];
  readonly faults: Fault[];
  /** Each visited node's element, over the node's own shape. */
  readonly expressions: Map<Node, Scalar>;
  /** The buffer a root is to be written to. */
  readonly targets: Map<Node, BufferId>;
}

export type LoadScalar = Extract<Scalar, { kind: "load" }>;

export function addBuffer(
  state: LoweringState,
  { dtype, shape }: { readonly dtype: DType; readonly shape: readonly number[] },
  role: Role = { kind: "temporary" },
): BufferId {
  return state.buffers.push({ dtype, length: sizeOf(shape), role }) - 1;
}

/** The element of a buffer that holds a node in row-major order. */
export function loadOf(buffer: BufferId, { dtype, shape }: Node): LoadScalar {
  return { kind: "load", dtype, buffer, access: contiguousAccess(shape) };
}

/** The buffer a node is written to: a root's own, or a new temporary one. */
export function bufferFor(state: LoweringState, node: Node): BufferId {
  return state.targets.get(node) ?? addBuffer(state, node);
}

/** Writes an expression over a node's shape to `buffer`. */
export function storeExpression(
  state: LoweringState,
  node: Node,
  value: Scalar,
  buffer: BufferId,
): LoadScalar {
  const access = contiguousAccess(node.shape);
  state.kernels.push({
    kind: "loop",
    space: node.shape,
    reduction: null,
    stores: [{ buffer, access, value }],
  });
  return loadOf(buffer, node);
}

/** A node's element as a read of memory, stored first if it is anything else. */
export function storedExpression(state: LoweringState, node: Node): LoadScalar {
  const known = state.expressions.get(node)!;
  if (known.kind === "load") return known;
  const load = storeExpression(state, node, known, bufferFor(state, node));
  state.expressions.set(node, load);
  return load;
}

/** A node's element as a row-major read, from which every rearrangement can follow. */
export function contiguousExpression(state: LoweringState, node: Node): LoadScalar {
  const known = state.expressions.get(node)!;
  if (known.kind === "load" && isContiguous(known.access)) return known;
  const load = storeExpression(state, node, known, addBuffer(state, node));
  state.expressions.set(node, load);
  return load;
}

/** The number under which a node's refused data is reported. */
export function addFault(state: LoweringState, node: Node, limit: number): FaultId {
  return state.faults.push({ op: node.attributes.asked as string, limit, origin: node.origin }) - 1;
}
