/**
 * Runs before every test file: memory that nobody has written yet holds NaN, and afterwards all settings are the default ones, so
 * that files of one worker do not differ by what ran before them.
 */

import { afterAll } from "vitest";
import { poisonFreshMemory } from "../../src/base/fresh-memory.ts";
import { canFuseMultiplyAdd } from "../../src/codegen/wasm/features.ts";
import { configure } from "../../src/index.ts";
import { replaceHeap, theHeap } from "../../src/runtime/index.ts";

poisonFreshMemory(true);
// asked, once for all, before a test sets flags of the engine
canFuseMultiplyAdd();

afterAll(() => {
  configure({ backend: "auto", threads: 1, verify: false, debug: 0 });
  if (theHeap().isShared) replaceHeap({});
});
