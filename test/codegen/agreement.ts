/** Runs a program directly and on a backend and compares every array, element by element; knows of backends only that straight lines keep doubles. */

import { expect } from "vitest";
import type { TypedArray } from "../../src/base/dtype.ts";
import type { Backend } from "../../src/codegen/backend.ts";
import { unrolledBackend } from "../../src/codegen/javascript/index.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import { evaluateProgram } from "./evaluate-kernels.ts";
import { allocate } from "./program-builder.ts";

/** The first element that differs by more than the element type's tolerance, or `null`. */
export function findDifference(
  expected: readonly TypedArray[],
  actual: readonly TypedArray[],
): { slot: number; index: number; expected: number; actual: number } | null {
  for (const [slot, array] of expected.entries()) {
    const tolerance = array instanceof Float32Array ? 3e-6 : 1e-12;
    for (const [index, value] of array.entries()) {
      const other = actual[slot]![index]!;
      const scale = Math.max(1, Math.abs(value));
      const agrees =
        Object.is(value, other) || value === other || Math.abs(value - other) <= tolerance * scale;
      if (!agrees) return { slot, index, expected: value, actual: other };
    }
  }
  return null;
}

/** Runs a program twice on a backend, on the same numbers, and expects the direct evaluation both times. */
export function expectAgreement(
  backend: Backend,
  program: KernelProgram,
  values: readonly (readonly number[])[],
): void {
  const fill = (slot: number, index: number) => values[slot]![index]!;
  const [inputs, outputs] = [allocate(program.inputs, fill), allocate(program.outputs, () => 7)];
  evaluateProgram(program, inputs, outputs, backend !== unrolledBackend);
  const { source, run } = backend.compile(program);
  for (let pass = 0; pass < 2; pass++) {
    const [ownInputs, ownOutputs] = [allocate(program.inputs, fill), allocate(program.outputs, () => 7)];
    run(ownInputs, ownOutputs);
    const outputDifference = findDifference(outputs, ownOutputs);
    if (outputDifference !== null) expect.fail(`output ${JSON.stringify(outputDifference)}\n${source}`);
    const inputDifference = findDifference(inputs, ownInputs);
    if (inputDifference !== null) expect.fail(`input ${JSON.stringify(inputDifference)}\n${source}`);
  }
  expect(source).not.toMatch(/undefined|\[[^\]]*NaN/);
}
