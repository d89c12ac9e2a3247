/** Every elementwise primitive as contract rows; a primitive added to the table is here at once. */

import { type DType, dtypes } from "../../src/base/dtype.ts";
import { makeNode, type Node } from "../../src/graph/node.ts";
import type { Attributes, ElementwiseOp } from "../../src/graph/op.ts";
import { elementwise } from "../../src/ops/index.ts";
import type { Content } from "./draw.ts";
import { type Derivative, membersOf, type Row, type Subject } from "./subject.ts";

/** What a row's operand holds, by the element types it declares. */
function contentOf(op: ElementwiseOp, position: number): Content {
  const accepts = op.operands[position]!;
  if (accepts === "bool") return { kind: "truth" };
  const domain = op.domain[position]!;
  return accepts === "i32" ? { kind: "numbers", domain, dtype: "i32" } : { kind: "numbers", domain };
}

function dtypesOf(op: ElementwiseOp): DType[] {
  const free = op.operands.filter((accepts) => accepts !== "bool");
  if (free.length === 0) return ["bool"];
  return membersOf("any").filter((dtype) => free.every((accepts) => membersOf(accepts).includes(dtype)));
}

/** What the row's own function gives, rounded as storing the result does. */
function scalarOf(op: ElementwiseOp, result: DType): (...operands: number[]) => number {
  const scalar = (result === "i32" ? op.wrapping : null) ?? op.scalar;
  return (...operands) => dtypes[result].round(scalar(...operands));
}

/** The settings a primitive is tried with; most have none. */
function settingsOf(op: ElementwiseOp): readonly Attributes[] {
  if (op === elementwise.cast) return membersOf("any").map((dtype) => ({ dtype }));
  return op === elementwise.recompute ? [{ mark: 1 }] : [{}];
}

function derivativeOf(op: ElementwiseOp, result: DType): Derivative {
  if (!dtypes[result].float) return "none";
  if (op.vjp === null) return op.smooth ? "blocked" : "true";
  return op.smooth ? "true" : "agreed";
}

function rowOf(name: string, op: ElementwiseOp, attributes: Attributes): Row {
  const build = (nodes: readonly Node[]): Node => makeNode(op, nodes, attributes);
  const resultOf = (dtype: DType): DType =>
    op.infer(
      op.operands.map((accepts) => ({ shape: [], dtype: accepts === "bool" ? "bool" : dtype })),
      attributes,
    ).dtype;
  return {
    name: `${name} ${Object.values(attributes).join()}`.trim(),
    dtypes: dtypesOf(op),
    derivative: derivativeOf(op, resultOf(dtypesOf(op).includes("f64") ? "f64" : "bool")),
    draw: (dtype, smooth, drawShape) =>
      drawShape(3, smooth ? [1, 2, 3] : [0, 1, 2, 3, 5]).map(
        (shape): Subject => ({
          operands: op.operands.map((_, position) => ({ shape, content: contentOf(op, position) })),
          build,
          scalar: scalarOf(op, resultOf(dtype)),
          toString: () => `${name} on ${dtype} [${shape}]`,
        }),
      ),
  };
}

export const elementwiseRows: readonly Row[] = Object.entries(elementwise).flatMap(([name, op]) =>
  settingsOf(op).map((attributes) => rowOf(name, op, attributes)),
);
