/** Keeps what the contract has run, row by row, and makes a table of it; knows no op. */

import { type DType, dtypes } from "../../src/base/dtype.ts";
import { allExecutors, type Executor } from "../setup/executors.ts";
import type { TableRow } from "../setup/generated-table.ts";
import type { Row } from "./subject.ts";

/** What has been run of a row: its values, or also its gradient and second derivatives. */
type Extent = "values" | "derivatives";

const marks: Readonly<Record<Extent, string>> = { values: "", derivatives: "″" };

const ran = new Map<string, Extent>();

const keyOf = (name: string, executor: Executor, dtype: DType): string => `${name} ${executor} ${dtype}`;

/** The op a row is about: rows that try it another way, or with other settings, are about the same. */
const opOf = (name: string): string => name.replace(/^\./, "").split(/[ ,]/)[0]!;

/** Notes that a row has been run in an element type on an executor. */
export function note(row: Row, executor: Executor, dtype: DType, extent: Extent): void {
  const key = keyOf(opOf(row.name), executor, dtype);
  if (ran.get(key) !== "derivatives") ran.set(key, extent);
}

/** What has been run of some rows, a line for each op. */
export function listCoverage(rows: readonly Row[]): TableRow[] {
  const names = [...new Set(rows.map((row) => opOf(row.name)))].sort((a, b) => (a < b ? -1 : 1));
  return names.map((name) => {
    const cellOf = (executor: Executor): string =>
      (Object.keys(dtypes) as DType[])
        .flatMap((dtype) => {
          const extent = ran.get(keyOf(name, executor, dtype));
          return extent === undefined ? [] : [`${dtype}${marks[extent]}`];
        })
        .join(" ");
    return {
      name: `\`${name}\``,
      cells: Object.fromEntries(allExecutors.map((executor) => [executor, cellOf(executor)])),
    };
  });
}
