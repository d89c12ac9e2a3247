/** Pools of threads over heaps of their own, and programs run on them and alone, bit for bit; knows no op. */

import { expect } from "vitest";
import type { TypedArray } from "../../src/base/dtype.ts";
import type { Backend } from "../../src/codegen/backend.ts";
import { makeWasmBackend } from "../../src/codegen/wasm/index.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import { Heap } from "../../src/runtime/heap.ts";
import { ThreadPool, type ThreadPoolOptions } from "../../src/runtime/threads/thread-pool.ts";
import { allocate } from "../codegen/program-builder.ts";

export interface Threaded {
  readonly pool: ThreadPool;
  readonly heap: Heap;
  readonly backend: Backend;
}

/** Resolves once all workers of a pool have come up. */
export async function comeUp(pool: ThreadPool): Promise<void> {
  while (pool.ready < pool.threads - 1) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A pool that splits kernels of any size, whether it pays or not. */
export async function makeThreads(threads: number, options: ThreadPoolOptions = {}): Promise<Threaded> {
  const heap = new Heap({ isShared: true });
  const pool = new ThreadPool(heap, { leastNanoseconds: 0, backsOff: false, ...options });
  pool.resize(threads);
  await comeUp(pool);
  return { pool, heap, backend: makeWasmBackend(heap, pool) };
}

export const alone: Backend = makeWasmBackend(new Heap());

type Fill = (slot: number, index: number) => number;

function runOn(backend: Backend, program: KernelProgram, fill: Fill): TypedArray[] {
  const [inputs, outputs] = [allocate(program.inputs, fill), allocate(program.outputs, () => 7)];
  const executable = backend.compile(program);
  executable.run(inputs, outputs);
  executable.release?.();
  return [...inputs, ...outputs];
}

const bytesOf = (array: TypedArray): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Runs a program on one thread and on each of the others, and expects the same bits everywhere. */
export function expectSameBits(threaded: readonly Threaded[], program: KernelProgram, fill: Fill): void {
  const expected = runOn(alone, program, fill).map(bytesOf);
  for (const { backend, pool } of threaded) {
    const actual = runOn(backend, program, fill).map(bytesOf);
    const slot = expected.findIndex((bytes, index) => bytes.some((byte, at) => byte !== actual[index]![at]));
    if (slot >= 0) {
      const { source } = backend.compile(program);
      expect.fail(`slot ${slot} differs on ${pool.threads} threads\n${source}`);
    }
  }
}
