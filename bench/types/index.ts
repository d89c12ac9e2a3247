/** Measures what the type rules cost both compilers, prints the tables and writes them to results.md. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./built-package.ts";
import { ceilings } from "./ceilings.ts";
import { type CompilerName, compilerNames, measureCheckTime } from "./compile.ts";
import { editors, measureEditor } from "./editor/measure.ts";
import { chainLengths, countChain, countOperation, countProgram, writeChainOf } from "./measurements.ts";
import { operations } from "./operations.ts";
import { programNames, readProgram } from "./programs.ts";

const timedRuns = 2;
const lines: string[] = [];

function print(line: string): void {
  console.log(line);
  lines.push(line);
}

const count = (value: number): string => Math.round(value).toLocaleString("en-US");
const milliseconds = (seconds: number): string => `${Math.round(seconds * 1000)} ms`;

/** One table: for each row, what each compiler spends on it, and the ceiling. */
function printTable<Name extends string>(
  title: string,
  names: readonly Name[],
  compilers: readonly CompilerName[],
  countOf: (compiler: CompilerName, name: Name) => number,
  textOf: (name: Name) => string,
  ceilingOf: (name: Name) => string,
): void {
  print(`\n## ${title}\n`);
  const heads = compilers.flatMap((name) => [`${name}: instantiations`, `${name}: check time`]);
  print(`| | ${heads.join(" | ")} | ceiling |`);
  print(`|---|${heads.map(() => "---:|").join("")}---:|`);
  for (const name of names) {
    const cells = compilers.flatMap((compiler) => [
      count(countOf(compiler, name)),
      milliseconds(measureCheckTime(compiler, textOf(name), timedRuns)),
    ]);
    print(`| ${name} | ${cells.join(" | ")} | ${ceilingOf(name)} |`);
  }
}

print("# What the type rules cost a compiler");
print("");
print(
  "Instantiations and check time beyond what the library, a first use of each operation and the operands cost, as `tsc --extendedDiagnostics`",
);
print("counts them (TypeScript 7 with `--singleThreaded`). Counts repeat exactly, times do not. Written by");
print("`npm run bench:types`; the ceilings are those of `bench/types/ceilings.ts`, in instantiations.");

printTable("Programs", programNames, compilerNames, countProgram, readProgram, (name) =>
  count(ceilings.programs[name]),
);
printTable(
  "Chains in which every operation has a shape of its own",
  chainLengths.map((length) => `${length} operations` as const),
  compilerNames,
  (compiler, name) => countChain(compiler, Number.parseInt(name, 10)),
  (name) => writeChainOf(Number.parseInt(name, 10))[1],
  (name) => count(ceilings.chainOperation * Number.parseInt(name, 10)),
);
print("\n## One operation on sizes never seen before\n");
print("| | TypeScript 7: instantiations | ceiling |");
print("|---|---:|---:|");
for (const name of Object.keys(operations)) {
  const ceiling = ceilings.operations[name];
  if (ceiling === undefined) throw new Error(`${name} has no ceiling`);
  print(`| ${name} | ${count(countOperation("TypeScript 7", name))} | ${count(ceiling)} |`);
}

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
