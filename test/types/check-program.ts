/** Type-checks one program inside the project, line by line; knows not what the lines say. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { compile, projectRoot } from "../package/compilers.ts";

/**
 * What a compiler says about each of the lines, by its place in the list. `opening` is written before them, given the
 * way from the program to the project's root, and must be sound.
 */
export function checkProgram(
  compiler: string,
  opening: (root: string) => readonly string[],
  lines: readonly string[],
): Map<number, string[]> {
  const cache = join(projectRoot, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "microml-types-"));
  try {
    const root = relative(folder, projectRoot).split(sep).join("/");
    const first = opening(root);
    writeFileSync(join(folder, "program.ts"), [...first, ...lines, ""].join("\n"));
    const compilerOptions = { noUnusedLocals: false };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: `${root}/tsconfig.json`,
        compilerOptions,
        files: ["program.ts"],
        include: [],
      }),
    );
    const found = new Map<number, string[]>();
    for (const { file, line, message } of compile(compiler, folder)) {
      const place = line - first.length - 1;
      if (file !== "program.ts" || place < 0) throw new Error(`${file}:${line}: ${message}`);
      found.set(place, [...(found.get(place) ?? []), message]);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
