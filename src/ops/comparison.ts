/** Elementwise primitives whose result or condition is a truth value, and the two that change element types. */

import type { DType } from "../base/dtype.ts";
import { dtypes } from "../base/dtype.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { ElementwiseOp } from "../graph/op.ts";
import { checkDType, checkSameDType } from "./dtype-rules.ts";
import {
  type BinaryBuilder,
  binary,
  checkEqualShapes,
  plain,
  reals,
  truth,
  type UnaryBuilder,
  unary,
} from "./elementwise-row.ts";
import { uniformValue } from "./leaves.ts";
import { fillLike } from "./sum-expand.ts";

const compares = { vjp: null, domain: [reals, reals], gives: "bool", smooth: false } as const;
const judges = {
  vjp: null,
  domain: [truth, truth],
  accepts: "bool",
  smooth: false,
  commutative: true,
} as const;

export const equal: BinaryBuilder = binary("equal", {
  ...compares,
  accepts: "any",
  commutative: true,
  scalar: (a, b) => Number(a === b),
});

export const notEqual: BinaryBuilder = binary("notEqual", {
  ...compares,
  accepts: "any",
  commutative: true,
  scalar: (a, b) => Number(a !== b),
});

export const less: BinaryBuilder = binary("less", { ...compares, scalar: (a, b) => Number(a < b) });

export const lessEqual: BinaryBuilder = binary("lessEqual", {
  ...compares,
  scalar: (a, b) => Number(a <= b),
});

export const logicalAnd: BinaryBuilder = binary("logicalAnd", { ...judges, scalar: (a, b) => a & b });

export const logicalOr: BinaryBuilder = binary("logicalOr", { ...judges, scalar: (a, b) => a | b });

export const logicalNot: UnaryBuilder = unary("logicalNot", {
  vjp: null,
  domain: truth,
  accepts: "bool",
  smooth: false,
  selfInverse: true,
  scalar: (a) => 1 - a,
});

const selectOp: ElementwiseOp = {
  kind: "elementwise",
  name: "select",
  arity: 3,
  scalar: (condition, a, b) => (condition ? a : b),
  operands: ["bool", "any", "any"],
  domain: [truth, reals, reals],
  ...plain,
  specialize: ({ inputs: [condition, a, b] }) => {
    const known = uniformValue(condition!);
    if (known !== null) return known ? a! : b!;
    return a === b ? a! : null;
  },
  infer: ([condition, a, b]) => {
    checkDType("where", "bool", condition!.dtype);
    checkSameDType("where", a!, b!);
    checkEqualShapes("where", [condition!.shape, a!.shape, b!.shape]);
    return { shape: a!.shape, dtype: a!.dtype };
  },
  vjp: (cotangent, node) => {
    const [condition] = node.inputs;
    const zero = fillLike(0, cotangent);
    return [null, select(condition!, cotangent, zero), select(condition!, zero, cotangent)];
  },
};

/** `a` where the condition holds, else `b`; the branch not taken never leaks, NaN included. */
export const select: { (condition: Node, a: Node, b: Node): Node; readonly op: ElementwiseOp } =
  Object.assign((condition: Node, a: Node, b: Node) => makeNode(selectOp, [condition, a, b]), {
    op: selectOp,
  });

const castOp: ElementwiseOp = {
  kind: "elementwise",
  name: "cast",
  arity: 1,
  scalar: (x) => x,
  operands: ["any"],
  domain: [reals],
  ...plain,
  cost: 0,
  infer: ([x], { dtype }) => ({ shape: x!.shape, dtype: dtype as DType }),
  vjp: (cotangent, node) => {
    const from = node.inputs[0]!.dtype;
    return [dtypes[from].float && dtypes[node.dtype].float ? cast(cotangent, from) : null];
  },
};

/** The same numbers in another element type: floats are cut toward zero for i32, and anything but 0 is true for bool. */
export const cast: { (x: Node, dtype: DType): Node; readonly op: ElementwiseOp } = Object.assign(
  (x: Node, dtype: DType) => (x.dtype === dtype ? x : makeNode(castOp, [x], { dtype })),
  { op: castOp },
);

/** The same values, through which no derivative passes. */
export const stopGradient: UnaryBuilder = unary("stopGradient", {
  vjp: null,
  domain: reals,
  accepts: "any",
  cost: 0,
  scalar: (x) => x,
  specialize: (node) => node.inputs[0]!, // by the time graphs are specialized, all derivatives are taken
});
