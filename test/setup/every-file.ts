/** Runs before every test file: memory that nobody has written yet holds NaN, and afterwards all settings are the default ones. */

import { afterAll } from "vitest";
import { poisonFreshMemory } from "../../src/base/fresh-memory.ts";
import { configure } from "../../src/index.ts";

poisonFreshMemory(true);

afterAll(() => configure({ backend: "auto", threads: 1, verify: false, debug: 0 }));
