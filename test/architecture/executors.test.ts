/** Tests that also run where code from text is forbidden take their executors from the one list that knows of it. */

import { expect, test } from "vitest";
import { folders } from "../setup/no-code-generation.ts";
import { parseSource, readSources, type SourceFile } from "./source-files.ts";

const ownList = /\bbackendChoices\b|\[\s*(?:"(?:interpreter|wasm|javascript-\w+)",?\s*){2,}/;

const findOwnLists = (files: readonly SourceFile[]): string[] =>
  files.filter(({ text }) => ownList.test(text)).map(({ path }) => path);

test("no such test has a list of its own", () => {
  const files = readSources(...folders.map((folder) => `test/${folder}`));
  expect(files.length).toBeGreaterThan(folders.length);
  expect(findOwnLists(files)).toEqual([]);
});

test.each([
  'const backends = ["interpreter", "wasm"];',
  'describe.each([\n  "wasm",\n  "javascript-looped",\n])',
])("finds a planted list: %s", (text) => {
  expect(findOwnLists([parseSource("planted.ts", text)])).toEqual(["planted.ts"]);
});
