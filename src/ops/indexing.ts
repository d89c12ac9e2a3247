/** The primitives that place elements by index or side by side: gather, scatter and concat. */

import { DTypeError } from "../base/errors.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { Abstract, ConcatOp, GatherOp, ScatterOp } from "../graph/op.ts";
import { concat as concatRule, gather as gatherRule } from "../shape/index.ts";
import { checkDType, checkSameDType } from "./dtype-rules.ts";
import { slice } from "./movement.ts";
import { fill } from "./sum-expand.ts";

/** Throws unless indices are whole numbers: `gather: indices are i32, got f32 (cast them with .cast("i32"))`. */
export function checkIndices(op: string, indices: Abstract): void {
  if (indices.dtype === "i32") return;
  throw new DTypeError(`${op}: indices are i32, got ${indices.dtype} (cast them with .cast("i32"))`);
}

const gatherOp: GatherOp = {
  kind: "gather",
  name: "gather",
  fallible: true,
  infer: ([input, indices], { axis }) => {
    checkIndices("gather", indices!);
    return { shape: gatherRule(input!.shape, indices!.shape, axis as number), dtype: input!.dtype };
  },
  vjp: (cotangent, node) => {
    const [input, indices] = node.inputs;
    const zeros = fill(0, input!.shape, input!.dtype);
    const { axis, asked } = node.attributes;
    return [scatterAdd(zeros, indices!, cotangent, axis as number, asked as string), null];
  },
};

/**
 * Element i of the result is the input at index i with its `axis` entry replaced by `indices[i]`.
 * `asked` is the op that users called, for the message when an index is refused.
 */
export function gather(input: Node, indices: Node, axis: number, asked = "gather"): Node {
  return makeNode(gatherOp, [input, indices], { axis, asked });
}

const scatterOp: ScatterOp = {
  kind: "scatter",
  name: "scatterAdd",
  fallible: true,
  infer: ([base, indices, updates], { axis }) => {
    checkIndices("scatterAdd", indices!);
    checkSameDType("scatterAdd", base!, updates!);
    checkDType("scatterAdd", "numeric", base!.dtype);
    gatherRule(base!.shape, indices!.shape, axis as number);
    gatherRule(updates!.shape, indices!.shape, axis as number);
    return { shape: base!.shape, dtype: base!.dtype };
  },
  vjp: (cotangent, node) => {
    const { axis, asked } = node.attributes;
    return [cotangent, null, gather(cotangent, node.inputs[1]!, axis as number, asked as string)];
  },
};

/** The transpose of gather: `base` plus every update at the place its index names; equal indices add up. */
export function scatterAdd(
  base: Node,
  indices: Node,
  updates: Node,
  axis: number,
  asked = "scatterAdd",
): Node {
  return makeNode(scatterOp, [base, indices, updates], { axis, asked });
}

const concatOp: ConcatOp = {
  kind: "concat",
  name: "concat",
  infer: (inputs, { axis }) => {
    for (const input of inputs) checkSameDType("concat", inputs[0]!, input);
    const shapes = inputs.map(({ shape }) => shape);
    return { shape: concatRule(shapes, axis as number), dtype: inputs[0]!.dtype };
  },
  vjp: (cotangent, node) => {
    const axis = node.attributes.axis as number;
    let start = 0;
    return node.inputs.map(({ shape }) => {
      const starts = shape.map((_, position) => (position === axis ? start : 0));
      start += shape[axis]!;
      return slice(cotangent, { starts, steps: shape.map(() => 1), sizes: shape });
    });
  },
};

/** Inputs laid one after the other along an axis that is not negative. */
export function concat(inputs: readonly Node[], axis: number): Node {
  return inputs.length === 1 ? inputs[0]! : makeNode(concatOp, inputs, { axis });
}
