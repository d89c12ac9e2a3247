/** Every public op has two programs that do not fit, unless nothing that it takes can be wrong; knows no compiler. */

import { expect, test } from "vitest";
import * as ops from "../../src/ops/index.ts";
import type { DeclaredFamilies } from "../../src/tensor/tensor-type.ts";
import { allWrong } from "./all-wrong.ts";
import { publicOps } from "./public-ops.ts";
import { opsOf, ruleOf } from "./spoken-rules.ts";

const anyTensor = "takes every tensor";
const noTensor = "takes plain numbers and settings, neither shapes nor tensors";

/** The ops whose arguments the compiler never refuses for a shape or an element type, and why. */
const neverRefused: Readonly<Record<string, string>> = {
  data: anyTensor,
  detach: anyTensor,
  isTensor: anyTensor,
  toArray: anyTensor,
  toString: anyTensor,
  zeroGradient: anyTensor,
  debugNumerics: "takes every function",
  scalar: noTensor,
  configure: noTensor,
  constantRate: noTensor,
  exponentialDecay: noTensor,
  milestoneDecay: noTensor,
};

/** The tables of rows that the compiler holds against the declarations of their methods. */
const families: Readonly<Record<keyof DeclaredFamilies, unknown>> = {
  unary: ops.unaryMethods,
  test: ops.testMethods,
  logicalUnary: ops.logicalUnaryMethods,
  binary: ops.binaryMethods,
  comparison: ops.comparisonMethods,
  logical: ops.logicalMethods,
  reduction: ops.reductionMethods,
  boolReduction: ops.boolReductionMethods,
  spread: ops.spreadMethods,
  axis: ops.axisMethods,
};

const counts = new Map<string, number>();
for (const wrong of allWrong) for (const op of opsOf(wrong)) counts.set(op, (counts.get(op) ?? 0) + 1);

test("the list of ops is long, and holds methods, functions, layers, losses and optimizers", () => {
  expect(publicOps.length).toBeGreaterThan(200);
  expect(publicOps).toEqual(expect.arrayContaining(["add", "concat", "conv2d", "mse", "adamW", "assign"]));
});

test("every table of methods is held against declarations", () => {
  const tables = Object.keys(ops).filter((name) => name.endsWith("Methods"));
  expect(
    Object.keys(families)
      .map((name) => `${name}Methods`)
      .sort(),
  ).toEqual(tables.sort());
});

test("every op has two wrong programs", () => {
  const lacking = publicOps.filter((op) => !(op in neverRefused) && (counts.get(op) ?? 0) < 2);
  expect(lacking).toEqual([]);
});

test("what is never refused is an op, and no rule of its name speaks", () => {
  const speaking = new Set(allWrong.flatMap(([, ...messages]) => messages.map(ruleOf)));
  const stale = Object.keys(neverRefused).filter((op) => !publicOps.includes(op) || speaking.has(op));
  expect(stale).toEqual([]);
});
