/** Random programs give one answer on every executor, values and gradients, compiled at once or built step by step. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { type ElementType, grad, jit, tensor, type Untyped } from "../tensor/untyped.ts";
import { distance, largest, type Read } from "./compare.ts";
import { buildProgram, inputValues, type Program, programs, runs, seed, stepNames } from "./program.ts";

type Executor = "interpreter" | "javascript-looped" | "javascript-unrolled" | "wasm";
const generators: readonly Executor[] = ["javascript-looped", "javascript-unrolled", "wasm"];

/** The last values, the loss over them, its gradients by every input, and the margins of decisions. */
function compute(program: Program, inputs: readonly Untyped[]) {
  const { values, margins } = buildProgram(program, inputs);
  const shown = values.slice(-3);
  const loss = shown
    .map((value, at) =>
      value
        .mul(0.25)
        .tanh()
        .mul(0.5 + at / 4)
        .sum(),
    )
    .reduce((total, part) => total.add(part));
  return { shown, loss, gradients: grad(loss, inputs), margins };
}

const read = (tensors: readonly Untyped[]): Read[] =>
  tensors.map((each) => ({ shape: each.shape, data: each.data() }));

interface Outcome {
  readonly results: readonly Read[];
  readonly margins: readonly Read[];
}

/** The inputs in an element type; those of single precision are the same numbers in double. */
const makeInputs = ({ inputs }: Program, dtype: ElementType): Untyped[] =>
  inputs.map(({ shape, seed: key }) => tensor(inputValues(shape, key), { shape, dtype }));

/** Built step by step, each result run by itself. */
function runEagerly(program: Program, executor: Executor, dtype: ElementType): Outcome {
  configure({ backend: executor, verify: true });
  const { shown, loss, gradients, margins } = compute(program, makeInputs(program, dtype));
  return { results: read([...shown, loss, ...gradients]), margins: read(margins) };
}

/** Compiled as one program. */
function runCompiled(program: Program, executor: Executor, dtype: ElementType): Outcome {
  configure({ backend: executor, verify: true });
  const step = jit((...inputs: Untyped[]) => {
    const { shown, loss, gradients } = compute(program, inputs);
    return [...shown, loss, ...gradients];
  });
  return { results: read(step(...makeInputs(program, dtype))), margins: [] };
}

/** Whether every decision was further from tipping over than rounding reaches. */
const isClear = (margins: readonly Read[], least: number): boolean =>
  margins.every(({ data }) => data.every((value: number) => Math.abs(value) > least));

function expectClose(
  got: readonly Read[],
  wanted: readonly Read[],
  bound: (at: number) => number,
  label: string,
): void {
  expect(got.length, label).toBe(wanted.length);
  wanted.forEach((each, at) => {
    expect(distance(got[at]!, each), `${label}, result ${at}`).toBeLessThanOrEqual(bound(at));
  });
}

test(`in double precision (seed ${seed})`, () => {
  fc.assert(
    fc.property(programs("f64"), (program) => {
      const wanted = runEagerly(program, "interpreter", "f64");
      fc.pre(isClear(wanted.margins, 1e-9));
      const bound = (at: number): number => 1e-9 * largest(wanted.results[at]!);
      for (const executor of generators)
        expectClose(runCompiled(program, executor, "f64").results, wanted.results, bound, executor);
      const eager = runEagerly(program, "javascript-looped", "f64");
      expectClose(eager.results, wanted.results, bound, "step by step");
    }),
    { seed, numRuns: runs },
  );
});

test(`in single precision, no further off than ten times the interpreter's own rounding (seed ${seed})`, () => {
  fc.assert(
    fc.property(programs("f32"), (program) => {
      const exact = runEagerly(program, "interpreter", "f64");
      fc.pre(isClear(exact.margins, 1e-3));
      const rounded = runEagerly(program, "interpreter", "f32").results;
      const bound = (at: number): number =>
        10 * distance(rounded[at]!, exact.results[at]!) + 2e-6 * largest(exact.results[at]!);
      for (const executor of generators)
        expectClose(runCompiled(program, executor, "f32").results, exact.results, bound, executor);
    }),
    { seed: seed + 1, numRuns: runs },
  );
});

test("the programs use every kind of step", () => {
  const used = new Map<string, number>();
  const count = (program: Program): void => {
    const { values } = buildProgram(program, makeInputs(program, "f64"));
    expect(values.length).toBeGreaterThanOrEqual(program.inputs.length);
    for (const { op } of program.steps) {
      const name = stepNames[op % stepNames.length]!;
      used.set(name, (used.get(name) ?? 0) + 1);
    }
  };
  for (const program of fc.sample(programs("f64"), { seed, numRuns: 60 })) count(program);
  expect([...used.keys()].sort()).toEqual([...stepNames].sort());
});
