/** The slow oracle: runs a graph node by node from the ops' own definitions; shares nothing with lowering or backends. */

import { dtypes, type TypedArray } from "../base/dtype.ts";
import { InternalError, ValueError } from "../base/errors.ts";
import { contiguousStrides } from "../graph/access.ts";
import type { Node } from "../graph/node.ts";
import type { Op, OpKind } from "../graph/op.ts";
import { sortTopologically } from "../graph/walk.ts";
import { callHost, hostCallOf } from "../ops/host.ts";
import { sizeOf } from "../shape/size.ts";
import { type GraphProgram, rootsOf } from "./graph-program.ts";

/** A node's elements in row-major order, each representable in the node's element type. */
type Values = Float64Array;
type Evaluate<Kind extends OpKind> = (
  node: Node,
  op: Extract<Op, { kind: Kind }>,
  inputs: readonly Values[],
) => Values;

/** Row-major number of an index. */
function flatten(index: readonly number[], shape: readonly number[]): number {
  let flat = 0;
  for (let axis = 0; axis < index.length; axis++) flat = flat * shape[axis]! + index[axis]!;
  return flat;
}

/** Calls `visit` with every index of a shape, in row-major order. */
function forEachIndex(
  shape: readonly number[],
  visit: (index: readonly number[], flat: number) => void,
): void {
  const count = sizeOf(shape);
  const index = shape.map(() => 0);
  for (let flat = 0; flat < count; flat++) {
    visit(index, flat);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]!++;
      if (index[axis]! < shape[axis]!) break;
      index[axis] = 0;
    }
  }
}

/** The position an index tensor names, or the error its users see. */
function checkedPosition(node: Node, position: number, limit: number): number {
  if (position >= 0 && position < limit) return position;
  throw new ValueError(
    `${node.attributes.asked}: index ${position} is out of range for an axis of size ${limit}`,
    {
      cause: node.origin,
    },
  );
}

/** Where each element of `shape` lies once its `axis` entry is replaced by a chosen position. */
function placeAlong(node: Node, index: readonly number[], position: number, target: Node): number {
  const axis = node.attributes.axis as number;
  const checked = checkedPosition(node, position, target.shape[axis]!);
  return flatten(
    index.map((entry, at) => (at === axis ? checked : entry)),
    target.shape,
  );
}

const evaluators: { readonly [Kind in Exclude<OpKind, "source">]: Evaluate<Kind> } = {
  constant: (node) => Float64Array.of(node.attributes.value as number),
  iota: (node) => Float64Array.from({ length: sizeOf(node.shape) }, (_, position) => position),
  elementwise: (node, op, inputs) => {
    const { round } = dtypes[node.dtype];
    const scalar = (node.dtype === "i32" ? op.wrapping : null) ?? op.scalar;
    const result = new Float64Array(sizeOf(node.shape));
    const operands = inputs.map(() => 0);
    for (let at = 0; at < result.length; at++) {
      for (let operand = 0; operand < operands.length; operand++) operands[operand] = inputs[operand]![at]!;
      result[at] = round(scalar(...operands));
    }
    return result;
  },
  reduction: (node, op, [input]) => {
    const axes = node.attributes.axes as readonly number[];
    const { round } = dtypes[node.dtype];
    const whole = node.dtype === "i32";
    const fold = (whole ? op.wrapping : null) ?? op.combine;
    const combine = whole ? (a: number, b: number) => round(fold(a, b)) : fold;
    const result = new Float64Array(sizeOf(node.shape)).fill(op.initial(node.dtype));
    const { shape } = node.inputs[0]!;
    // Of size 1 along the axes that are folded, so that every position there is the first.
    const kept = contiguousStrides(shape.map((size, axis) => (axes.includes(axis) ? 1 : size)));
    const strides = kept.map((stride, axis) => (axes.includes(axis) ? 0 : stride));
    forEachIndex(shape, (index, flat) => {
      const at = index.reduce((sum, position, axis) => sum + position * strides[axis]!, 0);
      result[at] = combine(result[at]!, input![flat]!);
    });
    return result.map(round);
  },
  movement: (node, op, [input]) => {
    const result = new Float64Array(sizeOf(node.shape));
    forEachIndex(node.shape, (index, flat) => {
      const place = op.locate(index, node);
      result[flat] = place === null ? op.guard!(node).fill : input![flatten(place, node.inputs[0]!.shape)]!;
    });
    return result;
  },
  concat: (node, _, inputs) => {
    const axis = node.attributes.axis as number;
    const result = new Float64Array(sizeOf(node.shape));
    let start = 0;
    node.inputs.forEach(({ shape }, number) => {
      forEachIndex(shape, (index, flat) => {
        const at = index.map((entry, position) => (position === axis ? entry + start : entry));
        result[flatten(at, node.shape)] = inputs[number]![flat]!;
      });
      start += shape[axis]!;
    });
    return result;
  },
  gather: (node, _, [data, indices]) => {
    const result = new Float64Array(sizeOf(node.shape));
    forEachIndex(node.shape, (index, flat) => {
      result[flat] = data![placeAlong(node, index, indices![flat]!, node.inputs[0]!)]!;
    });
    return result;
  },
  scatter: (node, _, [base, indices, updates]) => {
    const result = base!.slice();
    const { round } = dtypes[node.dtype];
    forEachIndex(node.inputs[2]!.shape, (index, flat) => {
      const at = placeAlong(node, index, indices![flat]!, node);
      result[at] = round(result[at]! + updates![flat]!);
    });
    return result;
  },
  host: (node, op, inputs) => Float64Array.from(callHost(hostCallOf(node, op), inputs)),
  contraction: (node, _, [left, right]) => {
    const depth = node.inputs[0]!.shape.at(-1)!;
    const leftStrides = contiguousStrides(node.inputs[0]!.shape);
    const rightStrides = contiguousStrides(node.inputs[1]!.shape);
    const rank = node.shape.length;
    const { round } = dtypes[node.dtype];
    const whole = node.dtype === "i32";
    const result = new Float64Array(sizeOf(node.shape));
    forEachIndex(node.shape, (index, flat) => {
      const leftAt = index.reduce(
        (at, entry, axis) => (axis === rank - 1 ? at : at + entry * leftStrides[axis]!),
        0,
      );
      const rightAt = index.reduce(
        (at, entry, axis) => (axis === rank - 2 ? at : at + entry * rightStrides[axis]!),
        0,
      );
      let total = 0;
      for (let k = 0; k < depth; k++) {
        const a = left![leftAt + k]!;
        const b = right![rightAt + k * rightStrides[rank - 2]!]!;
        total = whole ? (total + Math.imul(a, b)) | 0 : total + a * b;
      }
      result[flat] = round(total);
    });
    return result;
  },
};

function evaluate(node: Node, inputs: readonly Values[]): Values {
  const { op } = node;
  if (op.kind === "source") throw new InternalError("a source has no value among the program's inputs");
  return (evaluators[op.kind] as Evaluate<typeof op.kind>)(node, op, inputs);
}

/** Runs a program on its inputs' storage: fills `outputs`, and updates inputs once nothing can fail any more. */
export function interpretProgram(
  program: GraphProgram,
  inputs: readonly TypedArray[],
  outputs: readonly TypedArray[],
): void {
  const values = new Map<Node, Values>();
  program.inputs.forEach((node, slot) => {
    values.set(node, Float64Array.from(inputs[slot]!));
  });
  for (const node of sortTopologically(rootsOf(program))) {
    if (!values.has(node))
      values.set(
        node,
        evaluate(
          node,
          node.inputs.map((input) => values.get(input)!),
        ),
      );
  }
  program.outputs.forEach((node, slot) => {
    outputs[slot]!.set(values.get(node)!);
  });
  for (const { slot, value } of program.updates) inputs[slot]!.set(values.get(value)!);
}
