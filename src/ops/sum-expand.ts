/** Summing over axes and repeating along axes: two primitives in one file because each is the other's gradient. */

import type { DType } from "../base/dtype.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { MovementOp, ReductionOp } from "../graph/op.ts";
import { broadcastTo as broadcastToRule } from "../shape/index.ts";
import { checkDType } from "./dtype-rules.ts";
import { constant } from "./leaves.ts";
import { reshape } from "./movement.ts";

/** A shape without the given axes. */
export function dropAxes(shape: readonly number[], axes: readonly number[]): number[] {
  return shape.filter((_, axis) => !axes.includes(axis));
}

/** A shape with size one at the given axes. */
export function collapseAxes(shape: readonly number[], axes: readonly number[]): number[] {
  return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
}

export const sumOp: ReductionOp = {
  kind: "reduction",
  name: "sum",
  infer: ([input], { axes }) => {
    checkDType("sum", "numeric", input!.dtype);
    return { shape: dropAxes(input!.shape, axes as readonly number[]), dtype: input!.dtype };
  },
  accumulation: "additive",
  initial: () => 0,
  combine: (accumulator, value) => accumulator + value,
  wrapping: null,
  domain: { low: -2, high: 2 },
  vjp: (cotangent, node) => {
    const { shape } = node.inputs[0]!;
    return [
      expand(reshape(cotangent, collapseAxes(shape, node.attributes.axes as readonly number[])), shape),
    ];
  },
};

/** Σ over the given axes, which must be distinct, ascending and not negative; they leave the shape. */
export function sum(input: Node, axes: readonly number[]): Node {
  return axes.length === 0 ? input : makeNode(sumOp, [input], { axes });
}

/** The input axis shown by a result axis, or −1 where the result axis is new. */
const inputAxis = (node: Node, axis: number): number =>
  axis - (node.shape.length - node.inputs[0]!.shape.length);

const expandOp: MovementOp = {
  kind: "movement",
  name: "expand",
  infer: ([input], { shape }) => ({
    shape: broadcastToRule(input!.shape, shape as readonly number[]),
    dtype: input!.dtype,
  }),
  vjp: (cotangent, node) => {
    const { shape } = node.inputs[0]!;
    const repeated = node.shape.flatMap((size, axis) => {
      const from = inputAxis(node, axis);
      return from < 0 || (shape[from] === 1 && size !== 1) ? [axis] : [];
    });
    return [reshape(sum(cotangent, repeated), shape)];
  },
  locate: (index, node) => {
    const { shape } = node.inputs[0]!;
    return index
      .slice(node.shape.length - shape.length)
      .map((position, axis) => (shape[axis] === 1 ? 0 : position));
  },
  project: (access, node) => {
    const repeats = (axis: number): boolean => {
      const from = inputAxis(node, axis);
      return from < 0 || access.shape[from] !== node.shape[axis];
    };
    const keptOut = node.shape.some((_, axis) => {
      const from = inputAxis(node, axis);
      return from >= 0 && repeats(axis) && access.ranges?.[from] != null;
    });
    if (keptOut) return null;
    return {
      shape: node.shape,
      strides: node.shape.map((_, axis) => (repeats(axis) ? 0 : access.strides[inputAxis(node, axis)]!)),
      offset: access.offset,
      ranges:
        access.ranges === null
          ? null
          : node.shape.map((_, axis) => (repeats(axis) ? null : access.ranges![inputAxis(node, axis)]!)),
    };
  },
  merge: (outer) => outer.attributes,
  isIdentity: (node) =>
    node.shape.length === node.inputs[0]!.shape.length &&
    node.inputs[0]!.shape.every((size, axis) => size === node.shape[axis]),
  batch: (input, node) => {
    const [count, ...sizes] = input.shape as [number, ...number[]];
    const missing = node.shape.slice(sizes.length).map(() => 1);
    return expand(reshape(input, [count, ...missing, ...sizes]), [count, ...node.shape]);
  },
};

/** Repeats size-one and missing leading axes up to `shape`. */
export function expand(input: Node, shape: readonly number[]): Node {
  const same = input.shape.length === shape.length && input.shape.every((size, axis) => size === shape[axis]);
  return same ? input : makeNode(expandOp, [input], { shape });
}

/** One value everywhere in `shape`. */
export function fill(value: number, shape: readonly number[], dtype: DType): Node {
  return expand(constant(value, dtype), shape);
}

/** One value everywhere in the shape and element type of `like`. */
export function fillLike(value: number, like: Node): Node {
  return fill(value, like.shape, like.dtype);
}
