/** Every public op gives when it runs what both compilers say of its call, and nothing false where dims are hidden from them. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { CompilerName } from "../../bench/types/compile.ts";
import { compilersOfThisRun } from "../setup/compilers.ts";
import { checkProgram } from "../types/check-program.ts";
import { publicOps } from "../types/public-ops.ts";
import { type Call, call, operand, shape } from "./call.ts";
import { claimLine, disagreement, opening, run, type View, views } from "./call-claims.ts";
import { functionCalls } from "./function-calls.ts";
import { methodCalls } from "./method-calls.ts";
import { readOptionKeys } from "./option-keys.ts";
import { smallest } from "./smallest.ts";

const seed = Number(process.env.AGREEMENT_SEED ?? 20260117);
const runs = Number(process.env.AGREEMENT_RUNS ?? 100);
const callsEach = Math.ceil(runs / 20);

const tables = [methodCalls, functionCalls].flatMap((table) => Object.entries(table));

interface Case {
  readonly op: string;
  readonly seed: number;
  readonly at: number;
  readonly draw: fc.Arbitrary<Call>;
  readonly given: Call;
  readonly view: View;
  readonly line: string;
}

const cases = tables.flatMap(([op, draw], place) =>
  // Each op by a seed of its own: the same for all would draw the same shapes for all.
  fc.sample(draw, { seed: seed + place, numRuns: callsEach }).flatMap((given, at): Case[] => {
    // Each call as it is, and under one of the other views.
    const hidden = views[1 + (at % 3)]!;
    return (["exact", hidden] as const).flatMap((view) => {
      const line = claimLine(given, view);
      return line === null ? [] : [{ op, seed: seed + place, at, draw, given, view, line }];
    });
  }),
);

test("every op is drawn, and every setting it has", () => {
  const drawn = new Map<string, string>();
  for (const [op, draw] of tables) {
    const texts = fc.sample(draw, { seed, numRuns: 100 }).map(({ text }) => text);
    drawn.set(op, `${drawn.get(op) ?? ""} ${texts.join(" ")}`);
  }
  expect(publicOps.filter((op) => !drawn.has(op))).toEqual([]);
  const keys = readOptionKeys(publicOps);
  expect(keys.length).toBeGreaterThan(150);
  expect(keys.filter(([op, key]) => !new RegExp(`\\b${key}:`).test(drawn.get(op)!)).map(String)).toEqual([]);
});

test("a fault is shown on the smallest case that has it", () => {
  const draw = fc.tuple(shape, shape).map(([a, b]) => call("$0.add($1)", operand(a), operand(b)));
  const isLarge = ({ operands }: Call): boolean => operands[1]!.shape.some((each) => each > 3);
  const at = fc.sample(draw, { seed, numRuns: 100 }).findIndex(isLarge);
  const least = smallest(draw, { seed, at }, (given) =>
    isLarge(given) ? JSON.stringify(given.operands) : null,
  );
  expect(least).toBe('smallest: [{"shape":[],"dtype":"f32"},{"shape":[4],"dtype":"f32"}]');
});

test("what is said and is not so is a disagreement, in each way", () => {
  const fits = call("$0.sum(0)", operand([2, 3]));
  const fails = call("$0.sum(2)", operand([2, 3]));
  const said = "sum: axis 2 is out of range for [2, 3] (axes are -2 to 1)";
  const printed = `TS2345: Argument of type '2' is not assignable to parameter of type '"${said}"'.`;
  expect(disagreement(fits, "exact", [])).toBeNull();
  expect(disagreement(fails, "exact", [printed])).toBeNull();
  expect(disagreement(fits, "exact", [printed])).toContain("runs, typed sum: axis 2");
  expect(disagreement(fails, "exact", [])).toContain("typed nothing");
  expect(disagreement(fails, "exact", [printed.replace("axis", "Axis")])).toContain("typed sum: Axis 2");
  expect(disagreement(fits, "dims", [printed])).toContain("runs, typed");
  expect(disagreement(fits, "names", [printed.replace("[2, 3]", "[d2, d3]")])).toBeNull();
});

test("ranks 0 to 5, zero sizes, both outcomes and all views are among the calls", () => {
  const operands = cases.flatMap(({ given }) => given.operands);
  expect(new Set(operands.map(({ shape }) => shape.length))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  expect(operands.filter(({ shape }) => shape.includes(0)).length).toBeGreaterThan(50);
  expect(new Set(cases.map(({ view }) => view))).toEqual(new Set(views));
  const failing = cases.filter(({ given }) => typeof run(given) === "string").length;
  expect(failing / cases.length).toBeGreaterThan(0.05);
  expect(failing / cases.length).toBeLessThan(0.5);
});

const describeAll = (compiler: CompilerName, some: readonly Case[]) => {
  const found = checkProgram(
    compiler,
    opening,
    some.map(({ line }) => line),
  );
  return some.flatMap((each, at) => {
    const fault = disagreement(each.given, each.view, found.get(at) ?? []);
    return fault === null ? [] : [{ ...each, fault }];
  });
};

test.each(compilersOfThisRun)(
  "%s says of every call what it gives",
  (compiler) => {
    const wrong = describeAll(compiler, cases);
    // The first disagreement of an op is made as small as it gets, one start of a compiler for each try.
    const [first] = wrong;
    const least =
      first === undefined
        ? []
        : [
            smallest(first.draw, first, (given) => {
              const line = claimLine(given, first.view);
              if (line === null) return null;
              return disagreement(given, first.view, checkProgram(compiler, opening, [line]).get(0) ?? []);
            }),
          ];
    expect([...least, ...wrong.map(({ op, fault }) => `${op}: ${fault}`)]).toEqual([]);
  },
  300_000,
);
