/** How the nightly run goes: the random properties of every day, many more of them, from a seed of its own; knows no test. */

import { defineConfig } from "vitest/config";
import everyTest from "../../vitest.config.ts";

/** `NIGHTLY_SEED` repeats a run, `NIGHTLY_SCALE` makes it longer or shorter. */
const seed = process.env.NIGHTLY_SEED ?? String(Date.now() % 1_000_000_007);
const scale = Number(process.env.NIGHTLY_SCALE ?? 1);
/** Never fewer than on any day, which some tests' counts rely on. */
const many = (daily: number, times: number): string =>
  String(Math.max(daily, Math.round(daily * times * scale)));
console.log(`nightly: NIGHTLY_SEED=${seed} repeats this run`);

export default defineConfig({
  ...everyTest,
  test: {
    ...everyTest.test,
    include: ["agreement", "codegen", "contract", "random-programs"].map(
      (folder) => `test/${folder}/**/*.test.ts`,
    ),
    env: {
      AGREEMENT_SEED: seed,
      AGREEMENT_RUNS: many(100, 20),
      CONTRACT_SEED: seed,
      CONTRACT_RUNS: many(6, 20),
      MICROML_SEED: seed,
      MICROML_RUNS: many(300, 40),
      PROGRAM_SEED: seed,
      PROGRAM_RUNS: many(20, 100),
    },
    testTimeout: 6 * 60 * 60 * 1000,
  },
});
