/** What a row declares of its function holds for every number: neutral constants, symmetry, decompositions and the like. */

import { describe, expect, test } from "vitest";
import { dtypes } from "../../src/base/dtype.ts";
import { makeNode, type Node } from "../../src/graph/node.ts";
import type { ElementwiseOp, ReductionOp } from "../../src/graph/op.ts";
import { elementwise, fill, reductions } from "../../src/ops/index.ts";
import { evaluate, findDifference, store } from "./evaluate.ts";

const numbers = [
  Number.NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -2,
  3.7,
  -3.7,
  20,
  -20,
  800,
  -800,
  5e-324,
  -5e-324,
  1e-20,
  1e200,
  -1e200,
];
const wholes = [0, 1, -1, 2, -3, 7, 65537, 46341, -46341, 2 ** 31 - 1, -(2 ** 31)];
const truths = [0, 1];

/** Every combination of numbers an op's operands can be. */
function tuplesOf(op: ElementwiseOp, floats: readonly number[]): number[][] {
  let tuples: number[][] = [[]];
  for (const accepts of op.operands) {
    const choices = accepts === "bool" ? truths : floats;
    tuples = tuples.flatMap((tuple) => choices.map((choice) => [...tuple, choice]));
  }
  return tuples;
}

const entries: readonly (readonly [string, ElementwiseOp])[] = Object.entries(elementwise);

/** The op on operands of several numbers at once, as its own node, or as `rewrite` has it. */
function apply(op: ElementwiseOp, tuples: readonly number[][], rewrite: (node: Node) => Node) {
  const inputs = op.operands.map((accepts, position) =>
    store(
      accepts === "bool" ? "bool" : "f64",
      [tuples.length],
      tuples.map((tuple) => tuple[position]!),
    ),
  );
  return evaluate("interpreter", inputs, (nodes) => [rewrite(makeNode(op, nodes, attributesOf(op)))])[0]!;
}

const attributesOf = (op: ElementwiseOp) =>
  op === elementwise.cast ? { dtype: "f64" } : op === elementwise.recompute ? { mark: 1 } : {};

describe.each(entries)("%s", (_, op) => {
  const accepts = (dtype: "f64" | "i32"): boolean =>
    op.operands.every(
      (each) =>
        each !== "bool" &&
        (each === "any" || each === "numeric" || (each === "float" ? dtype === "f64" : dtype === each)),
    );

  test("has a domain for each operand, a name of its own in the table, and a cost", () => {
    expect([op.operands.length, op.domain.length]).toEqual([op.arity, op.arity]);
    expect(entries.filter(([name, other]) => other === op && name === op.name)).toHaveLength(1);
    expect(op.cost).toBeGreaterThanOrEqual(0);
    for (const { low, high } of op.domain) expect(low).toBeLessThan(high);
  });

  test("is as commutative as it says", () => {
    if (op.arity !== 2) return expect(op.commutative).toBe(false);
    const swapped = tuplesOf(op, numbers).filter(
      ([a, b]) => !Object.is(op.scalar(a!, b!), op.scalar(b!, a!)),
    );
    return op.commutative ? expect(swapped).toEqual([]) : expect(swapped.length).toBeGreaterThan(0);
  });

  test("leaves every number as it is next to its neutral constants", () => {
    const { left, right } = op.neutral;
    const changed = numbers.filter(
      (x) =>
        (right !== undefined && !Object.is(op.scalar(x, right), x)) ||
        (left !== undefined && !Object.is(op.scalar(left, x), x)),
    );
    expect(changed).toEqual([]);
  });

  test("undoes itself if it says so", () => {
    const domain = op.operands[0] === "bool" ? truths : numbers;
    const changed = domain.filter((x) => op.arity === 1 && !Object.is(op.scalar(op.scalar(x)), x));
    return op.selfInverse ? expect(changed).toEqual([]) : expect(op.selfInverse).toBe(false);
  });

  test("wraps whole numbers as 32 bits do", () => {
    if (!accepts("i32")) return expect(op.wrapping).toBeNull();
    const exact: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
      add: (a, b) => a + b,
      sub: (a, b) => a - b,
      mul: (a, b) => a * b,
      neg: (a) => -a,
      abs: (a) => (a < 0n ? -a : a),
    };
    const rule = exact[op.name];
    const scalar = op.wrapping ?? op.scalar;
    const wrong = tuplesOf(op, wholes).filter((tuple) => {
      const got = dtypes.i32.round(scalar(...tuple));
      const [a, b = 0n] = tuple.map(BigInt) as [bigint, bigint?];
      return rule === undefined ? got !== Math.trunc(got) : BigInt(got) !== BigInt.asIntN(32, rule(a, b));
    });
    return expect(wrong).toEqual([]);
  });

  test("means the same decomposed", () => {
    if (op.decompose === null) return expect(op.decompose).toBeNull();
    const { decompose } = op;
    const tuples = tuplesOf(op, numbers);
    const wanted = store(
      "f64",
      [tuples.length],
      tuples.map((tuple) => op.scalar(...tuple)),
    );
    // Element by element: one large result would hide the errors of small ones.
    tuples.forEach((tuple, at) => {
      const got = apply(op, [tuple], decompose);
      const reference = store("f64", [1], [wanted.data[at]!]);
      const size = Math.abs(wanted.data[at]!);
      expect([
        tuple,
        findDifference(got, reference, Number.isFinite(size) && size > 0 ? 1e-14 * Math.min(1, size) : 0),
      ]).toEqual([tuple, null]);
    });
    return undefined;
  });

  test("means the same specialized to any constant operand", () => {
    if (op.specialize === null) return expect(op.specialize).toBeNull();
    const { specialize } = op;
    for (let position = 0; position < op.arity; position++) {
      for (const value of op.operands[position] === "bool" ? truths : [...numbers, 0.5, -1, 2, 3]) {
        const tuples = tuplesOf(op, numbers).map((tuple) => tuple.with(position, value));
        const dtype = op.operands[position] === "bool" ? "bool" : "f64";
        const rewrite = (node: Node): Node => {
          const inputs = node.inputs.map((input, at) =>
            at === position ? fill(value, input.shape, dtype) : input,
          );
          const plain = makeNode(op, inputs, node.attributes);
          return specialize(plain) ?? plain;
        };
        const [got, wanted] = [apply(op, tuples, rewrite), apply(op, tuples, (node) => node)];
        const differing = tuples.filter((_, at) => !Object.is(got.data[at]!, wanted.data[at]!));
        expect([position, value, differing]).toEqual([position, value, []]);
      }
    }
    return undefined;
  });
});

describe.each(Object.entries(reductions) as [string, ReductionOp][])("reduction %s", (_, op) => {
  test("starts from a number that changes nothing, and does not care for the order of two", () => {
    for (const dtype of ["f64", "i32"] as const) {
      const fold = (dtype === "i32" ? op.wrapping : null) ?? op.combine;
      const values = dtype === "i32" ? wholes : numbers;
      expect(
        values.filter((x) => dtypes[dtype].round(fold(op.initial(dtype), x)) !== x && !Number.isNaN(x)),
      ).toEqual([]);
      const turned = values.flatMap((a) => values.filter((b) => !Object.is(fold(a, b), fold(b, a))));
      expect(turned).toEqual([]);
    }
  });

  test("keeps NaN", () => {
    expect([op.combine(Number.NaN, 1), op.combine(1, Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  });
});
