/** No mark of loosened or unfinished work stands in the project, and no test can be quietly left out; knows no tensor. */

import { expect, test } from "vitest";
import { parseSource, readSources, type SourceFile } from "./source-files.ts";

const quietedTest = ["skip", "only", "todo", "fails", "skipIf", "runIf"];
const unfinished = ["TO DO", "FIX ME", "HA CK", "XX X"].map((word) => word.replace(" ", ""));
const loosened = ["ignore", "nocheck"].map((word) => `@ts-${word}`);
const loose = "any";

/** What no file may contain; the words are put together here so that this file holds none of them. */
const needles: readonly (readonly [string, RegExp])[] = [
  ...quietedTest.map(
    (word) => [`.${word}`, new RegExp(`\\b(?:test|it|describe|bench)(?:\\.\\w+)*\\.${word}\\b`)] as const,
  ),
  ...unfinished.map((word) => [word, new RegExp(`\\b${word}\\b`)] as const),
  ...loosened.map((word) => [word, new RegExp(word)] as const),
  [`: ${loose}`, new RegExp(`:\\s*(?:readonly )?${loose}\\b(?=[\\[\\])},;=\\s|&]|$)(?!\\s+\\w)`, "m")],
  [`as ${loose}`, new RegExp(`\\bas ${loose}\\b(?=[\\[\\])},;.\\s]|$)(?!\\s+\\w)`, "m")],
  [`<${loose}>`, new RegExp(`<(?:[^<>()\\n]*,\\s*)?${loose}(?:,[^<>()\\n]*)?>`)],
];

function findMarks(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        needles.filter(([, needle]) => needle.test(line)).map(([name]) => `${path}:${index + 1}: ${name}`),
      ),
  );
}

test("no file carries a mark of loosened or unfinished work", () => {
  const files = readSources("src", "types", "examples", "bench", "test");
  expect(files.length).toBeGreaterThan(10);
  expect(findMarks(files)).toEqual([]);
});

test.each([
  ...quietedTest.map((word) => [`.${word}`, `test.${word}("adds", () => {});`]),
  ...quietedTest.slice(0, 2).map((word) => [`.${word}`, `describe.concurrent.${word}("adds", () => {});`]),
  ...unfinished.map((word) => [word, `// ${word}: later`]),
  ...loosened.map((word) => [word, `// ${word}`]),
  [`: ${loose}`, `function f(x: ${loose}): void {}`],
  [`: ${loose}`, `let x: ${loose};`],
  [`: ${loose}`, `function f(x: ${loose}[]): void {}`],
  [`as ${loose}`, `f(x as ${loose});`],
  [`as ${loose}`, `(x as ${loose}).y`],
  [`<${loose}>`, `const x: Tensor<${loose}> = y;`],
  [`<${loose}>`, `const x = new Map<string, ${loose}>();`],
])("finds a planted %s", (name, line) => {
  expect(findMarks([parseSource("planted.ts", line)])).toContain(`planted.ts:1: ${name}`);
});

test.each([
  `/** The shape: ${loose} shape will do. */`,
  `// as ${loose} user would write it`,
  "const skip = list.skip(3);",
])("passes over innocent words: %s", (line) => {
  expect(findMarks([parseSource("planted.ts", line)])).toEqual([]);
});
