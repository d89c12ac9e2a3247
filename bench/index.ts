/** Runs the benchmarks whose name holds the first argument, or all, and prints one table. */

import { makeDigitsStep } from "./digits-step.ts";
import { makeMatmul } from "./matmul.ts";
import { formatHead, formatRow, measure } from "./measure.ts";
import { makeEagerMlpStep, makeMlpStep } from "./mlp-step.ts";
import { makeScalarGraph } from "./scalar-graph.ts";
import { makeCompiledCall, makeUncompiledCall } from "./small-calls.ts";
import type { Workload } from "./workload.ts";
import { makeXorStep } from "./xor-step.ts";

const makers: readonly (() => Workload)[] = [
  makeXorStep,
  makeCompiledCall,
  makeUncompiledCall,
  makeScalarGraph,
  makeDigitsStep,
  makeMlpStep,
  makeEagerMlpStep,
  makeMatmul,
];
const secondsEach = 2;

const wanted = process.argv[2]?.toLowerCase() ?? "";
const workloads = makers.map((make) => make());
const chosen = workloads.filter(({ name }) => name.toLowerCase().includes(wanted));
if (chosen.length === 0) {
  const names = workloads.map(({ name }) => name).join("; ");
  console.error(`bench: no benchmark's name holds "${wanted}" (there are: ${names})`);
  process.exitCode = 1;
} else {
  const width = Math.max(...chosen.map(({ name }) => name.length));
  console.log(formatHead(width));
  for (const workload of chosen) console.log(formatRow(measure(workload, secondsEach), width));
}
