/** Primitives that pass a value on unchanged and say how it is differentiated or computed. */

import { makeNode, type Node } from "../graph/node.ts";
import type { ElementwiseOp } from "../graph/op.ts";
import { checkSameDType } from "./dtype-rules.ts";
import { checkEqualShapes, plain, reals } from "./elementwise-row.ts";

const carryOp: ElementwiseOp = {
  ...plain,
  kind: "elementwise",
  name: "carry",
  arity: 2,
  scalar: (value) => value,
  operands: ["any", "any"],
  domain: [reals, reals],
  cost: 0,
  smooth: false, // its derivative is the proxy's, whatever the value does
  specialize: (node) => node.inputs[0]!, // by the time graphs are specialized, all derivatives are taken
  infer: ([value, proxy]) => {
    checkSameDType("carry", value!, proxy!);
    checkEqualShapes("carry", [value!.shape, proxy!.shape]);
    return { shape: value!.shape, dtype: value!.dtype };
  },
  vjp: (cotangent) => [null, cotangent],
};

/** The first operand's value with the second one's derivative; compiled programs never compute the second. */
export const carry: { (value: Node, proxy: Node): Node; readonly op: ElementwiseOp } = Object.assign(
  (value: Node, proxy: Node) => makeNode(carryOp, [value, proxy]),
  { op: carryOp },
);

/** The same value and derivative under a name of its own, so that one use of it can be told from the others. */
export function alias(x: Node, name: string): Node {
  return makeNode(carryOp, [x, x], { name });
}

/** Cotangents of the inputs, from the cotangent of a value that was made from them. */
export type CotangentRule = (cotangent: Node, inputs: readonly Node[]) => readonly (Node | null)[];

/**
 * Declares a way to differentiate: the builder gives `value` with the cotangents that `rule` sends to `inputs`. Each
 * declaration is an op of its own, called `name`, which has to differ from the others'.
 */
export function differentiateBy(
  name: string,
  rule: CotangentRule,
): (value: Node, inputs: readonly Node[]) => Node {
  const op: ElementwiseOp = {
    ...carryOp,
    name,
    infer: ([value]) => ({ shape: value!.shape, dtype: value!.dtype }),
    vjp: (cotangent, node) => [null, ...rule(cotangent, node.inputs.slice(1))],
  };
  return (value, inputs) => makeNode(op, [value, ...inputs]);
}

const recomputeOp: ElementwiseOp = {
  ...plain,
  kind: "elementwise",
  name: "recompute",
  arity: 1,
  scalar: (x) => x,
  operands: ["any"],
  domain: [reals],
  cost: 0,
  infer: ([x]) => ({ shape: x!.shape, dtype: x!.dtype }),
  vjp: (cotangent) => [cotangent],
};

/** The same values, but what is computed from them is never shared with what was computed from the operand itself. */
export const recompute: { (x: Node): Node; readonly op: ElementwiseOp } = Object.assign(
  (x: Node) => makeNode(recomputeOp, [x]),
  { op: recomputeOp },
);
