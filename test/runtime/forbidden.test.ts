/** Where a page forbids one way of making code, the next best serves, with the same numbers; nothing is needed but the interpreter. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

interface Outcome {
  readonly backend?: string;
  readonly losses?: readonly number[];
  readonly error?: string;
}

const script = fileURLToPath(new URL("step.ts", import.meta.url));
const forbidding = ["--disallow-code-generation-from-strings"];

function run(
  flags: readonly string[],
  ...words: readonly string[]
): { outcome: Outcome; warnings: string[] } {
  const fixed = ["--conditions=microml-source", "--import", "tsx"];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, ...fixed, script, ...words], {
    encoding: "utf8",
  });
  const warnings = stderr.split("\n").filter((line) => line.startsWith("microml"));
  return { outcome: JSON.parse(stdout) as Outcome, warnings };
}

const reference = run([], "with-wasm");

test("by default the step is WebAssembly, and learns", () => {
  expect(reference.outcome.backend).toBe("wasm");
  expect(reference.outcome.losses![4]).toBeLessThan(reference.outcome.losses![0]!);
  expect(reference.warnings).toEqual([]);
});

test.each([
  ["without new Function", forbidding, "with-wasm", "wasm", 0],
  ["without WebAssembly", [], "without-wasm", "javascript-loops", 0],
  ["without the right to compile WebAssembly", [], "refused-wasm", "javascript-loops", 0],
  ["without either", forbidding, "without-wasm", "interpreter", 1],
  ["without the right to either", forbidding, "refused-wasm", "interpreter", 1],
] as const)("%s", (_, flags, word, backend, warned) => {
  const { outcome, warnings } = run(flags, word);
  expect(outcome.backend).toBe(backend);
  outcome.losses!.forEach((loss, step) => {
    expect(loss).toBeCloseTo(reference.outcome.losses![step]!, 4);
  });
  expect(warnings).toHaveLength(warned);
});

test.each([
  [forbidding, "with-wasm", "javascript", "new Function"],
  [[], "without-wasm", "wasm", "WebAssembly with vectors"],
] as const)(
  "a backend asked for by name is refused where it cannot be: %s %s %s",
  (flags, word, named, needs) => {
    const { outcome } = run(flags, word, named);
    expect(outcome.error).toBe(
      `GraphError: configure: backend "${named}" needs ${needs}, not to be had here (use "auto")`,
    );
  },
);
