/** No type rule costs the compilers more than its ceiling, and a program's cost grows no faster than the program. */

import { describe, expect, test } from "vitest";
import { ceilings } from "../../../bench/types/ceilings.ts";
import { compilerNames, measureCost } from "../../../bench/types/compile.ts";
import {
  chainLengths,
  measureChain,
  measureOperation,
  measureProgram,
} from "../../../bench/types/measurements.ts";
import { operations } from "../../../bench/types/operations.ts";
import { programNames } from "../../../bench/types/programs.ts";

test("every operation that is measured has a ceiling, and no other", () => {
  expect(Object.keys(ceilings.operations).sort()).toEqual(Object.keys(operations).sort());
});

test.each(Object.entries(ceilings.operations))("%s stays below %i instantiations", (name, ceiling) => {
  const instantiations = measureOperation("TypeScript 7", name);
  expect(instantiations).toBeGreaterThan(1);
  expect(instantiations).toBeLessThanOrEqual(ceiling);
});

describe.each(compilerNames)("%s", (compiler) => {
  test.each(programNames)("%s stays below its ceiling", (name) => {
    const { instantiations } = measureProgram(compiler, name);
    expect(instantiations).toBeGreaterThan(100);
    expect(instantiations).toBeLessThanOrEqual(ceilings.programs[name]);
  });

  test("a chain of distinct shapes costs the same for each operation, however long it is", () => {
    const [half, whole] = chainLengths.map(
      (length) => measureChain(compiler, length).instantiations / length,
    ) as [number, number];
    expect(whole).toBeLessThanOrEqual(ceilings.chainOperation);
    expect(whole / half).toBeLessThan(1.1);
  });

  test("a program with an error is no measurement", () => {
    expect(() => measureCost(compiler, "export const x: string = 1;\n")).toThrow("TS2322");
  });
});
