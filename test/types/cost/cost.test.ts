/** What type rules cost the compilers stays below its ceiling, and a program's cost grows no faster than the program. */

import { describe, expect, test } from "vitest";
import { ceilings } from "../../../bench/types/ceilings.ts";
import { compilerNames } from "../../../bench/types/compile.ts";
import {
  chainLengths,
  countChain,
  countInstantiations,
  countProgram,
} from "../../../bench/types/measurements.ts";
import { operations } from "../../../bench/types/operations.ts";
import { programNames } from "../../../bench/types/programs.ts";
import { expectBelowCeiling, sample } from "./operation.ts";

test("every operation that is measured has a ceiling, and no other", () => {
  expect(Object.keys(ceilings.operations).sort()).toEqual(Object.keys(operations).sort());
});

test("every operation of the sample is measured", () => {
  expect(sample.filter((name) => !(name in operations))).toEqual([]);
});

test.each(sample)("%s stays below its ceiling", expectBelowCeiling);

describe.each(compilerNames)("%s", (compiler) => {
  test.each(programNames)("%s stays below its ceiling", (name) => {
    const instantiations = countProgram(compiler, name);
    expect(instantiations).toBeGreaterThan(100);
    expect(instantiations).toBeLessThanOrEqual(ceilings.programs[name]);
  });

  test("a chain of distinct shapes costs the same for each operation, however long it is", () => {
    const [half, whole] = chainLengths.map((length) => countChain(compiler, length) / length) as [
      number,
      number,
    ];
    expect(whole).toBeLessThanOrEqual(ceilings.chainOperation);
    expect(whole / half).toBeLessThan(1.1);
  });

  test("a program with an error is no measurement", () => {
    expect(() => countInstantiations(compiler, "export const x: string = 1;\n")).toThrow("TS2322");
  });
});
