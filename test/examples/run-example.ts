/** Runs an npm script of the project as a user would, and returns what it printed; knows no example. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** What a finished script left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  readonly seconds: number;
}

/** Runs the command of a script in package.json, with more arguments behind it. */
export function runScript(name: string, ...more: readonly string[]): Outcome {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  const [program, ...rest] = String(scripts[name]).split(" ");
  if (program !== "node") throw new Error(`the script ${name} is not a node command: ${scripts[name]}`);
  const started = performance.now();
  const child = spawnSync(process.execPath, [...rest, ...more], {
    cwd: projectRoot,
    encoding: "utf8",
    timeout: 100_000,
  });
  if (child.error !== undefined) throw child.error;
  const seconds = (performance.now() - started) / 1000;
  return { code: child.status, output: child.stdout, errors: child.stderr, seconds };
}
