/** A sample of what type rules cost a compiler stays below its ceiling; the rest is held by the slow tests of types. */

import { describe, expect, test } from "vitest";
import { ceilings } from "../../../bench/types/ceilings.ts";
import { operations } from "../../../bench/types/operations.ts";
import { expectBelowCeiling, sample, testPrograms } from "./ceilings.ts";

test("every operation that is measured has a ceiling, and no other", () => {
  expect(Object.keys(ceilings.operations).sort()).toEqual(Object.keys(operations).sort());
});

test("every operation of the sample is measured", () => {
  expect(sample.filter((name) => !(name in operations))).toEqual([]);
});

test.each(sample)("%s stays below its ceiling", expectBelowCeiling);

describe("TypeScript 7", () => testPrograms("TypeScript 7"));
