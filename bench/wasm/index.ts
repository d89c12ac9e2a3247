/** Measures WebAssembly kernels against the looped JavaScript backend; arguments: a part of names, and "js" for both. */

import { dtypes } from "../../src/base/dtype.ts";
import type { Backend } from "../../src/codegen/backend.ts";
import { loopedBackend } from "../../src/codegen/javascript/index.ts";
import { makeWasmBackend } from "../../src/codegen/wasm/index.ts";
import { buildKernels, withRoots } from "../../src/kernel/index.ts";
import { optimizeGraph } from "../../src/optimize/pipeline.ts";
import { Heap } from "../../src/runtime/heap.ts";
import { type KernelWorkload, makeWorkloads } from "./workloads.ts";

const secondsEach = 0.6;

/** The best and median microseconds of one run. */
function measure(
  workload: KernelWorkload,
  backend: Backend,
  heap: Heap | null,
): { best: number; median: number } {
  const traced = { inputs: workload.inputs, outputs: workload.outputs, updates: [] };
  const graph = withRoots(traced, optimizeGraph(traced.outputs, { lacks: backend.lacks }));
  const program = buildKernels(graph, backend);
  const { run } = backend.compile(program);
  const owner = {};
  const slots = [...program.inputs, ...program.outputs];
  const starts = slots.map(({ dtype, length }) => heap?.allocate(length * dtypes[dtype].bytes, owner) ?? 0);
  const arrays = slots.map(({ dtype, length }, index) =>
    heap === null ? dtypes[dtype].allocate(length) : heap.view(dtype, starts[index]!, length),
  );
  const inputs = arrays.slice(0, program.inputs.length);
  const outputs = arrays.slice(program.inputs.length);
  for (const array of inputs)
    for (let i = 0; i < array.length; i++) array[i] = ((i * 7919) % 2003) / 1001.5 - 1;
  run(inputs, outputs);
  const first = performance.now();
  run(inputs, outputs);
  const repeats = Math.max(1, Math.floor(1 / Math.max(performance.now() - first, 1e-4)));
  const times: number[] = [];
  const end = performance.now() + secondsEach * 1000;
  while (performance.now() < end) {
    const start = performance.now();
    for (let repeat = 0; repeat < repeats; repeat++) run(inputs, outputs);
    times.push(((performance.now() - start) / repeats) * 1000);
  }
  times.sort((a, b) => a - b);
  heap?.release(owner);
  return { best: times[0]!, median: times[times.length >> 1]! };
}

const wanted = process.argv[2] ?? "";
const heap = new Heap();
const wasm = makeWasmBackend(heap);
for (const workload of makeWorkloads().filter(({ name }) => name.includes(wanted))) {
  const rate = (microseconds: number): string =>
    workload.unit === "FLOP"
      ? `${(workload.work / microseconds / 1000).toFixed(1)} GFLOP/s`
      : `${((microseconds * 1000) / workload.work).toFixed(2)} ns/element`;
  const { best, median } = measure(workload, wasm, heap);
  const cells = [
    workload.name.padEnd(40),
    `${best.toFixed(1)} µs`,
    `median ${median.toFixed(1)}`,
    rate(best),
  ];
  if (process.argv[3] === "js") {
    const plain = measure(workload, loopedBackend, null);
    cells.push(`JavaScript ${plain.best.toFixed(1)} µs`, `×${(plain.best / best).toFixed(1)}`);
  }
  console.log(cells.join("  "));
}
