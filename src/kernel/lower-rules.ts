/** How each kind of op becomes an expression or kernels: one rule a kind, none knows an op's name. */

import { InternalError } from "../base/errors.ts";
import { type Access, contiguousAccess, contiguousStrides } from "../graph/access.ts";
import type { Node } from "../graph/node.ts";
import type { OpKind } from "../graph/op.ts";
import { type ElementwiseName, hostCallOf, type ReductionName } from "../ops/index.ts";
import { sizeOf } from "../shape/size.ts";
import {
  addFault,
  bufferFor,
  contiguousExpression,
  type LoadScalar,
  type LoweringState,
  loadOf,
  storedExpression,
  storeExpression,
} from "./lower-state.ts";
import type { Scalar } from "./scalar.ts";
import { moveScalar, permuteScalar } from "./scalar-access.ts";

type LowerRule = (state: LoweringState, node: Node) => Scalar;

const lowerConstant: LowerRule = (_, { dtype, attributes }) => ({
  kind: "constant",
  dtype,
  value: attributes.value as number,
});

const lowerIota: LowerRule = (_, { dtype, shape }) => ({
  kind: "index",
  dtype,
  access: contiguousAccess(shape),
});

const lowerElementwise: LowerRule = (state, { dtype, op, inputs }) => ({
  kind: "apply",
  dtype,
  op: op.name as ElementwiseName,
  operands: inputs.map((input) => state.expressions.get(input)!),
});

/** The expression of a chain of movements over a given read of what they begin with; `null` where one cannot follow. */
function moveAlong(start: Scalar, chain: readonly Node[]): Scalar | null {
  let moved: Scalar | null = start;
  for (const node of chain) {
    if (node.op.kind !== "movement") throw new InternalError(`${node.op.name} is not a movement`);
    moved = moveScalar(moved, node, node.op);
    if (moved === null) return null;
  }
  return moved;
}

/** Stores the smallest of the nodes below from which every movement up to this one follows as a read. */
function storeSmallest(state: LoweringState, node: Node): Scalar {
  let best: readonly Node[] = [node];
  const chain = [node];
  for (let base = node.inputs[0]!; base.op.kind === "movement"; base = base.inputs[0]!) {
    chain.unshift(base);
    const below = base.inputs[0]!;
    if (sizeOf(below.shape) >= sizeOf(best[0]!.inputs[0]!.shape)) continue;
    if (moveAlong(loadOf(-1, below), chain) !== null) best = [...chain];
  }
  return moveAlong(contiguousExpression(state, best[0]!.inputs[0]!), best)!; // every movement follows a row-major read
}

const lowerMovement: LowerRule = (state, node) =>
  moveAlong(state.expressions.get(node.inputs[0]!)!, [node]) ?? storeSmallest(state, node);

/**
 * A node's element as a read of memory. Where movements end in a computed value, that value is stored as it is computed,
 * so that the kernel it follows from can write it, and the movements become strides of the read.
 */
function storedOperand(state: LoweringState, node: Node): LoadScalar {
  const chain: Node[] = [];
  let base = node;
  while (base.op.kind === "movement" && state.expressions.get(base)!.kind !== "load") {
    chain.unshift(base);
    base = base.inputs[0]!;
  }
  if (chain.length === 0 || sizeOf(base.shape) > sizeOf(node.shape)) return storedExpression(state, node);
  const moves = moveAlong(loadOf(-1, base), chain);
  if (moves?.kind !== "load") return storedExpression(state, node);
  const moved = moveAlong(contiguousExpression(state, base), chain) as LoadScalar;
  state.expressions.set(node, moved);
  return moved;
}

const lowerReduction: LowerRule = (state, node) => {
  const [input] = node.inputs;
  const folded = node.attributes.axes as readonly number[];
  const kept = input!.shape.map((_, axis) => axis).filter((axis) => !folded.includes(axis));
  const value = permuteScalar(state.expressions.get(input!)!, input!.shape, [...kept, ...folded]);
  const buffer = bufferFor(state, node);
  state.kernels.push({
    kind: "loop",
    space: node.shape,
    reduction: {
      op: node.op.name as ReductionName,
      dtype: node.dtype,
      space: folded.map((axis) => input!.shape[axis]!),
      value,
    },
    stores: [{ buffer, access: contiguousAccess(node.shape), value: { kind: "reduced", dtype: node.dtype } }],
  });
  return loadOf(buffer, node);
};

const lowerContraction: LowerRule = (state, node) => {
  const [left, right] = node.inputs.map((input) => {
    const { buffer, access } = storedOperand(state, input);
    return { buffer, access };
  });
  const buffer = bufferFor(state, node);
  state.kernels.push({
    kind: "contraction",
    dtype: node.dtype,
    space: node.shape,
    depth: node.inputs[0]!.shape.at(-1)!,
    left: left!,
    right: right!,
    stores: [{ buffer, access: contiguousAccess(node.shape), value: { kind: "reduced", dtype: node.dtype } }],
  });
  return loadOf(buffer, node);
};

/** A read of `access` over `shape` that stands still along one axis, and how far a step on that axis goes. */
function holdAxis(
  access: Access,
  shape: readonly number[],
  axis: number,
): { access: Access; stride: number } {
  const strides = access.strides.map((stride, position) => (position === axis ? 0 : stride));
  return { access: { ...access, shape, strides }, stride: access.strides[axis]! };
}

const lowerGather: LowerRule = (state, node) => {
  const [data, indices] = node.inputs;
  const axis = node.attributes.axis as number;
  const source = storedOperand(state, data!);
  const limit = data!.shape[axis]!;
  return {
    kind: "gather",
    dtype: node.dtype,
    buffer: source.buffer,
    ...holdAxis(source.access, node.shape, axis),
    position: state.expressions.get(indices!)!,
    limit,
    fault: addFault(state, node, limit),
  };
};

const lowerScatter: LowerRule = (state, node) => {
  const [base, indices, updates] = node.inputs;
  const axis = node.attributes.axis as number;
  const limit = base!.shape[axis]!;
  const result = storeExpression(state, node, state.expressions.get(base!)!, bufferFor(state, node));
  state.kernels.push({
    kind: "scatter",
    dtype: node.dtype,
    space: updates!.shape,
    buffer: result.buffer,
    ...holdAxis(result.access, updates!.shape, axis),
    position: state.expressions.get(indices!)!,
    limit,
    fault: addFault(state, node, limit),
    value: state.expressions.get(updates!)!,
  });
  return result;
};

const lowerConcat: LowerRule = (state, node) => {
  const axis = node.attributes.axis as number;
  const buffer = bufferFor(state, node);
  const strides = contiguousStrides(node.shape);
  let start = 0;
  for (const input of node.inputs) {
    const access = { shape: input.shape, strides, offset: start * strides[axis]!, ranges: null };
    const value = state.expressions.get(input)!;
    state.kernels.push({
      kind: "loop",
      space: input.shape,
      reduction: null,
      stores: [{ buffer, access, value }],
    });
    start += input.shape[axis]!;
  }
  return loadOf(buffer, node);
};

const lowerHost: LowerRule = (state, node) => {
  if (node.op.kind !== "host") throw new InternalError(`${node.op.name} is not a host function`);
  const reads = node.inputs.map((input) => contiguousExpression(state, input).buffer);
  const buffer = bufferFor(state, node);
  state.kernels.push({
    kind: "host",
    space: node.shape,
    buffer,
    reads,
    call: hostCallOf(node, node.op),
  });
  return loadOf(buffer, node);
};

const lowerSource: LowerRule = (_, { dtype }) => {
  throw new InternalError(`a ${dtype} source is not among the program's inputs`);
};

export const lowerRules: Record<OpKind, LowerRule> = {
  source: lowerSource,
  constant: lowerConstant,
  iota: lowerIota,
  elementwise: lowerElementwise,
  movement: lowerMovement,
  reduction: lowerReduction,
  contraction: lowerContraction,
  gather: lowerGather,
  scatter: lowerScatter,
  concat: lowerConcat,
  host: lowerHost,
};
