/** What every row owes: its own values, derivatives as finite differences find them, and one answer from every executor. */

import { expect } from "vitest";
import type { DType } from "../../src/base/dtype.ts";
import { dtypes } from "../../src/base/dtype.ts";
import type { Node } from "../../src/graph/node.ts";
import { add, mul, source, sum } from "../../src/ops/index.ts";
import { sizeOf } from "../../src/shape/index.ts";
import { gradientsOf } from "../../src/tensor/gradient.ts";
import { type Executor, generators } from "../setup/executors.ts";
import { evaluate, findDifference, type Plain, prepare, store } from "./evaluate.ts";
import type { Derivative, Subject } from "./subject.ts";

/** How far executors may differ from the interpreter, which rounds after every op. */
const bounds: Readonly<Record<DType, number>> = { f32: 2e-5, f64: 1e-11, i32: 0, bool: 0 };

/** Numbers between −1 and 1 that follow from a position and a turn, never small and never alternating in step with axes. */
const spread = (count: number, turn: number): number[] =>
  Array.from(
    { length: count },
    (_, at) => Math.sin(1 + at * 1.7 + turn * 0.9) * 0.75 + (at % 2 === 0 ? 0.2 : -0.2),
  );

const kindOf = (value: number): string => (Number.isFinite(value) ? "finite" : String(value));

/**
 * Whether no rounding on the way decides where results are infinite or NaN: ∞·(x·x) is ∞ or NaN as x·x is rounded to 0 or
 * not. Executors that round only what they store may answer otherwise there.
 */
export function isSteady(subject: Subject, operands: readonly Plain[]): boolean {
  if (subject.scalar !== null || !operands.some(({ dtype }) => dtype === "f32")) return true;
  const widened = operands.map(({ dtype, shape, data }) =>
    dtype === "f32" ? store("f64", shape, Array.from(data)) : { dtype, shape, data },
  );
  const kinds = [operands, widened].map((given) => {
    const [result] = evaluate("interpreter", given, (nodes) => [subject.build(nodes)]);
    return Array.from(result!.data, kindOf).join();
  });
  return kinds[0] === kinds[1];
}

/** The sign of every zero, which a division would tell. */
const zerosOf = ({ data }: Plain): (number | null)[] =>
  Array.from(data, (value) => (value === 0 ? 1 / value : null));

/** Told of every executor that has held. */
type Note = (executor: Executor) => void;

/** Values: the interpreter against the row's own function, the executors against the interpreter. */
export function checkValues(subject: Subject, operands: readonly Plain[], note: Note): void {
  const run = prepare(operands, (nodes) => [subject.build(nodes)]);
  const [wanted] = run("interpreter", operands);
  if (subject.scalar !== null) {
    const { scalar } = subject;
    const values = Array.from({ length: wanted!.data.length }, (_, at) =>
      scalar(...operands.map(({ data }) => data[at]!)),
    );
    expect(findDifference(wanted!, store(wanted!.dtype, wanted!.shape, values), 0)).toBeNull();
  }
  note("interpreter");
  for (const executor of generators) {
    const [got] = run(executor, operands);
    expect([executor, findDifference(got!, wanted!, bounds[wanted!.dtype])]).toEqual([executor, null]);
    if (subject.scalar !== null) expect([executor, zerosOf(got!)]).toEqual([executor, zerosOf(wanted!)]);
    note(executor);
  }
}

/** Σ result·weight, its derivatives by the float operands, and those of Σ derivative·direction. */
function buildDerivatives(subject: Subject, nodes: readonly Node[], floats: readonly number[]) {
  const count = subject.operands.length;
  const result = subject.build(nodes.slice(0, count));
  const axes = result.shape.map((_, axis) => axis);
  const loss = sum(mul(result, nodes[count]!), axes);
  const targets = floats.map((position) => nodes[position]!);
  const first = gradientsOf("grad", loss, targets);
  const products = first.map((gradient, at) => {
    const product = mul(gradient, nodes[count + 1 + at]!);
    return sum(
      product,
      product.shape.map((_, axis) => axis),
    );
  });
  const slope = products.reduce((total, product) => add(total, product));
  return { loss, first, slope, second: gradientsOf("grad", slope, targets) };
}

const dot = (a: Plain, b: Plain): number =>
  Array.from(a.data).reduce((total, value, at) => total + value * b.data[at]!, 0);

/** f′(0) of functions of one number, from four values: the error falls with the fourth power of the step. */
function differentiate(f: (step: number) => readonly number[], step: number): number[] {
  const [before, after] = [f(-step), f(step)];
  const [longBefore, longAfter] = [f(-2 * step), f(2 * step)];
  return after.map(
    (value, at) => (8 * (value - before[at]!) - (longAfter[at]! - longBefore[at]!)) / (12 * step),
  );
}

/** First and second derivatives along a direction, against differences in double precision and on every executor. */
export function checkDerivatives(
  subject: Subject,
  operands: readonly Plain[],
  kind: Derivative,
  note: Note,
): void {
  const floats = operands.flatMap(({ dtype }, position) => (dtypes[dtype].float ? [position] : []));
  const { shape, dtype } = subject.build(operands.map((operand) => source({}, operand)));
  const weight = store(dtype, shape, spread(sizeOf(shape), 0));
  const directions = floats.map((position, at) => {
    const operand = operands[position]!;
    return store(operand.dtype, operand.shape, spread(sizeOf(operand.shape), at + 1));
  });
  const inputs = [...operands, weight, ...directions];
  const moved = (step: number): Plain[] =>
    inputs.map((input, position) => {
      const at = floats.indexOf(position);
      if (at < 0) return input;
      const values = Array.from(
        input.data,
        (value, element) => value + step * directions[at]!.data[element]!,
      );
      return store(input.dtype, input.shape, values);
    });
  const run = prepare(inputs, (nodes) => {
    const { loss, first, slope, second } = buildDerivatives(subject, nodes, floats);
    return [loss, slope, ...first, ...second];
  });
  const wanted = run("interpreter", inputs);
  const first = wanted.slice(2, 2 + floats.length);
  const second = wanted.slice(2 + floats.length);
  const along = (gradients: readonly Plain[]): number =>
    gradients.reduce((total, gradient, at) => total + dot(gradient, directions[at]!), 0);
  const scale = Math.max(1, ...wanted.flatMap(({ data }) => Array.from(data, Math.abs)));
  if (kind === "blocked") {
    expect([along(first), along(second)]).toEqual([0, 0]);
  } else if (kind === "true" && dtype === "f64" && operands.every((operand) => operand.dtype !== "f32")) {
    const slopes = differentiate((step) => {
      const [loss, slope] = run("interpreter", moved(step)) as [Plain, Plain];
      return [loss.data[0]!, slope.data[0]!];
    }, 1e-3);
    expect(
      Math.abs(along(first) - slopes[0]!),
      `first derivative ${along(first)}, differences ${slopes[0]}`,
    ).toBeLessThan(1e-7 * scale);
    expect(
      Math.abs(along(second) - slopes[1]!),
      `second derivative ${along(second)}, differences ${slopes[1]}`,
    ).toBeLessThan(1e-6 * scale);
  }
  note("interpreter");
  for (const executor of generators) {
    const got = run(executor, inputs);
    const differences = got.map((each, at) => findDifference(each, wanted[at]!, bounds[each.dtype] * 4));
    expect([executor, ...differences]).toEqual([executor, ...differences.map(() => null)]);
    note(executor);
  }
}
