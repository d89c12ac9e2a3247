/**
 * Compares microml with the libraries users would pick instead: one run, one machine, one thread each, in turns.
 * `npm run bench:rivals [part of names]`; a whole run writes bench/results.md, or bench/results-fused.md
 * where the engine multiplies and adds in one instruction (Node from 22 on). The rivals are installed by
 * packages/package.json and not by a package.json here or in bench/, behind which files could not import "microml".
 */

import { writeFileSync } from "node:fs";
import { canFuseMultiplyAdd } from "../../src/codegen/wasm/features.ts";
import { type Contender, startNode, startPython } from "./contender.ts";
import { compareFingerprints } from "./data.ts";
import { measureFirstCalls } from "./first-calls.ts";
import { type Measured, summarize } from "./measured.ts";
import { formatReport, formatRow, type Row } from "./report.ts";
import type { Task } from "./task.ts";
import { tasks } from "./tasks.ts";

const libraries = ["microml", "tfjs-wasm", "jax-js", "onnxruntime-web", "tfjs-cpu", "peak"];
const pythons = [process.env.PYTHON, "python3", "/usr/bin/python3"].filter((each) => each !== undefined);

/** Each library is timed this often, in turns, for this many milliseconds. */
const rounds = 4;
const milliseconds = 120;
/** Warming up, for libraries that compile while they run. */
const warmUp = 250;
/** A run that takes longer is timed twice and no more. */
const slow = 700;

interface Opened {
  readonly contender: Contender;
  readonly version: string;
}

async function open(contender: Contender): Promise<Opened | null> {
  const { version, error } = await contender.ask({ kind: "open", library: contender.name });
  if (version !== undefined) return { contender, version };
  console.error(`${contender.name}: left out, ${error}`);
  await contender.close();
  return null;
}

async function openFirst(name: string): Promise<Opened | null> {
  for (const python of pythons) {
    const opened = await open(startPython(name, python));
    if (opened !== null) return opened;
  }
  return null;
}

interface Prepared extends Opened {
  readonly fingerprint: readonly number[];
}

/** Everyone's results side by side; whoever differs from microml by more than the tolerance is not timed. */
async function prepareTask(task: Task, opened: readonly Opened[]) {
  const ready: Prepared[] = [];
  const excuses = new Map<string, string>();
  for (const each of opened) {
    const { name } = each.contender;
    if (name === "peak" && task.operations === undefined) continue;
    const { fingerprint, error } = await each.contender.ask({ kind: "prepare", task });
    if (fingerprint !== undefined) ready.push({ ...each, fingerprint });
    else excuses.set(name, error ?? "gave no result");
  }
  const own = ready.find(({ contender }) => contender.name === "microml");
  if (own === undefined) throw new Error(`${task.name}: microml failed, ${excuses.get("microml")}`);
  const agreeing = ready.filter(({ contender: { name }, fingerprint }) => {
    if (name === "peak") return true;
    const apart = compareFingerprints(own.fingerprint, fingerprint);
    if (apart <= task.tolerance) return true;
    excuses.set(name, `differs from microml by ${apart.toExponential(1)}`);
    return false;
  });
  return { agreeing, excuses };
}

async function compareTask(task: Task, opened: readonly Opened[]): Promise<Row> {
  const { agreeing, excuses } = await prepareTask(task, opened);
  if (!agreeing.some(({ contender }) => !["microml", "peak"].includes(contender.name)))
    console.error(`${task.name}: no other library agrees, so the result is not confirmed`);
  const times = new Map<string, number[]>(agreeing.map(({ contender }) => [contender.name, []]));
  const quick = new Set(times.keys());
  for (let round = 0; round <= rounds; round++) {
    for (const { contender } of agreeing) {
      if (!quick.has(contender.name)) continue;
      const asked = round === 0 ? warmUp : milliseconds;
      const answer = await contender.ask({ kind: "measure", milliseconds: asked });
      if (answer.times === undefined) throw new Error(`${task.name}, ${contender.name}: ${answer.error}`);
      const slowest = Math.min(...answer.times) > slow;
      if (round > 0 || slowest) times.get(contender.name)!.push(...answer.times);
      if (slowest) quick.delete(contender.name);
    }
  }
  const measured = new Map<string, Measured>();
  for (const [name, all] of times) measured.set(name, summarize(all));
  const compared = agreeing.map(({ contender }) => contender).filter(({ name }) => name !== "peak");
  const first = await measureFirstCalls(task, task.comparesFirst ? compared : []);
  return { task, measured, excuses, first };
}

const wanted = process.argv[2]?.toLowerCase() ?? "";
const chosen = tasks.filter(({ name }) => name.toLowerCase().includes(wanted));
if (chosen.length === 0) {
  console.error(
    `bench:rivals: no row's name holds "${wanted}" (there are: ${tasks.map(({ name }) => name).join("; ")})`,
  );
  process.exitCode = 1;
} else {
  const node = await Promise.all(libraries.map((name) => open(startNode(name))));
  const python = await Promise.all(["numpy", "torch"].map(openFirst));
  const opened = [...node, ...python].filter((each) => each !== null);
  const rows: Row[] = [];
  for (const task of chosen) {
    const row = await compareTask(task, opened);
    rows.push(row);
    console.log(formatRow(row));
  }
  for (const { contender } of opened) await contender.close();
  const versions = opened.map(({ contender, version }) => `${contender.name} ${version}`);
  const report = formatReport(rows, versions);
  const file = canFuseMultiplyAdd() ? "../results-fused.md" : "../results.md";
  if (wanted === "") writeFileSync(new URL(file, import.meta.url), report);
  console.log(`\n${report}`);
}
