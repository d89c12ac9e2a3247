/** TypeScript 7 as a process of its own, whose printed lines are read; knows no program. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "./built-package.ts";
import type { Checked, Diagnostic } from "./diagnostic.ts";

/** The script that node runs. */
export const script7 = join(projectRoot, "node_modules", "@typescript", "native", "bin", "tsc");

/** The number behind a name among the compiler's own statistics. */
export function readStatistic(output: string, name: string): number {
  const [, value] = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(output) ?? [];
  if (value === undefined) throw new Error(`the compiler prints no "${name}":\n${output}`);
  return Number(value);
}

/** Checks the project in `folder`, on one thread so that counts repeat; throws for what is no complaint about a file. */
export function check7(folder: string): Checked {
  const { error, stdout, stderr, status } = spawnSync(
    process.execPath,
    [script7, "-p", folder, "--pretty", "false", "--extendedDiagnostics", "--singleThreaded"],
    // Less is spent on collecting garbage, of which one program makes little.
    { cwd: folder, encoding: "utf8", env: { ...process.env, GOGC: "400" } },
  );
  if (error !== undefined) throw error;
  if (stderr !== "") throw new Error(`TypeScript 7: ${stderr}`);
  const diagnostics: Diagnostic[] = [];
  const end = stdout.search(/^Files: /m);
  for (const text of stdout.slice(0, end < 0 ? undefined : end).split(/\r?\n/)) {
    const [, file, line, message] = /^(.+)\((\d+),\d+\): error (.*)$/.exec(text) ?? [];
    const last = diagnostics.at(-1);
    if (file !== undefined && message !== undefined) diagnostics.push({ file, line: Number(line), message });
    else if (text.startsWith("  ") && last !== undefined) {
      diagnostics[diagnostics.length - 1] = { ...last, message: `${last.message}\n${text.trim()}` };
    } else if (text !== "") throw new Error(`TypeScript 7: ${text}`);
  }
  if ((status === 0) !== (diagnostics.length === 0)) {
    throw new Error(`TypeScript 7: exit code ${status} with ${diagnostics.length} diagnostics`);
  }
  return { diagnostics, instantiations: readStatistic(stdout, "Instantiations") };
}
