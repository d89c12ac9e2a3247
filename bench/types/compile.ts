/** What a compiler spends on one program inside the project; knows not what the program says. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The way from a program that is measured to the project's root. */
export const rootFromProgram = "../../..";

/** The compilers by name, each as the arguments that node runs it with; one thread, so that counts repeat. */
export const compilers = {
  "TypeScript 6": [join(projectRoot, "node_modules", "typescript", "bin", "tsc6")],
  "TypeScript 7": [
    join(projectRoot, "node_modules", "@typescript", "native", "bin", "tsc"),
    "--singleThreaded",
  ],
} as const;

/** The name of a compiler. */
export type CompilerName = keyof typeof compilers;

export const compilerNames = Object.keys(compilers) as CompilerName[];

/** What checking a program takes. */
export interface Cost {
  readonly instantiations: number;
  readonly seconds: number;
}

/** A fresh folder in the project that holds the program as `program.ts` and a tsconfig.json. */
function makeFolder(text: string): string {
  const cache = join(projectRoot, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "microml-cost-"));
  writeFileSync(join(folder, "program.ts"), text);
  const config = {
    extends: `${rootFromProgram}/tsconfig.json`,
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    files: ["program.ts"],
    include: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  return folder;
}

/** Calls `use` with a folder that holds the program for as long as that takes. */
export async function withProgram<T>(text: string, use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = makeFolder(text);
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads one number from the compiler's own statistics. */
function readStatistic(output: string, name: string): number {
  const [, value] = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(output) ?? [];
  if (value === undefined) throw new Error(`the compiler prints no "${name}":\n${output}`);
  return Number(value);
}

/** Checks a program; throws when there is an error in it. */
export function measureCost(compiler: CompilerName, text: string): Cost {
  const folder = makeFolder(text);
  try {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [...compilers[compiler], "-p", folder, "--extendedDiagnostics", "--pretty", "false"],
      { cwd: folder, encoding: "utf8" },
    );
    const errors = stdout.split("\n").filter((line) => /^program\.ts.* error /.test(line));
    if (stderr !== "" || errors.length > 0) {
      throw new Error(`${compiler}: ${stderr}${errors.slice(0, 3).join("\n")}`);
    }
    return {
      instantiations: readStatistic(stdout, "Instantiations"),
      seconds: readStatistic(stdout, "Check time"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the second program takes more than the first, but the time of the whole, the best of some runs. */
export function measureDifference(compiler: CompilerName, without: string, text: string, runs = 1): Cost {
  const base = measureCost(compiler, without);
  const costs = Array.from({ length: runs }, () => measureCost(compiler, text));
  return {
    instantiations: costs[0]!.instantiations - base.instantiations,
    seconds: Math.min(...costs.map(({ seconds }) => seconds)),
  };
}
