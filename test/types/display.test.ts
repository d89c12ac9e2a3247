/** What a user reads when pointing at right programs: both compilers' types, word for word. */

import { expect, test } from "vitest";
import { compilerNames } from "../../bench/types/compile.ts";
import { checkProgram } from "./check-program.ts";
import { publicFunctions } from "./public-ops.ts";
import { rightExports } from "./right-exports.ts";
import { rightOpening as opening } from "./right-opening.ts";
import { rightPrograms as byHand } from "./right-programs.ts";

const rightPrograms = [...byHand, ...rightExports];

test("every exported function is among the programs", () => {
  const called = new Set(
    rightPrograms.flatMap(([expression]) => expression.match(/(?<!\.)\b\w+(?=\()/g) ?? []),
  );
  expect(publicFunctions.filter((name) => !called.has(name))).toEqual([]);
});

test.each(compilerNames)("%s prints every type as it is written", (compiler) => {
  // An assignment that fails for every type prints the type.
  const lines = rightPrograms.map(([expression], at) => `const t${at}: never = ${expression};`);
  const found = checkProgram(compiler, opening, lines);
  const printed = rightPrograms.map(([expression], at) => [
    expression,
    (found.get(at) ?? []).map(
      (message) => /^TS2322: Type '(.*)' is not assignable to type 'never'\./.exec(message)?.[1] ?? message,
    ),
  ]);
  expect(printed).toEqual(rightPrograms.map(([expression, type]) => [expression, [type]]));
});

test.each(compilerNames)("%s lets all of them stand", (compiler) => {
  const found = checkProgram(
    compiler,
    opening,
    rightPrograms.map(([expression]) => `void (${expression});`),
  );
  expect([...found]).toEqual([]);
});
