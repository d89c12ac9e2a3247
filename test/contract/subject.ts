/** What a contract test is about: one way to build a node from drawn operands; knows no op. */

import type * as fc from "fast-check";
import type { DType } from "../../src/base/dtype.ts";
import type { Node } from "../../src/graph/node.ts";
import type { DTypeClass } from "../../src/graph/op.ts";
import type { DrawShape, Operand } from "./draw.ts";

export interface Subject {
  readonly operands: readonly Operand[];
  readonly build: (operands: readonly Node[]) => Node;
  /** What the result has to be, worked out elementwise from the operands' elements; `null` where there is no such rule. */
  readonly scalar: ((...operands: number[]) => number) | null;
  readonly toString: () => string;
}

/**
 * What a row's derivative is: the function's own, zero by decree, one that differences cannot find but all executors
 * agree on, or nothing to ask for.
 */
export type Derivative = "true" | "blocked" | "agreed" | "none";

/** One row of a table, and how its subjects are drawn. */
export interface Row {
  readonly name: string;
  readonly dtypes: readonly DType[];
  /** `drawShape` draws the first operand's shape where that is free. */
  readonly draw: (dtype: DType, smooth: boolean, drawShape: DrawShape) => fc.Arbitrary<Subject>;
  readonly derivative: Derivative;
}

const members: Readonly<Record<DTypeClass, readonly DType[]>> = {
  any: ["f32", "f64", "i32", "bool"],
  numeric: ["f32", "f64", "i32"],
  float: ["f32", "f64"],
  f32: ["f32"],
  f64: ["f64"],
  i32: ["i32"],
  bool: ["bool"],
};

/** The element types a class of them has. */
export const membersOf = (accepts: DTypeClass): readonly DType[] => members[accepts];
