/** Every TypeScript block of the README and the docs type-checks, or fails exactly where and as it says; and runs. */

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../bench/types/built-package.ts";
import { type CompilerName, check } from "../../bench/types/compile.ts";
import { makeUserFolder, removeFolder, writeConfig } from "../../bench/types/user-folder.ts";
import { compilersOfThisRun } from "../setup/compilers.ts";
import { type CodeBlock, findCodeBlocks, findOutputs } from "./code-blocks.ts";

const documents = [
  "README.md",
  ...readdirSync(join(projectRoot, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const texts = documents.map(
  (document) => [document, readFileSync(join(projectRoot, document), "utf8")] as const,
);
const blocks = texts.flatMap(([document, text]) => findCodeBlocks(document, text));
const outputs = texts.flatMap(([document, text]) => findOutputs(document, text));

const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

/** Whether a block is a test suite, which only vitest can run. */
const isSuite = ({ code }: Pick<CodeBlock, "code">): boolean => /from "vitest"/.test(code);

/** The file of a block in its program. */
const fileOf = (block: Pick<CodeBlock, "code">, index: number): string =>
  `block-${index}${isSuite(block) ? ".test" : ""}.ts`;

/** Writes each block as a module of one program. */
function writeProgram(program: readonly CodeBlock[]): string {
  const folder = makeUserFolder("@types", "fast-check", "vitest");
  folders.push(folder);
  program.forEach(({ code }, index) => {
    writeFileSync(join(folder, fileOf({ code }, index)), `${code}\nexport {};\n`);
  });
  writeConfig(folder, "block-*.ts", { types: ["node"] });
  return folder;
}

/** What differs between announced and found errors, one line each, in the document's own line numbers. */
function compareErrors(program: readonly CodeBlock[], compiler: CompilerName): string[] {
  const found = check(compiler, writeProgram(program)).diagnostics.map((diagnostic) => {
    const index = Number(/block-(\d+)(?:\.test)?\.ts$/.exec(diagnostic.file)?.[1]);
    const block = program[index];
    if (block === undefined) throw new Error(`${diagnostic.file}:${diagnostic.line}: ${diagnostic.message}`);
    return { ...diagnostic, block };
  });
  const unannounced = found
    // A message that is a type is printed as a literal, its own quotes escaped.
    .filter(
      ({ block, line, message }) => !message.replaceAll('\\"', '"').includes(block.errors.get(line) ?? "\0"),
    )
    .map(({ block, line, message }) => `${block.document}:${block.line + line - 1}: ${message}`);
  const missing = program.flatMap((block) =>
    [...block.errors.keys()]
      .filter((line) => !found.some((each) => each.block === block && each.line === line))
      .map((line) => `${block.document}:${block.line + line - 1}: no error here`),
  );
  return [...unannounced, ...missing];
}

test("the documents hold code", () => {
  expect(blocks.filter(({ document }) => document === "README.md").length).toBeGreaterThanOrEqual(3);
  expect(blocks.some(({ errors }) => errors.size > 0)).toBe(true);
});

describe.each(compilersOfThisRun)("%s", (compiler) => {
  test("finds the announced errors and no other", () => {
    expect(compareErrors(blocks, compiler)).toEqual([]);
  }, 300_000);

  test("would not pass a wrong block", () => {
    const wrong = findCodeBlocks(
      "planted.md",
      [
        "```ts",
        "const a: string = 1;",
        "const b: string = 2; // error: Type 'number' is not assignable to type 'string'.",
        "const c: string = 3; // error: another text",
        "const d = 4; // error: none",
        "```",
      ].join("\n"),
    );
    expect(compareErrors(wrong, compiler).map((line) => line.slice(0, 20))).toEqual([
      "planted.md:2: TS2322",
      "planted.md:4: TS2322",
      "planted.md:5: no err",
    ]);
  });
});

test("every block without an announced error runs, and prints what the document shows", () => {
  const runnable = blocks.filter((block) => block.errors.size === 0 && !isSuite(block));
  const folder = writeProgram(runnable);
  const lines = runnable.map(
    ({ document, line }, index) =>
      `await import("./block-${index}.ts").catch((error) => failures.push("${document}:${line}: " + error.stack));`,
  );
  writeFileSync(
    join(folder, "run.mjs"),
    `const failures = [];\n${lines.join("\n")}\nif (failures.length > 0) throw new Error(failures.join("\\n"));\n`,
  );
  const child = spawnSync(process.execPath, ["--import", "tsx", join(folder, "run.mjs")], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  expect(child.stderr).toBe("");
  expect(child.status).toBe(0);
  expect(outputs.length).toBeGreaterThan(0);
  for (const output of outputs) expect(child.stdout).toContain(output);
});

test("every block that is a test suite passes", () => {
  const suites = blocks.filter(isSuite);
  expect(suites.length).toBeGreaterThan(0);
  const folder = writeProgram(suites);
  writeFileSync(
    join(folder, "suites.ts"),
    'export default { test: { include: ["block-*.test.ts"], testTimeout: 120_000 } };\n',
  );
  const vitest = join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const words = ["run", "--root", folder, "--config", join(folder, "suites.ts"), "--reporter=json"];
  const child = spawnSync(process.execPath, [vitest, ...words], { cwd: folder, encoding: "utf8" });
  const { numPassedTests, numTotalTests } = JSON.parse(child.stdout) as Record<string, number>;
  expect([child.status, child.stderr]).toEqual([0, ""]);
  expect(numPassedTests).toBe(numTotalTests);
  expect(numTotalTests).toBeGreaterThanOrEqual(suites.length);
});
