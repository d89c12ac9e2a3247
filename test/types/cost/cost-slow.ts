/** No type rule costs a compiler more than its ceiling, and a program's cost grows no faster than the program. */

import { describe, test } from "vitest";
import { ceilings } from "../../../bench/types/ceilings.ts";
import { expectBelowCeiling, sample, testChain, testPrograms } from "./ceilings.ts";

const others = Object.keys(ceilings.operations).filter((name) => !sample.includes(name));

test.each(others)("%s stays below its ceiling", expectBelowCeiling);

describe("TypeScript 6", () => {
  testPrograms("TypeScript 6");
  testChain("TypeScript 6");
});

describe("TypeScript 7", () => testChain("TypeScript 7"));
