/** No type rule costs a compiler more than its ceiling: what is not in every run. */

import { describe, test } from "vitest";
import { ceilings } from "../../../bench/types/ceilings.ts";
import { expectBelowCeiling, sample, testPrograms } from "./ceilings.ts";

const others = Object.keys(ceilings.operations).filter((name) => !sample.includes(name));

test.each(others)("%s stays below its ceiling", expectBelowCeiling);

describe("TypeScript 6", () => testPrograms("TypeScript 6"));
