/** Both compilers on programs of a user: what they say, and what it takes them; knows not what a program says. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "./built-package.ts";
import type { Checked } from "./diagnostic.ts";
import { check6 } from "./typescript6.ts";
import { check7, readStatistic, script7 } from "./typescript7.ts";
import { makeProgramFolder, removeFolder } from "./user-folder.ts";

const checks = { "TypeScript 6": check6, "TypeScript 7": check7 } as const;

/** The name of a compiler. */
export type CompilerName = keyof typeof checks;

export const compilerNames = Object.keys(checks) as CompilerName[];

/** Checks the project in `folder`, which has a tsconfig.json. */
export const check = (compiler: CompilerName, folder: string): Checked => checks[compiler](folder);

/** Checks a program, program.ts, and the files it imports. */
export function checkText(
  compiler: CompilerName,
  text: string,
  imported?: Readonly<Record<string, string>>,
): Checked {
  const folder = makeProgramFolder(text, imported);
  try {
    return check(compiler, folder);
  } finally {
    removeFolder(folder);
  }
}

const scripts: Readonly<Record<CompilerName, readonly string[]>> = {
  "TypeScript 6": [join(projectRoot, "node_modules", "typescript", "bin", "tsc6")],
  "TypeScript 7": [script7, "--singleThreaded"],
};

/** The seconds that a compiler started afresh checks a program, the best of some runs. */
export function measureCheckTime(compiler: CompilerName, text: string, runs: number): number {
  const folder = makeProgramFolder(text);
  const words = [...scripts[compiler], "-p", folder, "--extendedDiagnostics"];
  const once = (): number => {
    const { stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
    return readStatistic(stdout, "Check time");
  };
  try {
    return Math.min(...Array.from({ length: runs }, once));
  } finally {
    removeFolder(folder);
  }
}
