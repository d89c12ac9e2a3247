/** Every shape rule says the same, word for word, when it runs and when it is compiled, by both compilers. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CompilerName } from "../../bench/types/compile.ts";
import * as shapes from "../../src/shape/index.ts";
import { compilersOfThisRun } from "../setup/compilers.ts";
import { type Claim, claim, refute, writeType } from "./program.ts";
import { helpers, type RuleName, rules } from "./rules.ts";
import { smallest } from "./smallest.ts";

const seed = Number(process.env.AGREEMENT_SEED ?? 20260117);
const runs = Number(process.env.AGREEMENT_RUNS ?? 100);

const functions: Readonly<Record<RuleName, (...args: never) => unknown>> = { ...shapes };

function drawClaims(name: RuleName): Claim[] {
  const { type, draw } = rules[name];
  return fc.sample(draw, { seed, numRuns: runs }).map((args) => claim(type, functions[name], args));
}

const ruleNames = Object.keys(rules) as RuleName[];
const claims = ruleNames.flatMap((name) => drawClaims(name).map((drawn, at) => ({ name, at, ...drawn })));

const describeClaim = ({ type, expected }: Claim, messages: readonly string[]): string =>
  `${type} is not ${expected} (${messages.join()})`;

/** The claims a compiler refutes, each as a line to read, and before them the smallest that the first shrinks to. */
function describeRefuted(compiler: CompilerName, list: typeof claims): string[] {
  const lines = [...refute(compiler, list)].map(
    ([at, messages]) => [at, describeClaim(list[at]!, messages)] as const,
  );
  const [first] = lines;
  if (first === undefined) return [];
  const { name, at } = list[first[0]]!;
  const { type, draw } = rules[name];
  const least = smallest(draw, { seed, at }, (args) => {
    const one = claim(type, functions[name], args);
    const messages = refute(compiler, [one]).get(0);
    return messages === undefined ? null : describeClaim(one, messages);
  });
  return [least, ...lines.map(([, line]) => line)];
}

test("every rule is in the table, and nothing else", () => {
  expect([...ruleNames, ...Object.keys(helpers)].sort()).toEqual(Object.keys(shapes).sort());
});

test("every rule is drawn both to fit and to fail", () => {
  // What cannot fail, or fails only by what is no shape.
  const total: readonly RuleName[] = ["formatShape", "formatShapes", "sizeOf"];
  for (const name of ruleNames) {
    const failing = claims.filter((each) => each.name === name && each.expected.startsWith('"')).length;
    const share = failing / runs;
    if (total.includes(name)) continue;
    expect(share, name).toBeGreaterThan(0.04);
    expect(share, name).toBeLessThan(0.9);
  }
});

describe.each(compilersOfThisRun)("%s", (compiler) => {
  test(`confirms ${claims.length} claims (AGREEMENT_SEED=${seed})`, () => {
    expect(describeRefuted(compiler, claims)).toEqual([]);
  }, 300_000);

  test("refutes exactly the planted ones: a wrong rule, a changed letter, another rank, unknown and no type", () => {
    const wrongRule = claim("Broadcast", (_op: string, a: number[]) => a, ["add", [1, 3], [2, 1]]);
    const right = claim("Matmul", shapes.matmul, [
      [2, 3],
      [2, 2],
    ]);
    const changedLetter = { type: right.type, expected: right.expected.replace("inner", "Inner") };
    const anotherRank = {
      type: claim("Flatten", shapes.flatten, [[2, 3]]).type,
      expected: writeType([6, 1]),
    };
    const unknown = { type: "rules.Reshape<[4], [-1]>", expected: "readonly (string | number)[]" };
    const none = { type: 'rules.Broadcast<"add", [2], [3]>', expected: "never" };
    const sound = claims.slice(0, 40);
    const planted = [wrongRule, changedLetter, anotherRank, unknown, none];
    const found = refute(compiler, [...sound, right, ...planted]);
    expect([...found.keys()]).toEqual(planted.map((_, at) => sound.length + 1 + at));
  });
});
