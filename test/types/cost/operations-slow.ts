/** No operation costs the compiler more than its ceiling: those that are not in the sample of every run. */

import { test } from "vitest";
import { ceilings } from "../../../bench/types/ceilings.ts";
import { expectBelowCeiling, sample } from "./operation.ts";

const others = Object.keys(ceilings.operations).filter((name) => !sample.includes(name));

test.each(others)("%s stays below its ceiling", expectBelowCeiling);
