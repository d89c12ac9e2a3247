/** Runs both TypeScript compilers on a folder with a tsconfig.json and returns their diagnostics; knows no program. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The compilers by name, each as the script that node runs. */
export const compilers = [
  ["TypeScript 6", join(projectRoot, "node_modules", "typescript", "bin", "tsc6")],
  ["TypeScript 7", join(projectRoot, "node_modules", "@typescript", "native", "bin", "tsc")],
] as const;

/** One complaint of a compiler; further lines of its message are joined by newlines. */
export interface Diagnostic {
  /** As the compiler prints it, from the folder it ran in. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Makes a fresh folder of ES modules outside the project in which the packages given, by name, are those at the given paths. */
export function makeFolder(name: string, packages: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), `microml-${name}-`));
  for (const [each, path] of Object.entries({
    "@types": join(projectRoot, "node_modules", "@types"),
    ...packages,
  })) {
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    symlinkSync(path, join(folder, "node_modules", each), "junction");
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  return folder;
}

/** Type-checks the project in `folder`; throws if the compiler says anything that is not a diagnostic in a file. */
export function compile(compiler: string, folder: string): Diagnostic[] {
  const child = spawnSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (child.error !== undefined) throw child.error;
  const diagnostics: Diagnostic[] = [];
  for (const text of child.stdout.split(/\r?\n/)) {
    const [, file, line, message] = /^(.+)\((\d+),\d+\): error (.*)$/.exec(text) ?? [];
    const last = diagnostics.at(-1);
    if (file !== undefined && message !== undefined) diagnostics.push({ file, line: Number(line), message });
    else if (text.startsWith("  ") && last !== undefined) {
      diagnostics[diagnostics.length - 1] = { ...last, message: `${last.message}\n${text.trim()}` };
    } else if (text !== "") throw new Error(`${compiler}: ${text}`);
  }
  if (child.stderr !== "") throw new Error(`${compiler}: ${child.stderr}`);
  if ((child.status === 0) !== (diagnostics.length === 0)) {
    throw new Error(`${compiler}: exit code ${child.status} with ${diagnostics.length} diagnostics`);
  }
  return diagnostics;
}
