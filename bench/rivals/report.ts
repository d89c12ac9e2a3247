/** Writes the comparison as lines and as a Markdown page; knows no library but microml. */

import { cpus } from "node:os";
import type { Measured } from "./measured.ts";
import type { Task } from "./task.ts";

export interface Row {
  readonly task: Task;
  readonly measured: ReadonlyMap<string, Measured>;
  /** Why a library was not timed. */
  readonly excuses: ReadonlyMap<string, string>;
  /** Of the first run alone, compiling included, in a new process; empty where that is not compared. */
  readonly first: ReadonlyMap<string, Measured>;
}

const rivals = ["tfjs-wasm", "jax-js", "onnxruntime-web", "tfjs-cpu"];
const natives = ["numpy", "torch"];

/** Milliseconds with three digits that count. */
const time = (milliseconds: number): string =>
  milliseconds >= 100 ? milliseconds.toFixed(0) : String(Number(milliseconds.toPrecision(3)));
const cell = (measured: Measured | undefined): string =>
  measured === undefined ? "–" : `${time(measured.best)} / ${time(measured.median)}`;

/** What is wanted of a row, one sentence each, with what was reached. */
interface Verdict {
  readonly text: string;
  readonly met: boolean;
}

const speedUp = (other: number, own: number): string => `${Number((other / own).toPrecision(3))}×`;

function judge({ task, measured }: Row): Verdict[] {
  const own = measured.get("microml")!;
  const verdicts: Verdict[] = [];
  const fastest = rivals
    .filter((name) => measured.has(name))
    .sort((a, b) => measured.get(a)!.best - measured.get(b)!.best)[0];
  if (fastest !== undefined) {
    const other = measured.get(fastest)!;
    verdicts.push({
      text: `${speedUp(other.best, own.best)} best, ${speedUp(other.median, own.median)} median of ${task.wanted}× ${fastest}`,
      met: other.best / own.best >= task.wanted,
    });
  }
  const torch = measured.get("torch");
  if (torch !== undefined && task.wantedOfTorch !== undefined) {
    verdicts.push({
      text: `${speedUp(torch.best, own.best)} of ${task.wantedOfTorch}× torch`,
      met: torch.best / own.best >= task.wantedOfTorch,
    });
  }
  const peak = measured.get("peak");
  if (peak !== undefined && task.wantedOfPeak !== undefined) {
    verdicts.push({
      text: `${((100 * peak.best) / own.best).toFixed(0)} % of ${100 * task.wantedOfPeak} % of the peak`,
      met: peak.best / own.best >= task.wantedOfPeak,
    });
  }
  return verdicts;
}

const verdict = ({ text, met }: Verdict): string => `${met ? "met" : "**short**"}: ${text}`;

/** One row while the comparison runs. */
export function formatRow(row: Row): string {
  const times = [...row.measured].map(([name, measured]) => `${name} ${cell(measured)}`);
  const firsts = [...row.first].map(([name, measured]) => `${name} ${cell(measured)}`);
  const excuses = [...row.excuses].map(([name, why]) => `${name}: ${why}`);
  return [
    row.task.name,
    `  ${times.join(", ")} ms`,
    ...judge(row).map((each) => `  ${verdict(each)}`),
    ...(firsts.length === 0 ? [] : [`  first run: ${firsts.join(", ")} ms`]),
    ...excuses.map((each) => `  ${each}`),
  ].join("\n");
}

/** The page. */
export function formatReport(rows: readonly Row[], versions: readonly string[]): string {
  const columns = ["microml", ...rivals, ...natives].filter((name) =>
    rows.some(({ measured }) => measured.has(name)),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const table = rows.map((row) =>
    line([row.task.name, ...columns.map((name) => cell(row.measured.get(name)))]),
  );
  const compared = rows.filter(({ first }) => first.size > 0);
  const firsts = compared.map((row) =>
    line([row.task.name, ...columns.map((name) => cell(row.first.get(name)))]),
  );
  const firstRuns = `
## Milliseconds of the first run, best / median

Each in a new process: compiling, or whatever else a library does when it meets a program, and the run itself.

${line(["workload", ...columns])}
${line(["---", ...columns.map(() => "---")]).replaceAll(" ", "")}
${firsts.join("\n")}
`;
  const ratios = rows.map((row) => line([row.task.name, judge(row).map(verdict).join("<br>")]));
  const peaks = rows.flatMap(({ task, measured }) => {
    const peak = measured.get("peak");
    return peak === undefined || task.wantedOfPeak === undefined
      ? []
      : [
          `The machine's peak, multiplications and additions in vector registers: ${(task.operations! / peak.best / 1e6).toFixed(1)} GFLOP/s.`,
        ];
  });
  const excuses = rows.flatMap(({ task, excuses: why }) =>
    [...why]
      .filter(([, text]) => text !== "has no gradients")
      .map(([name, text]) => `- ${name}, ${task.name}: ${text}`),
  );
  return `# microml and what users would pick instead

Written by \`npm run bench:rivals\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus()[0]!.model}, one thread each.
${versions.join(", ")}.

Every library is a process of its own and is given the same inputs; nobody is timed whose results differ from microml's.
The libraries are timed in turns, after a warm-up, each in its fastest form (compiled where it compiles), and every stretch of runs
ends with reading one element of the result. ${peaks.join(" ")}

## What is wanted

${line(["workload", "microml against the fastest JavaScript rival, and what is wanted of it"])}
|---|---|
${ratios.join("\n")}

## Milliseconds, best / median

${line(["workload", ...columns])}
${line(["---", ...columns.map(() => "---")]).replaceAll(" ", "")}
${table.join("\n")}
${firsts.length === 0 ? "" : firstRuns}${excuses.length === 0 ? "" : `\nNot timed:\n\n${excuses.join("\n")}\n`}`;
}
