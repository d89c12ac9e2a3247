/** How operations and programs are held below their ceilings, and what of that is in every run. */

import { expect, test } from "vitest";
import { ceilings } from "../../../bench/types/ceilings.ts";
import type { CompilerName } from "../../../bench/types/compile.ts";
import {
  chainLengths,
  countChain,
  countInstantiations,
  countOperation,
  countProgram,
} from "../../../bench/types/measurements.ts";
import { programNames } from "../../../bench/types/programs.ts";

/** What is in every run; the others are counted among the slow tests of types. */
export const sample: readonly string[] = ["matmul", "conv2d"];

export function expectBelowCeiling(name: string): void {
  const instantiations = countOperation("TypeScript 7", name);
  expect(instantiations).toBeGreaterThan(1);
  expect(instantiations).toBeLessThanOrEqual(ceilings.operations[name]!);
}

/** Holds a compiler to the ceilings of whole programs. */
export function testPrograms(compiler: CompilerName): void {
  test.each(programNames)("%s stays below its ceiling", (name) => {
    const instantiations = countProgram(compiler, name);
    expect(instantiations).toBeGreaterThan(100);
    expect(instantiations).toBeLessThanOrEqual(ceilings.programs[name]);
  });

  test("a program with an error is no measurement", () => {
    expect(() => countInstantiations(compiler, "export const x: string = 1;\n")).toThrow("TS2322");
  });
}

/** Holds a compiler's cost to the length of a program. */
export function testChain(compiler: CompilerName): void {
  test("a chain of distinct shapes costs the same for each operation, however long it is", () => {
    const [half, whole] = chainLengths.map((length) => countChain(compiler, length) / length) as [
      number,
      number,
    ];
    expect(whole).toBeLessThanOrEqual(ceilings.chainOperation);
    expect(whole / half).toBeLessThan(1.1);
  });
}
