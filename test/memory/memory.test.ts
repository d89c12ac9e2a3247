/** Memory stays flat: over 100,000 compiled steps, over steps built anew, and over programs that are all different. */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
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

test("100,000 compiled steps of a small network", () => {
  const checkpoints = run("trainCompiled");
  expect(checkpoints.map(({ steps }) => steps)).toEqual([20_000, 40_000, 60_000, 80_000, 100_000]);
  const { heap, buffers } = growthOf(checkpoints);
  expect(heap).toBeLessThan(200 * kilobyte);
  expect(buffers).toBeLessThan(8 * kilobyte);
  expect(checkpoints.at(-1)!.loss).toBeLessThan(checkpoints[0]!.loss);
});

test("2,000 steps built anew each time", () => {
  const checkpoints = run("trainEagerly");
  const { heap, buffers } = growthOf(checkpoints);
  expect(heap).toBeLessThan(400 * kilobyte);
  expect(buffers).toBeLessThan(64 * kilobyte);
  expect(checkpoints.at(-1)!.loss).toBeLessThan(checkpoints[0]!.loss);
});

test("3,000 different programs: only so many are kept", () => {
  const { heap, buffers } = growthOf(run("compileManyPrograms"));
  expect(heap).toBeLessThan(2_000 * kilobyte);
  expect(buffers).toBeLessThan(64 * kilobyte);
});
