/** Operands as users write them, brought to nodes; knows no op. */

import { describeValue } from "../base/describe.ts";
import type { DType } from "../base/dtype.ts";
import { dtypes } from "../base/dtype.ts";
import { DTypeError, ValueError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import { constant } from "../ops/index.ts";
import { TensorHandle } from "./handle.ts";

/** The node of a tensor, or one clear line. */
export function nodeOf(op: string, value: unknown): Node {
  if (value instanceof TensorHandle) return value.node;
  throw new ValueError(`${op}: needs a tensor, got ${describeValue(value)} (make one with tensor(…))`);
}

/** The node of a cotangent that a user's rule returned, or one clear line. */
export function cotangentOf(op: string, rule: string, value: unknown, position: number): Node {
  if (value instanceof TensorHandle) return value.node;
  throw new ValueError(`${op}: ${rule} has to return a tensor or null for argument ${position + 1}`);
}

/** The node of a tensor, or a number as the element type of what it meets. */
export function operandNode(op: string, value: unknown, dtype: DType): Node {
  if (typeof value !== "number") return nodeOf(op, value);
  if (dtype === "i32" && !Number.isInteger(value)) {
    throw new DTypeError(
      `${op}: dtypes differ, i32 and the number ${value} (cast the tensor with .cast("f32"))`,
    );
  }
  if (dtype === "bool") {
    throw new DTypeError(
      `${op}: dtypes differ, bool and the number ${value} (cast the tensor with .cast("f32"))`,
    );
  }
  return constant(dtypes[dtype].round(value), dtype);
}
