/** What goes wrong on a worker: refused data is the same error as on one thread, and a worker that ends costs one call. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ThreadError, ValueError } from "../../src/base/errors.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import { wordCount, words } from "../../src/runtime/threads/control-block.ts";
import { workerSource } from "../../src/runtime/threads/worker-source.ts";
import { accessOf, apply, constant, ProgramBuilder, rowMajor } from "../codegen/program-builder.ts";
import { comeUp, makeThreads, type Threaded } from "./pools.ts";

const count = 400;
const origin = new Error("the user's call");

/** y[i] = x[position[i]] for every i, then state ← 2·state. */
function gatherProgram(): KernelProgram {
  const builder = new ProgramBuilder();
  const table = builder.input("f32", 5);
  const position = builder.load(builder.input("i32", count), rowMajor([count]));
  const state = builder.input("f32", 2);
  const fault = builder.fault("gather", 5, origin);
  const place = { buffer: table, access: accessOf([count], [0]), stride: 1, limit: 5, fault };
  const value = { kind: "gather", dtype: "f32", position, ...place } as const;
  builder.loop([count], { buffer: builder.output("f32", count), access: rowMajor([count]), value });
  builder.startCommit();
  const double = apply("mul", "f32", builder.load(state, rowMajor([2])), constant(2, "f32"));
  builder.loop([2], { buffer: state, access: rowMajor([2]), value: double });
  return builder.build();
}

const table = Float32Array.of(10, 11, 12, 13, 14);

/** What a call of the program throws, and the state after it. */
function call(
  { backend }: Threaded,
  positions: Int32Array,
): { error: unknown; state: number[]; y: Float32Array } {
  const [state, y] = [Float32Array.of(1, 2), new Float32Array(count)];
  try {
    backend.compile(gatherProgram()).run([table, positions, state], [y]);
    return { error: null, state: [...state], y };
  } catch (error) {
    return { error, state: [...state], y };
  }
}

describe("refused data", () => {
  let threaded: Threaded;
  beforeAll(async () => {
    threaded = await makeThreads(3);
  });
  afterAll(() => threaded.pool.resize(1));

  it("is named as one thread would name it, the first of several, and nothing has changed", () => {
    for (let round = 0; round < 100; round++) {
      const positions = new Int32Array(count).fill(3);
      const first = (round * 37) % count;
      for (const at of [first, first + 61, first + 200]) if (at < count) positions[at] = 1000 + at;
      const { error, state } = call(threaded, positions);
      expect(error).toBeInstanceOf(ValueError);
      const message = `gather: index ${1000 + first} is out of range for an axis of size 5`;
      expect((error as ValueError).message).toBe(message);
      expect((error as ValueError).cause).toBe(origin);
      expect(state).toEqual([1, 2]);
      const right = call(threaded, new Int32Array(count).fill(4));
      expect(right).toEqual({ error: null, state: [2, 4], y: new Float32Array(count).fill(14) });
    }
    expect(threaded.pool.chunksByWorkers).toBeGreaterThan(20);
  });
});

/** What workers run when the first one of a heap does something else first; the heap's first word is nobody's. */
const sourceWithFirst = (deed: string): string => `
  const { workerData } = process.getBuiltinModule("node:worker_threads");
  if (Atomics.add(new Int32Array(workerData.memory.buffer, 0, 1), 0, 1) === 0) { ${deed} }
${workerSource}`;

/** Has a worker's kernels do something else. */
const inKernels = (deed: string): string => `
  const Real = WebAssembly.Instance;
  WebAssembly.Instance = class {
    constructor(module, imports) {
      new Real(module, imports);
      this.exports = new Proxy({}, { get: () => () => { ${deed} } });
    }
  };`;

/** Lets events arrive. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Calls until workers have done some of the work, which they do sooner or later; every call succeeds. */
async function callUntilHelped(threaded: Threaded): Promise<void> {
  await comeUp(threaded.pool);
  const before = threaded.pool.chunksByWorkers;
  while (threaded.pool.chunksByWorkers === before) {
    const { error, state, y } = call(threaded, new Int32Array(count).fill(1));
    expect(error).toBeNull();
    expect(state).toEqual([2, 4]);
    expect(y).toEqual(new Float32Array(count).fill(11));
    await breathe();
  }
}

describe.each([
  ["exits", "process.exit(3);"],
  ["throws", "throw new RangeError('out of everything');"],
  ["never returns", "for (;;);"],
])("a worker that %s in the middle of a call", (_, deed) => {
  it("costs that call and no other, and changes nothing", async () => {
    const threaded = await makeThreads(2, { patience: 400, source: sourceWithFirst(inKernels(deed)) });
    const positions = new Int32Array(count).fill(2);
    let { error, state } = call(threaded, positions);
    while (error === null) {
      await breathe();
      ({ error, state } = call(threaded, positions));
    }
    expect(error).toBeInstanceOf(ThreadError);
    expect((error as ThreadError).message).toBe(
      "threads: a worker ended while it ran kernel 0, so nothing was changed (call again: new workers have started)",
    );
    expect(state).toEqual([1, 2]);
    const next = call(threaded, positions);
    expect(next).toEqual({ error: null, state: [2, 4], y: new Float32Array(count).fill(12) });
    await callUntilHelped(threaded);
    threaded.pool.resize(1);
  });
});

it("a worker that ends between calls goes unnoticed, and another takes its place", async () => {
  const comeUpAndEnd = `
    Atomics.add(new Int32Array(workerData.memory.buffer, workerData.control, ${wordCount}), ${words.ready}, 1);
    process.exit(0);`;
  const threaded = await makeThreads(2, { source: sourceWithFirst(comeUpAndEnd) });
  await callUntilHelped(threaded);
  threaded.pool.resize(1);
});

it("a worker lets go of programs that are released, however many, and their memory is free again", async () => {
  // a word nobody uses tells how many programs the worker knows
  const counting = `
    const known = new Int32Array(workerData.memory.buffer, 4, 1);
    globalThis.Map = class extends Map {
      set(key, value) { super.set(key, value); known[0] = this.size; return this; }
      delete(key) { const was = super.delete(key); known[0] = this.size; return was; }
      clear() { super.clear(); known[0] = 0; }
    };`;
  const { heap, pool, backend } = await makeThreads(2, { source: sourceWithFirst(counting) });
  const known = new Int32Array(heap.memory.buffer, 4, 1);
  const before = heap.usedBytes;
  const program = gatherProgram();
  const runOnce = () => {
    const executable = backend.compile(program);
    executable.run([table, new Int32Array(count).fill(3), Float32Array.of(1, 2)], [new Float32Array(count)]);
    return executable;
  };
  const kept = Array.from({ length: 40 }, runOnce);
  while (Atomics.load(known, 0) < 5) {
    await breathe();
    kept.push(runOnce());
  }
  for (const executable of kept) executable.release!();
  expect(heap.usedBytes).toBe(before);
  while (Atomics.load(known, 0) > 0) await breathe();
  pool.resize(1);
});
