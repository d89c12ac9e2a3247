/** Threads as users meet them: asked for in one line, the same numbers, a process that ends, and clear words where they cannot be. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { configure, GraphError, jit, parameter, uniform, ValueError } from "microml";
import { sgd } from "microml/optim";
import { afterEach, describe, expect, it, test, vi } from "vitest";

const script = fileURLToPath(new URL("step.ts", import.meta.url));

/** What the script prints; a process that workers keep alive is killed and prints nothing. */
function run(threads: number, word: string, flags: readonly string[] = []): unknown {
  const fixed = ["--conditions=microml-source", "--import", "tsx"];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, ...fixed, script, String(threads), word],
    { encoding: "utf8", timeout: 60_000 },
  );
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("a training step gives the same losses on any number of threads, and the process ends by itself", () => {
  const { losses, isSplit } = run(1, "") as { losses: number[]; isSplit: boolean };
  expect(losses[10]).toBeLessThan(losses[0]!);
  expect(isSplit).toBe(false);
  expect(run(3, "")).toEqual({ losses, isSplit: true });
  expect(run(2, "alone", ["--disallow-code-generation-from-strings"])).toEqual({ losses, isSplit: true });
});

test("what was compiled before goes on with one thread, and parameters follow from heap to heap", () => {
  configure({ backend: "wasm" });
  const weight = parameter(uniform([300, 300], { seed: 1 }));
  const optimizer = sgd([weight], { learningRate: 0.1 });
  const input = uniform([300, 300], { seed: 2 });
  const compile = () =>
    jit(() => {
      const loss = input.matmul(weight).square().mean();
      optimizer.minimize(loss);
      return loss;
    });
  const train = (steps: readonly (() => { item(): number })[]) => {
    weight.assign(uniform([300, 300], { seed: 1 }));
    return Array.from({ length: 6 }, (_, at) => steps[at % steps.length]!().item());
  };
  const before = compile();
  const expected = train([before]);
  configure({ threads: 2 });
  const shared = compile();
  expect(train([shared])).toEqual(expected);
  expect(shared.explain()).toContain("call $share");
  expect(train([before, shared])).toEqual(expected);
  configure({ threads: 1 });
  const after = compile();
  expect(train([shared, before, after])).toEqual(expected);
  expect(after.explain()).not.toContain("call $share");
  configure({ backend: "auto" });
});

describe("configure", () => {
  it.each([0, -1, 2.5, Number.NaN, 65, Number.POSITIVE_INFINITY])("refuses %d threads", (threads) => {
    expect(() => configure({ threads })).toThrow(
      new ValueError(`configure: threads has to be a whole number from 1 to 64, got ${threads}`),
    );
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([
    ["SharedArrayBuffer", undefined],
    ["crossOriginIsolated", false],
  ])("says what a page lacks: %s is %s", (name, value) => {
    vi.stubGlobal(name, value);
    expect(() => configure({ threads: 2 })).toThrow(
      new GraphError(
        "configure: 2 threads need SharedArrayBuffer, not to be had in this page (serve it with the headers " +
          "Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp)",
      ),
    );
  });

  it("says so where there are no workers", () => {
    vi.stubGlobal("process", { ...process, getBuiltinModule: undefined });
    expect(() => configure({ threads: 2 })).toThrow(
      new GraphError("configure: 2 threads need workers, not to be had here (use threads: 1)"),
    );
  });

  it("takes one thread for granted", () => {
    expect(() => configure({ threads: 1 })).not.toThrow();
  });
});
