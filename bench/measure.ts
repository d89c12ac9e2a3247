/** Measures one workload with benchmark.js and writes the result as a row; knows no workload. */

import Benchmark from "benchmark";
import type { Workload } from "./workload.ts";

/** Operations a second, and the relative margin of error in percent. */
export interface Measurement {
  readonly name: string;
  readonly perSecond: number;
  readonly margin: number;
}

/** Measures for about `seconds`; throws what the workload threw, which benchmark.js would keep to itself. */
export function measure(workload: Workload, seconds: number): Measurement {
  const failures: unknown[] = [];
  const benchmark = new Benchmark(workload.name, workload.run, {
    maxTime: seconds,
    onError: () => failures.push(benchmark.error),
  });
  benchmark.run({ async: false });
  if (failures.length > 0) throw failures[0];
  const result = workload.result();
  if (!Number.isFinite(result)) {
    throw new Error(`${workload.name}: the result is ${result}, not a finite number`);
  }
  return { name: workload.name, perSecond: benchmark.hz, margin: benchmark.stats.rme };
}

/** The table's head, for names of the given width. */
export function formatHead(width: number): string {
  return `${"benchmark".padEnd(width)}  ${"ops/s".padStart(12)}  ${"time per op".padStart(12)}  ${"±rme".padStart(8)}`;
}

/** One row of the table. */
export function formatRow({ name, perSecond, margin }: Measurement, width: number): string {
  const rate = Math.round(perSecond).toLocaleString("en-US").padStart(12);
  const time = formatSeconds(1 / perSecond).padStart(12);
  return `${name.padEnd(width)}  ${rate}  ${time}  ${`±${margin.toFixed(1)} %`.padStart(8)}`;
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
