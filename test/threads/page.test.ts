/** The way threads start and wait in a page: workers from a blob, told what to do by message, on a main thread that may not sleep. */

import { Worker as NodeWorker } from "node:worker_threads";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { GraphError } from "../../src/base/errors.ts";
import { makeWasmBackend } from "../../src/codegen/wasm/index.ts";
import { Heap } from "../../src/runtime/heap.ts";
import type { WorkerData } from "../../src/runtime/threads/start-worker.ts";
import { ThreadPool } from "../../src/runtime/threads/thread-pool.ts";
import { accessOf, apply, ProgramBuilder, rowMajor } from "../codegen/program-builder.ts";
import { noise } from "../codegen/sites.ts";
import { comeUp, expectSameBits } from "./pools.ts";

const blobs = new Map<string, string>();

/** A page's worker as far as threads use it, on top of Node's: no `process` inside, one message, an event when it fails. */
class PageWorker {
  onerror: ((event: { readonly message?: string }) => void) | null = null;
  readonly #worker: NodeWorker;

  constructor(address: string) {
    const shim = `
      const { parentPort } = process.getBuiltinModule("node:worker_threads");
      process.getBuiltinModule = undefined;
      parentPort.once("message", (data) => globalThis.onmessage({ data }));
    `;
    this.#worker = new NodeWorker(`${shim}${blobs.get(address)}`, { eval: true, execArgv: [] });
    this.#worker.on("error", (error) => this.onerror?.({ message: String(error) }));
    this.#worker.unref();
  }

  postMessage(data: WorkerData): void {
    this.#worker.postMessage(data);
  }

  terminate(): void {
    this.#worker.terminate();
  }
}

const { getBuiltinModule } = process;
const wait = vi.spyOn(Atomics, "wait").mockImplementation(() => {
  throw new TypeError("Atomics.wait cannot be called in this context");
});

beforeAll(() => {
  Object.defineProperty(process, "getBuiltinModule", {
    value: undefined,
    configurable: true,
    writable: true,
  });
  vi.stubGlobal("Worker", PageWorker);
  vi.stubGlobal(
    "Blob",
    class {
      readonly text: string;
      constructor(parts: readonly string[]) {
        this.text = parts.join("");
      }
    },
  );
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    const address = `blob:${blobs.size}`;
    blobs.set(address, (blob as unknown as { readonly text: string }).text);
    return address;
  });
});

afterAll(() => {
  Object.defineProperty(process, "getBuiltinModule", {
    value: getBuiltinModule,
    configurable: true,
    writable: true,
  });
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("gives the same bits, with one blob for all workers and not one sleep on the main thread", async () => {
  const heap = new Heap({ isShared: true });
  const pool = new ThreadPool(heap, { leastNanoseconds: 0, backsOff: false });
  pool.resize(3);
  await comeUp(pool);
  const builder = new ProgramBuilder();
  const [left, right] = [builder.input("f32", 64 * 48), builder.input("f32", 48 * 40)];
  const product = builder.arena("f32", 64 * 40);
  builder.add({
    ...{ kind: "contraction", dtype: "f32", space: [64, 40], depth: 48 },
    left: { buffer: left, access: rowMajor([64, 48]) },
    right: { buffer: right, access: rowMajor([48, 40]) },
    stores: [{ buffer: product, access: rowMajor([64, 40]), value: { kind: "reduced", dtype: "f32" } }],
  });
  builder.loop([64 * 40], {
    buffer: builder.output("f32", 64 * 40),
    access: rowMajor([64 * 40]),
    value: apply("tanh", "f32", builder.load(product, accessOf([64 * 40], [1]))),
  });
  const program = builder.build();
  const threaded = [{ heap, pool, backend: makeWasmBackend(heap, pool) }];
  while (pool.chunksByWorkers === 0) expectSameBits(threaded, program, noise);
  expect(blobs.size).toBe(1);
  // these workers' thread was asked whether it may sleep, whatever other threads may, and never slept
  expect(wait).toHaveBeenCalledTimes(1);
  pool.resize(1);
});

it("says why no worker can be started, and is left with one thread", () => {
  const pool = new ThreadPool(new Heap({ isShared: true }));
  let started = 0;
  class Refusing extends PageWorker {
    constructor(address: string) {
      if (++started === 2) throw new Error("SecurityError: not here");
      super(address);
    }
  }
  vi.stubGlobal("Worker", Refusing);
  expect(() => pool.resize(3)).toThrow(
    new GraphError(
      "threads: no worker can be started here, Error: SecurityError: not here (allow workers, or configure({ threads: 1 }))",
    ),
  );
  expect(pool.threads).toBe(1);
});
