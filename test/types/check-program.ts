/** Type-checks one program of a user, line by line; knows not what the lines say. */

import { type CompilerName, checkText } from "../../bench/types/compile.ts";

/**
 * What a compiler says about each of the lines, by its place in the list. `opening` is written before them, and must be
 * sound.
 */
export function checkProgram(
  compiler: CompilerName,
  opening: readonly string[],
  lines: readonly string[],
): Map<number, string[]> {
  const found = new Map<number, string[]>();
  const { diagnostics } = checkText(compiler, [...opening, ...lines, ""].join("\n"));
  for (const { file, line, message } of diagnostics) {
    const place = line - opening.length - 1;
    if (file !== "program.ts" || place < 0) throw new Error(`${file}:${line}: ${message}`);
    found.set(place, [...(found.get(place) ?? []), message]);
  }
  return found;
}
