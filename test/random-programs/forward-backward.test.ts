/** Random programs over the whole vocabulary give, on every executor, what real numbers give within bounds found for each. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { FloatDType } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { buildProgram, type Program, programs } from "./program.ts";
import { findBounds, findFaults, isDecided, listShares, runAtOnce, runOneByOne } from "./run.ts";
import { runs, seed } from "./settings.ts";
import { vocabulary } from "./vocabulary.ts";

const used = new Set<string>();
/** Every bound there was, as a share of its output's largest element. */
const shares: Record<FloatDType, number[]> = { f32: [], f64: [] };

/** Unrolled code has a statement for each element: not for long rows. */
const mostUnrolled = 1500;

/** What is wrong with a program, in lines with the program above them; `null` where rounding decides. */
function check(program: Program, float: FloatDType): string | null {
  const built = buildProgram(program, float);
  const bounds = findBounds(built, float);
  if (!isDecided(bounds)) return null;
  for (const name of built.used) used.add(name);
  shares[float].push(...listShares(bounds));
  const elements = built.inputs.reduce((sum, { exact }) => sum + exact.length, 0);
  const able = executors.filter(
    (executor) => executor !== "javascript-unrolled" || elements * built.used.length <= mostUnrolled,
  );
  const faults = [
    ...able.flatMap((executor) =>
      findFaults(runAtOnce(built, executor), bounds).map((fault) => `${executor}: ${fault}`),
    ),
    ...findFaults(runOneByOne(built, "wasm"), bounds).map((fault) => `wasm, one by one: ${fault}`),
  ];
  return faults.length === 0 ? "" : ["", ...built.text, ...faults].join("\n");
}

test.each(["f32", "f64"] as const)(`in %s (seed ${seed}, ${runs} programs)`, (float) => {
  fc.assert(
    fc.property(programs, (program) => {
      const fault = check(program, float);
      fc.pre(fault !== null);
      if (fault !== "") throw new Error(fault!);
    }),
    { seed, numRuns: runs },
  );
});

test.each([
  ["f32", 1e-4],
  ["f64", 1e-13],
] as const)(
  "the bounds in %s leave faults no room: half of them are below %s of the result",
  (float, least) => {
    const sorted = shares[float].sort((a, b) => a - b);
    expect(sorted.length).toBeGreaterThan(0);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(least);
  },
);

test("every row of every table took part", () => {
  const missing = (): number[] => vocabulary.flatMap(({ name }, op) => (used.has(name) ? [] : [op]));
  // Programs of those steps only that have not been met yet, until there are none.
  for (let round = 0; round < 40 && missing().length > 0; round++) {
    const [program] = fc.sample(programs, { seed: seed + 1 + round, numRuns: 1 }) as [Program];
    const steps = missing()
      .slice(0, 12)
      .map((op, at) => ({ op, key: round * 31 + at, reads: [at, at + round] }));
    expect(check({ ...program, steps }, round % 2 === 0 ? "f32" : "f64") ?? "").toBe("");
  }
  expect(missing().map((op) => vocabulary[op]!.name)).toEqual([]);
});
