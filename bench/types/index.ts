/** Measures what the type rules cost both compilers, prints the tables and writes them to results.md. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ceilings } from "./ceilings.ts";
import { type CompilerName, type Cost, compilerNames, projectRoot } from "./compile.ts";
import { editors, measureEditor } from "./editor/measure.ts";
import { chainLengths, measureChain, measureOperation, measureProgram } from "./measurements.ts";
import { operations } from "./operations.ts";
import { programNames } from "./programs.ts";

const timedRuns = 3;
const lines: string[] = [];

function print(line: string): void {
  console.log(line);
  lines.push(line);
}

const count = (value: number): string => Math.round(value).toLocaleString("en-US");
const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(seconds < 0.01 ? 2 : 0)} ms`;

/** One table: for each row, what each compiler spends on it, and the ceiling. */
function printTable<Name extends string>(
  title: string,
  names: readonly Name[],
  measure: (compiler: CompilerName, name: Name) => Cost,
  ceilingOf: (name: Name) => string,
): void {
  print(`\n## ${title}\n`);
  const heads = compilerNames.flatMap((name) => [`${name}: instantiations`, `${name}: check time`]);
  print(`| | ${heads.join(" | ")} | ceiling |`);
  print(`|---|${heads.map(() => "---:|").join("")}---:|`);
  for (const name of names) {
    const cells = compilerNames
      .map((compiler) => measure(compiler, name))
      .flatMap(({ instantiations, seconds }) => [count(instantiations), milliseconds(Math.max(0, seconds))]);
    print(`| ${name} | ${cells.join(" | ")} | ${ceilingOf(name)} |`);
  }
}

print("# What the type rules cost a compiler");
print("");
print(
  "Instantiations and check time beyond what the library and the operands cost, as `tsc --extendedDiagnostics`",
);
print("counts them (TypeScript 7 with `--singleThreaded`). Counts repeat exactly, times do not. Written by");
print("`npm run bench:types`; the ceilings are those of `bench/types/ceilings.ts`, in instantiations.");

printTable(
  "Programs",
  programNames,
  (compiler, name) => measureProgram(compiler, name, timedRuns),
  (name) => count(ceilings.programs[name]),
);
printTable(
  "Chains in which every operation has a shape of its own",
  chainLengths.map((length) => `${length} operations` as const),
  (compiler, name) => measureChain(compiler, Number.parseInt(name, 10), timedRuns),
  (name) => count(ceilings.chainOperation * Number.parseInt(name, 10)),
);
printTable("One operation on sizes never seen before", Object.keys(operations), measureOperation, (name) =>
  count(ceilings.operations[name] ?? Number.NaN),
);

print("\n## The editor\n");
print(
  "Milliseconds from a question to a warm server's answer about a model of 300 lines: median, slowest of twenty.\n",
);
print("| | completion after a dot | the same after a change | hover |");
print("|---|---:|---:|---:|");
for (const [name, open] of Object.entries(editors)) {
  const { completion, completionAfterChange, hover } = await measureEditor(open);
  const cells = [completion, completionAfterChange, hover].map(
    ({ median, slowest }) => `${median.toFixed(1)}, ${slowest.toFixed(1)}`,
  );
  print(`| ${name} | ${cells.join(" | ")} |`);
}

writeFileSync(join(projectRoot, "bench", "types", "results.md"), `${lines.join("\n")}\n`);
