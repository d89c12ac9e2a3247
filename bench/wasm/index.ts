/** Measures WebAssembly kernels; arguments: a part of names, then "js" or "threads" (and how many) for something beside them. */

import { dtypes } from "../../src/base/dtype.ts";
import type { Backend } from "../../src/codegen/backend.ts";
import { loopedBackend } from "../../src/codegen/javascript/index.ts";
import { makeWasmBackend } from "../../src/codegen/wasm/index.ts";
import { buildKernels, withRoots } from "../../src/kernel/index.ts";
import { optimizeGraph } from "../../src/optimize/pipeline.ts";
import { Heap } from "../../src/runtime/heap.ts";
import { ThreadPool } from "../../src/runtime/threads/thread-pool.ts";
import { type KernelWorkload, makeWorkloads } from "./workloads.ts";

const secondsEach = 0.6;

/** A backend and the heap it runs in, if it does. */
interface Contender {
  readonly name: string;
  readonly backend: Backend;
  readonly heap: Heap | null;
}

/** A workload ready to run on one backend, and the way to give its memory back. */
function prepare({ inputs, outputs }: KernelWorkload, { backend, heap }: Contender) {
  const traced = { inputs, outputs, updates: [] };
  const graph = withRoots(traced, optimizeGraph(traced.outputs, { lacks: backend.lacks }));
  const program = buildKernels(graph, backend);
  const executable = backend.compile(program);
  const owner = {};
  const slots = [...program.inputs, ...program.outputs];
  const starts = slots.map(({ dtype, length }) => heap?.allocate(length * dtypes[dtype].bytes, owner) ?? 0);
  const arrays = slots.map(({ dtype, length }, index) =>
    heap === null ? dtypes[dtype].allocate(length) : heap.view(dtype, starts[index]!, length),
  );
  const given = arrays.slice(0, program.inputs.length);
  const results = arrays.slice(program.inputs.length);
  for (const array of given)
    for (let i = 0; i < array.length; i++) array[i] = ((i * 7919) % 2003) / 1001.5 - 1;
  return {
    run: () => executable.run(given, results),
    release: () => {
      executable.release?.();
      heap?.release(owner);
    },
  };
}

/** The best and median microseconds of one run on each contender, in turns, so that noise meets all of them. */
function measure(workload: KernelWorkload, contenders: readonly Contender[]) {
  const measured = contenders.map((contender) => {
    const { run, release } = prepare(workload, contender);
    run();
    const first = performance.now();
    run();
    const repeats = Math.max(1, Math.floor(1 / Math.max(performance.now() - first, 1e-4)));
    return { run, release, repeats, times: [] as number[] };
  });
  const end = performance.now() + secondsEach * contenders.length * 1000;
  while (performance.now() < end) {
    for (const { run, repeats, times } of measured) {
      const start = performance.now();
      for (let repeat = 0; repeat < repeats; repeat++) run();
      times.push(((performance.now() - start) / repeats) * 1000);
    }
  }
  return measured.map(({ release, times }) => {
    release();
    times.sort((a, b) => a - b);
    return { best: times[0]!, median: times[times.length >> 1]! };
  });
}

/** A pool of threads that are awake. */
async function startThreads(count: number): Promise<{ heap: Heap; pool: ThreadPool }> {
  const heap = new Heap({ isShared: true });
  const pool = new ThreadPool(heap);
  pool.resize(count);
  while (pool.ready < count - 1) await new Promise((resolve) => setTimeout(resolve, 5));
  return { heap, pool };
}

const [wanted = "", beside, count = "2"] = process.argv.slice(2);
const heap = new Heap();
const contenders: Contender[] = [{ name: "wasm", backend: makeWasmBackend(heap), heap }];
if (beside === "js") contenders.push({ name: "JavaScript", backend: loopedBackend, heap: null });
if (beside === "threads") {
  const threads = await startThreads(Number(count));
  const backend = makeWasmBackend(threads.heap, threads.pool);
  contenders.push({ name: `${count} threads`, backend, heap: threads.heap });
}
for (const workload of makeWorkloads().filter(({ name }) => name.includes(wanted))) {
  const rate = (microseconds: number): string =>
    workload.unit === "FLOP"
      ? `${(workload.work / microseconds / 1000).toFixed(1)} GFLOP/s`
      : `${((microseconds * 1000) / workload.work).toFixed(2)} ns/element`;
  const [own, ...others] = measure(workload, contenders);
  const cells = [
    workload.name.padEnd(40),
    `${own!.best.toFixed(1)} µs`,
    `median ${own!.median.toFixed(1)}`,
    rate(own!.best),
  ];
  others.forEach(({ best, median }, index) => {
    const ratio = `×${(best / own!.best).toFixed(2)} (median ×${(median / own!.median).toFixed(2)})`;
    cells.push(`${contenders[index + 1]!.name} ${best.toFixed(1)} µs`, `median ${median.toFixed(1)}`, ratio);
  });
  console.log(cells.join("  "));
}
