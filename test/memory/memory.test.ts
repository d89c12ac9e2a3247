/** Memory stays flat: over a million small compiled steps, a thousand large ones, steps built anew, and ever new programs. */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Checkpoint } from "./measure.ts";

const script = fileURLToPath(new URL("./measure.ts", import.meta.url));
const options = ["--expose-gc", "--conditions=microml-source", "--import", "tsx"];

function run(scenario: string): Checkpoint[] {
  const output = execFileSync(process.execPath, [...options, script, scenario], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(output) as Checkpoint[];
}

const kilobyte = 1024;

/** How much more is held at the end than at the first checkpoint, by which everything lazy has been made. */
function growthOf(checkpoints: readonly Checkpoint[]): { heap: number; buffers: number } {
  const [first, last] = [checkpoints[0]!, checkpoints.at(-1)!];
  return { heap: last.heap - first.heap, buffers: last.buffers - first.buffers };
}

/** The same bytes in use at every checkpoint, and the same pages. */
function expectFlatHeap(checkpoints: readonly Checkpoint[]): void {
  const [first] = checkpoints;
  for (const { used, total } of checkpoints)
    expect({ used, total }).toEqual({ used: first!.used, total: first!.total });
}

describe.each(["trainTinyInJavaScript", "trainTinyInWasm"])("1,000,000 small steps: %s", (scenario) => {
  test("leave memory as it was after the first fifth", () => {
    const checkpoints = run(scenario);
    const { heap, buffers } = growthOf(checkpoints);
    expect(checkpoints.at(-1)!.steps).toBe(1_000_000);
    expect(heap).toBeLessThan(600 * kilobyte);
    expect(buffers).toBeLessThan(8 * kilobyte);
    expectFlatHeap(checkpoints);
    expect(checkpoints.at(-1)!.loss).toBeLessThan(checkpoints[0]!.loss);
  });
});

test("1,000 large steps, with parameters read and replaced in between", () => {
  const checkpoints = run("trainLarge");
  const { heap, buffers } = growthOf(checkpoints);
  expect(checkpoints.at(-1)!.steps).toBe(1000);
  expect(heap).toBeLessThan(1000 * kilobyte);
  expect(buffers).toBeLessThan(64 * kilobyte);
  expectFlatHeap(checkpoints);
  expect(checkpoints.at(-1)!.loss).toBeLessThan(checkpoints[0]!.loss);
});

test("networks that are dropped give their blocks back", () => {
  const checkpoints = run("dropNetworks");
  const perNetwork = 3 * 100 * 100 * 4;
  const [first, last] = [checkpoints[0]!, checkpoints.at(-1)!];
  expect(last.used - first.used).toBeLessThan(3 * perNetwork);
  expect(last.total).toBe(checkpoints[1]!.total);
});

test("2,000 steps built anew each time", () => {
  const checkpoints = run("trainEagerly");
  const { heap, buffers } = growthOf(checkpoints);
  expect(heap).toBeLessThan(600 * kilobyte);
  expect(buffers).toBeLessThan(64 * kilobyte);
  expectFlatHeap(checkpoints);
  expect(checkpoints.at(-1)!.loss).toBeLessThan(checkpoints[0]!.loss);
});

test("500 large steps built anew each time, with old graphs read in between", () => {
  const checkpoints = run("trainLargeEagerly");
  const { heap, buffers } = growthOf(checkpoints);
  expect(heap).toBeLessThan(1000 * kilobyte);
  expect(buffers).toBeLessThan(64 * kilobyte);
  expectFlatHeap(checkpoints);
  expect(checkpoints.at(-1)!.loss).toBeLessThan(checkpoints[0]!.loss);
});

test("large parameters that are trained and dropped without a pause leave no more than what is kept for later", () => {
  const checkpoints = run("dropParameters");
  const kept = 2 ** 26 + 2 ** 23;
  for (const { used, buffers } of checkpoints) {
    expect(used).toBeLessThan(kept);
    expect(buffers).toBeLessThan(kept);
  }
  expect(checkpoints.at(-1)!.total).toBe(checkpoints[1]!.total);
});

test("1,800 different programs: only so many are kept", () => {
  const { heap, buffers } = growthOf(run("compileManyPrograms"));
  expect(heap).toBeLessThan(2_000 * kilobyte);
  expect(buffers).toBeLessThan(64 * kilobyte);
});
