/** Runs before every test file: memory that nobody has written yet holds NaN. */

import { poisonFreshMemory } from "../../src/base/fresh-memory.ts";

poisonFreshMemory(true);
