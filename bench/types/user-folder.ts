/** Fresh folders outside the project, each laid out as a user's who has installed the package; knows no program. */

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtPackage, projectRoot } from "./built-package.ts";

const modules = join(projectRoot, "node_modules");

/** Makes a folder of ES modules in which the package is installed, and those of the project's own packages that are named. */
export function makeUserFolder(...packages: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "microml-user-"));
  mkdirSync(join(folder, "node_modules"));
  const install = (name: string, path: string): void =>
    symlinkSync(path, join(folder, "node_modules", name), "junction");
  install("microml", builtPackage());
  for (const name of packages) install(name, join(modules, name));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  return folder;
}

/** Writes a tsconfig.json as strict as the project's, but for unused names, for the files that `include` matches. */
export function writeConfig(folder: string, include: string, compilerOptions: object = {}): void {
  const user = { customConditions: [], noUnusedLocals: false, noUnusedParameters: false, types: [] };
  const config = {
    extends: join(projectRoot, "tsconfig.json"),
    compilerOptions: { ...user, ...compilerOptions },
    include: [include],
    exclude: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
}

/** Makes a user's folder that holds one program, program.ts, and the files it imports. */
export function makeProgramFolder(text: string, imported: Readonly<Record<string, string>> = {}): string {
  const folder = makeUserFolder();
  for (const [name, each] of Object.entries({ ...imported, "program.ts": text })) {
    writeFileSync(join(folder, name), each);
  }
  writeConfig(folder, "program.ts");
  return folder;
}

/** Removes a folder with all that is in it; what is installed in it stays. */
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Calls `use` with a folder that holds one program, program.ts, for as long as that takes. */
export async function withProgram<T>(text: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeProgramFolder(text);
  try {
    return await use(folder);
  } finally {
    removeFolder(folder);
  }
}
