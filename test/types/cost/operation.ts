/** How an operation is held below its ceiling, and which of them are in every run; knows no compiler. */

import { expect } from "vitest";
import { ceilings } from "../../../bench/types/ceilings.ts";
import { countOperation } from "../../../bench/types/measurements.ts";

/** One operation of each family of rules: the others are counted among the slow tests of types. */
export const sample: readonly string[] = [
  "add a row",
  "matmul",
  "reshape with -1",
  "sum(0)",
  "conv2d",
  "einsum",
  "sequential of three",
  "jit call",
];

export function expectBelowCeiling(name: string): void {
  const instantiations = countOperation("TypeScript 7", name);
  expect(instantiations).toBeGreaterThan(1);
  expect(instantiations).toBeLessThanOrEqual(ceilings.operations[name]!);
}
