/** Runs the benchmarks (those whose name holds the first argument, or all) and prints one table. */

import Benchmark from "benchmark";
import { makeDigitsStep } from "./digits-step.ts";
import { makeMatmul } from "./matmul.ts";
import { makeScalarGraph } from "./scalar-graph.ts";
import type { Workload } from "./workload.ts";
import { makeXorStep } from "./xor-step.ts";

const makers: readonly (() => Workload)[] = [makeXorStep, makeScalarGraph, makeDigitsStep, makeMatmul];

/** One measured row: operations a second, and the relative margin of error in percent. */
interface Measurement {
  readonly name: string;
  readonly perSecond: number;
  readonly margin: number;
}

/** Measures one workload; throws what the workload threw, which benchmark.js would keep to itself. */
function measure(workload: Workload): Measurement {
  const failures: unknown[] = [];
  const benchmark = new Benchmark(workload.name, workload.run, {
    maxTime: 2,
    onError: () => failures.push(benchmark.error),
  });
  benchmark.run({ async: false });
  if (failures.length > 0) throw failures[0];
  const result = workload.result();
  if (!Number.isFinite(result))
    throw new Error(`${workload.name}: the result is ${result}, not a finite number`);
  return { name: workload.name, perSecond: benchmark.hz, margin: benchmark.stats.rme };
}

/** A duration in the unit that keeps one to three digits before the point. */
function formatSeconds(seconds: number): string {
  const units = [
    [1, "s"],
    [1e-3, "ms"],
    [1e-6, "µs"],
  ] as const;
  const [size, unit] = units.find(([each]) => seconds >= each) ?? [1e-9, "ns"];
  return `${(seconds / size).toFixed(2)} ${unit}`;
}

const wanted = process.argv[2]?.toLowerCase() ?? "";
const workloads = makers.map((make) => make()).filter(({ name }) => name.toLowerCase().includes(wanted));
if (workloads.length === 0) throw new Error(`bench: no benchmark's name holds "${wanted}"`);
const width = Math.max(...workloads.map(({ name }) => name.length));
console.log(
  `${"benchmark".padEnd(width)}  ${"ops/s".padStart(12)}  ${"time per op".padStart(12)}  ${"±rme".padStart(8)}`,
);
for (const workload of workloads) {
  const { name, perSecond, margin } = measure(workload);
  const rate = Math.round(perSecond).toLocaleString("en-US").padStart(12);
  const time = formatSeconds(1 / perSecond).padStart(12);
  console.log(`${name.padEnd(width)}  ${rate}  ${time}  ${`±${margin.toFixed(1)} %`.padStart(8)}`);
}
