/** The benchmarks run, print their table, and do not keep failures to themselves. */

import { describe, expect, test } from "vitest";
import { measure } from "../../bench/measure.ts";
import { runScript } from "./run-example.ts";

test("npm run bench prints a row with a rate, a time and a margin", () => {
  const { code, output, errors } = runScript("bench", "xor");
  expect(errors).toBe("");
  expect(code).toBe(0);
  const [head, row, ...more] = output.trimEnd().split("\n");
  expect(head).toMatch(/^benchmark\s+ops\/s\s+time per op\s+±rme$/);
  expect(row).toMatch(/^XOR 2-4-1 train step\s+[\d,]+\s+[\d.]+ (s|ms|µs|ns)\s+±[\d.]+ %$/);
  expect(more).toEqual([]);
});

test("an unknown benchmark is one line and exit code 1", () => {
  const { code, output, errors } = runScript("bench", "no such thing");
  expect(code).toBe(1);
  expect(output).toBe("");
  expect(errors).toMatch(/^bench: no benchmark's name holds "no such thing" \(there are: .*XOR.*\)\n$/);
});

describe("measure", () => {
  test("counts what was done", () => {
    let runs = 0;
    const run = () => {
      runs++;
    };
    const { name, perSecond, margin } = measure({ name: "count", run, result: () => runs }, 0.05);
    expect(name).toBe("count");
    expect(runs).toBeGreaterThan(0);
    expect(perSecond).toBeGreaterThan(0);
    expect(margin).toBeGreaterThanOrEqual(0);
  });

  test("throws what the workload threw", () => {
    const run = () => {
      throw new Error("no paper");
    };
    expect(() => measure({ name: "broken", run, result: () => 1 }, 0.05)).toThrow("no paper");
  });

  test("refuses a result that is not finite", () => {
    const workload = { name: "lost", run: () => {}, result: () => Number.NaN };
    expect(() => measure(workload, 0.05)).toThrow("lost: the result is NaN, not a finite number");
  });
});
