/** Elementwise methods with settings, as functions of a handle. */

import { describeValue } from "../base/describe.ts";
import type { DType } from "../base/dtype.ts";
import { ValueError } from "../base/errors.ts";
import * as ops from "../ops/index.ts";
import { settingWithin } from "../shape/index.ts";
import type { Methods } from "./method-table.ts";
import { nodeOf, operandNode } from "./operand.ts";

/** A number, or one clear line. */
function numberOf(op: string, name: string, value: number): number {
  if (typeof value === "number" && !Number.isNaN(value)) return value;
  throw new ValueError(`${op}: ${name} has to be a number, got ${describeValue(value)}`);
}

/** A limit that the element type can hold, open where it is null. */
function limitOf(name: string, value: number | null, dtype: DType): number | null {
  if (value === null) return null;
  operandNode("clip", numberOf("clip", name, value), dtype);
  return value;
}

export const settingMethods: Methods = {
  dropout(rate: number, key: unknown) {
    return ops.dropout(this.node, rate, nodeOf("dropout", key));
  },
  leakyRelu(alpha = 0.01) {
    return ops.leakyRelu(this.node, numberOf("leakyRelu", "alpha", alpha));
  },
  elu(alpha = 1) {
    return ops.elu(this.node, numberOf("elu", "alpha", alpha));
  },
  celu(alpha = 1) {
    const divisor = settingWithin("celu", "alpha", numberOf("celu", "alpha", alpha), "another number than 0");
    return ops.celu(this.node, divisor);
  },
  clip(min: number | null = null, max: number | null = null) {
    const { node } = this;
    ops.checkDType("clip", "numeric", node.dtype);
    return ops.clip(node, limitOf("min", min, node.dtype), limitOf("max", max, node.dtype));
  },
};
