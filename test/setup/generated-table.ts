/** Tables in documents that say what tests ran: written by `npm run docs:tables`, compared at the end of every other run. */

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { allExecutors, type Executor, executors } from "./executors.ts";

/** The heading of each executor's column. */
const headings: Readonly<Record<Executor, string>> = {
  interpreter: "interpreter",
  "javascript-looped": "JavaScript, loops",
  "javascript-unrolled": "JavaScript, straight lines",
  wasm: "WebAssembly",
};

/** One line of a table: a name, and what was run on each executor. */
export interface TableRow {
  readonly name: string;
  readonly cells: Readonly<Partial<Record<Executor, string>>>;
}

function printTable(first: string, rows: readonly TableRow[]): string {
  const lines = [
    [first, ...allExecutors.map((executor) => headings[executor])],
    ["---", ...allExecutors.map(() => "---")],
    ...rows.map(({ name, cells }) => [name, ...allExecutors.map((executor) => cells[executor] ?? "")]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The table without the columns of executors that this process cannot use. */
function keepUsable(table: string): string[] {
  return table.split("\n").map((line) =>
    line
      .split("|")
      .filter((_, at) => at < 2 || executors.includes(allExecutors[at - 2]!))
      .join("|"),
  );
}

/** Holds the table called `name` in a document against what ran, or writes it if `WRITE_TABLES` is set. */
export function expectTable(document: string, name: string, first: string, rows: readonly TableRow[]): void {
  const path = fileURLToPath(new URL(`../../docs/${document}`, import.meta.url));
  const text = readFileSync(path, "utf8");
  const [start, end] = [`<!-- table: ${name} -->\n\n`, `\n\n<!-- end: ${name} -->`];
  const [before, rest] = text.split(start) as [string, string | undefined];
  const [written, after] = (rest ?? "").split(end) as [string, string | undefined];
  if (rest === undefined || after === undefined) throw new Error(`${document} has no table "${name}"`);
  const table = printTable(first, rows);
  if (process.env.WRITE_TABLES !== undefined) {
    writeFileSync(path, `${before}${start}${table}${end}${after}`);
    return;
  }
  expect(keepUsable(table), `docs/${document} says otherwise; npm run docs:tables writes it anew`).toEqual(
    keepUsable(written),
  );
}
