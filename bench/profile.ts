/**
 * Where a call's time goes, kernel by kernel: `npm run bench:profile part-of-a-name` runs rows of bench/rivals under the
 * engine's own sampling profiler, which names every function of a module.
 */

import { type Profiler, Session } from "node:inspector/promises";
import { makeInput } from "./rivals/data.ts";
import { openMicroml } from "./rivals/microml.ts";
import { tasks } from "./rivals/tasks.ts";

const seconds = 1;
/** Between two samples, in microseconds. */
const interval = 50;

/** Microseconds spent in each function itself, by its name in the profile. */
function sumTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Map<string, number> {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  const times = new Map([...names.values()].map((name) => [name, 0]));
  samples.forEach((id, index) => {
    const name = names.get(id)!;
    times.set(name, (times.get(name) ?? 0) + timeDeltas[index]!);
  });
  return times;
}

/** What the program says of its kernels, in order, if it is a module. */
function listKernels(explained: string): string[] {
  return [...explained.matchAll(/^;; (.*)\n\(func \$kernel\d+$/gm)].map(([, text]) => text!);
}

interface Part {
  readonly name: string;
  readonly microseconds: number;
}

/** The kernels, slowest first, then everything outside them. */
function divide(times: ReadonlyMap<string, number>, kernels: readonly string[]): Part[] {
  const functions = [...times].flatMap(([name, time]) => {
    const index = /^wasm-function\[(\d+)\]$/.exec(name)?.[1];
    return index === undefined ? [] : [{ index: Number(index), time }];
  });
  // The entry is a module's last function and calls the kernels, which stand in front of it.
  const first = Math.max(...functions.map(({ index }) => index)) - kernels.length;
  const parts = kernels.map((text, number): Part => {
    const time = functions.find(({ index }) => index === first + number)?.time ?? 0;
    return { name: `kernel ${number}: ${text}`, microseconds: time };
  });
  parts.sort((a, b) => b.microseconds - a.microseconds);
  const idle = new Set(["(idle)", "(program)"]);
  const total = [...times].reduce((sum, [name, time]) => (idle.has(name) ? sum : sum + time), 0);
  const inside = parts.reduce((sum, { microseconds }) => sum + microseconds, 0);
  return [...parts, { name: "outside kernels", microseconds: total - inside }];
}

const wanted = process.argv[2]?.toLowerCase() ?? "";
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.setSamplingInterval", { interval });
const library = await openMicroml();
for (const task of tasks.filter(({ name }) => name.toLowerCase().includes(wanted))) {
  const { run, explain } = await library.prepare(task, task.inputs.map(makeInput));
  const warm = performance.now() + 300;
  while (performance.now() < warm) await run();
  await session.post("Profiler.start");
  const start = performance.now();
  let calls = 0;
  for (; performance.now() < start + seconds * 1000; calls++) await run();
  const each = ((performance.now() - start) * 1000) / calls;
  const { profile } = await session.post("Profiler.stop");
  console.log(`${task.name}: ${calls} calls, ${each.toFixed(2)} µs each`);
  const kernels = listKernels(explain?.() ?? "");
  if (kernels.length === 0) {
    console.log("  no module: the program is straight lines of JavaScript");
    continue;
  }
  for (const { name, microseconds } of divide(sumTimes(profile), kernels)) {
    const time = microseconds / calls;
    if (time > 0)
      console.log(
        `${time.toFixed(2).padStart(12)} µs  ${((100 * time) / each).toFixed(1).padStart(5)} %  ${name}`,
      );
  }
}
session.disconnect();
