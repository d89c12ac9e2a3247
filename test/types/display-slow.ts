/** What a user reads when pointing at right programs: both compilers' types, word for word. */

import { beforeAll, describe, expect, test } from "vitest";
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

const expressions = rightPrograms.map(([expression]) => expression);

describe.each(compilerNames)("%s", (compiler) => {
  // An assignment that fails for every type prints the type; behind all of them each stands once more, as it is.
  const failing = expressions.map((expression, at) => `const t${at}: never = ${expression};`);
  const standing = expressions.map((expression) => `void (${expression});`);
  let found: ReadonlyMap<number, readonly string[]> = new Map();
  beforeAll(() => {
    found = checkProgram(compiler, opening, [...failing, ...standing]);
  });

  test("prints every type as it is written", () => {
    const printed = expressions.map((expression, at) => [
      expression,
      (found.get(at) ?? []).map(
        (message) => /^TS2322: Type '(.*)' is not assignable to type 'never'\./.exec(message)?.[1] ?? message,
      ),
    ]);
    expect(printed).toEqual(rightPrograms.map(([expression, type]) => [expression, [type]]));
  });

  test("lets all of them stand", () => {
    expect([...found].filter(([place]) => place >= failing.length)).toEqual([]);
  });
});
