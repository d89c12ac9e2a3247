/** The methods that build graphs, as functions of a handle: families from the op tables, the rest by hand. */

import { type DType, dtypes, isDType } from "../base/dtype.ts";
import { DTypeError, ValueError } from "../base/errors.ts";
import { optionsOf } from "../base/options.ts";
import type { Node } from "../graph/node.ts";
import type { DTypeClass } from "../graph/op.ts";
import * as ops from "../ops/index.ts";
import * as rules from "../shape/index.ts";
import { TensorHandle } from "./handle.ts";
import type { Method, Methods, TreeMethods } from "./method-table.ts";
import { normalizationMethods, normalizationTreeMethods } from "./methods-normalization.ts";
import { rearrangingMethods, rearrangingTreeMethods } from "./methods-rearranging.ts";
import { settingMethods } from "./methods-settings.ts";
import { windowMethods } from "./methods-windows.ts";
import { nodeOf, operandNode } from "./operand.ts";

interface Row<Build> {
  readonly build: Build;
  readonly accepts: DTypeClass;
}

/** One method for each row of a table. */
function methodsFrom<Build>(
  table: Record<string, Row<Build>>,
  make: (op: string, row: Row<Build>) => Method,
): Methods {
  return Object.fromEntries(Object.entries(table).map(([op, row]) => [op, make(op, row)]));
}

const unaryMethod = (op: string, { build, accepts }: Row<(x: Node) => Node>): Method =>
  function () {
    const { node } = this;
    ops.checkDType(op, accepts, node.dtype);
    return build(node);
  };

const binaryMethod = (op: string, { build, accepts }: Row<(a: Node, b: Node) => Node>): Method =>
  function (other: unknown) {
    const { node } = this;
    ops.checkDType(op, accepts, node.dtype);
    return build(node, operandNode(op, other, node.dtype));
  };

interface ReductionOptions {
  readonly keepDims?: boolean;
  readonly correction?: number;
}
const reductionKinds = { keepDims: "boolean", correction: "number" } as const;

const reductionMethod = (
  op: string,
  { build, accepts }: Row<(x: Node, axes: readonly number[], correction: number) => Node>,
): Method =>
  function (axes?: rules.AxesArgument, options?: ReductionOptions) {
    const { keepDims = false, correction = 0 } = optionsOf(op, options, reductionKinds);
    const { node } = this;
    ops.checkDType(op, accepts, node.dtype);
    const folded = rules.normalizeAxes(op, node.shape, axes);
    const reduced = build(node, folded, correction);
    return keepDims ? ops.reshape(reduced, ops.collapseAxes(node.shape, folded)) : reduced;
  };

const axisMethod = (op: string, { build, accepts }: Row<(x: Node, axis: number) => Node>): Method =>
  function (axis = -1) {
    const { node } = this;
    ops.checkDType(op, accepts, node.dtype);
    return build(node, rules.normalizeAxis(op, node.shape, axis));
  };

const choiceMethod = (op: string, build: (x: Node, axis: number) => Node): Method =>
  function (axis: number, options?: ReductionOptions) {
    const { keepDims = false } = optionsOf(op, options, reductionKinds);
    const { node } = this;
    ops.checkDType(op, "numeric", node.dtype);
    rules.reduceNonEmpty(op, node.shape, axis);
    const along = rules.normalizeAxis(op, node.shape, axis);
    const chosen = build(node, along);
    return keepDims ? ops.reshape(chosen, ops.collapseAxes(node.shape, [along])) : chosen;
  };

interface PadOptions {
  readonly mode?: "constant" | "edge" | "reflect";
  readonly value?: number;
}

const movementMethods: Methods = {
  reshape(shape: readonly number[]) {
    const { node } = this;
    return ops.reshape(node, rules.reshape(node.shape, shape));
  },
  flatten(startAxis?: number, endAxis?: number) {
    const { node } = this;
    return ops.reshape(node, rules.flatten(node.shape, startAxis, endAxis));
  },
  transpose(permutation?: readonly number[]) {
    const { node } = this;
    return ops.permute(node, rules.normalizePermutation(node.shape, permutation));
  },
  swapAxes(first: number, second: number) {
    const { node } = this;
    rules.swapAxes(node.shape, first, second);
    return ops.swapAxes(node, first, second);
  },
  expandDims(axis: number) {
    const { node } = this;
    return ops.reshape(node, rules.expandDims(node.shape, axis));
  },
  squeeze(axes?: rules.AxesArgument) {
    const { node } = this;
    return ops.reshape(node, rules.squeeze(node.shape, axes));
  },
  broadcastTo(shape: readonly number[]) {
    const { node } = this;
    return ops.expand(node, rules.broadcastTo(node.shape, shape));
  },
  slice(ranges: Parameters<typeof rules.normalizeSlice>[1]) {
    const { node } = this;
    const parts = rules.normalizeSlice(node.shape, ranges);
    return ops.slice(node, {
      starts: parts.map(({ start }) => start),
      steps: parts.map(({ step }) => step),
      sizes: parts.map(({ size }) => size),
    });
  },
  pad(pads: readonly (readonly [before: number, after: number])[], given: number | PadOptions = 0) {
    const { node } = this;
    const { mode = "constant", value = 0 } =
      typeof given === "number" ? { value: given } : optionsOf("pad", given);
    rules.pad(node.shape, pads);
    const starts = pads.map(([before]) => Math.max(0, -before));
    const sizes = node.shape.map((size, axis) => size - starts[axis]! - Math.max(0, -pads[axis]![1]));
    const cropped = ops.slice(node, { starts, steps: starts.map(() => 1), sizes });
    const added = pads.map(([before, after]) => [Math.max(0, before), Math.max(0, after)] as const);
    if (mode === "constant") return ops.pad(cropped, added, dtypes[node.dtype].round(value));
    if (mode === "edge" || mode === "reflect") return ops.padFromWithin(cropped, mode, added);
    throw new ValueError(`pad: unknown mode ${JSON.stringify(mode)} (one of constant, edge, reflect)`);
  },
};

const indexingMethods: Methods = {
  gather(indices: unknown, axis: number) {
    const { node } = this;
    const places = nodeOf("gather", indices);
    ops.checkIndices("gather", places);
    return ops.gather(node, places, rules.normalizeAxis("gather", node.shape, axis));
  },
  take(indices: unknown, axis = 0) {
    return ops.take(this.node, nodeOf("take", indices), axis);
  },
  oneHot(depth: number, options?: { readonly dtype?: DType }) {
    const { dtype = "f32" } = optionsOf("oneHot", options);
    return ops.oneHot(this.node, depth, checkedDType("oneHot", dtype));
  },
};

/** The element type itself, or one clear line. */
export function checkedDType(op: string, dtype: unknown): DType {
  if (isDType(dtype)) return dtype;
  throw new DTypeError(`${op}: unknown dtype ${JSON.stringify(dtype)} (one of f32, f64, i32, bool)`);
}

/** Elements of `a` where the condition holds, of `b` elsewhere; a number takes the other side's element type. */
export function where(condition: Node, a: unknown, b: unknown): Node {
  ops.checkDType("where", "bool", condition.dtype);
  const dtype = [a, b].find((value) => value instanceof TensorHandle)?.dtype ?? "f32";
  const choices = [operandNode("where", a, dtype), operandNode("where", b, dtype)] as const;
  ops.checkSameDType("where", ...choices);
  const [chooser, first, second] = ops.expandTogether("where", [condition, ...choices]);
  return ops.select(chooser!, first!, second!);
}

const otherMethods: Methods = {
  matmul(other: unknown) {
    return ops.matmul(this.node, nodeOf("matmul", other));
  },
  where(a: unknown, b: unknown) {
    return where(this.node, a, b);
  },
  cast(dtype: DType) {
    return ops.cast(this.node, checkedDType("cast", dtype));
  },
  detach() {
    return ops.stopGradient(this.node);
  },
};

/** Every method that builds a graph, by name. */
export const nodeMethods: Methods = {
  ...methodsFrom(ops.unaryMethods, unaryMethod),
  ...methodsFrom(ops.logicalUnaryMethods, unaryMethod),
  ...methodsFrom(ops.testMethods, unaryMethod),
  ...methodsFrom(ops.binaryMethods, binaryMethod),
  ...methodsFrom(ops.comparisonMethods, binaryMethod),
  ...methodsFrom(ops.logicalMethods, binaryMethod),
  ...methodsFrom(ops.reductionMethods, reductionMethod),
  ...methodsFrom(ops.boolReductionMethods, reductionMethod),
  ...methodsFrom(ops.spreadMethods, reductionMethod),
  ...methodsFrom(ops.axisMethods, axisMethod),
  argMax: choiceMethod("argMax", ops.argMax),
  argMin: choiceMethod("argMin", ops.argMin),
  ...movementMethods,
  ...indexingMethods,
  ...rearrangingMethods,
  ...settingMethods,
  ...windowMethods,
  ...normalizationMethods,
  ...otherMethods,
};

/** Every method that builds several graphs at once, by name. */
export const treeMethods: TreeMethods = { ...rearrangingTreeMethods, ...normalizationTreeMethods };
