/** Where shapes and element types are both wrong, both sides name the same fault first; knows no rule. */

import { expect, test } from "vitest";
import { compilersOfThisRun } from "../setup/compilers.ts";
import { checkProgram } from "../types/check-program.ts";
import { type Call, call, operand } from "./call.ts";
import { claimLine, disagreement, opening } from "./call-claims.ts";

const kinds = ["f32", "f64", "i32", "bool"] as const;
const pairs = kinds.flatMap((first) => kinds.map((second) => [first, second] as const));

/** A function of two tensors that fit each other in neither shape nor, mostly, element type. */
const ofTwo = (text: string, first: readonly number[], second: readonly number[]): Call[] =>
  pairs.map(([a, b]) => call(text, operand(first, a), operand(second, b)));

const losses = [
  "mse",
  "meanAbsoluteError",
  "huber",
  "smoothL1",
  "klDivergence",
  "binaryCrossEntropy",
  "cosineSimilarity",
];
const methods = [
  ...["add", "sub", "div", "pow", "minimum", "atan2", "equal", "less", "logicalAnd"],
  ...["matmul", "dot", "outer", "gather", "take", "embedding"],
];

const calls: readonly Call[] = [
  ...losses.flatMap((op) => ofTwo(`${op}($0, $1)`, [2, 3], [2, 4])),
  ...ofTwo("crossEntropy($0, $1)", [2, 3], [4]),
  ...ofTwo("crossEntropy($0, $1)", [2, 3], [2, 4]),
  ...ofTwo("nll($0, $1)", [2, 3], [4]),
  ...ofTwo("binaryCrossEntropy($0, $0, { positiveWeight: $1 })", [2, 3], [4]),
  ...ofTwo("crossEntropy($0, $0, { weight: $1 })", [2, 3], [4]),
  ...ofTwo("$0.batchNorm({ mean: $1, variance: $1 })", [2, 3], [4]),
  ...ofTwo("gruCell($0, $1, $0, $1, $0, $1)", [2, 3], [4]),
  ...methods.flatMap((op) =>
    ofTwo(`$0.${op}($1${op === "gather" || op === "take" ? ", 7" : ""})`, [2, 3], [4, 5]),
  ),
  ...ofTwo("where($0, $1, $1)", [2, 3], [4]),
  ...ofTwo("concat([$0, $1])", [2, 3], [2, 4]),
  ...ofTwo("stack([$0, $1])", [2, 3], [2, 4]),
  ...ofTwo('einsum("ij,jk->ik", $0, $1)', [2, 3], [4, 5]),
  ...ofTwo("attention($0, $1, $1)", [2, 3], [2, 4]),
  ...ofTwo("$0.scatterAdd($1, $0, 5)", [2, 3], [2, 4]),
  ...ofTwo("$0.conv2d($1)", [1, 2, 3, 3], [1, 3, 1, 1]),
  ...ofTwo("$0.layerNorm(1, { gamma: $1 })", [2, 3], [4]),
  ...kinds.flatMap((kind) => [
    call("$0.sum(4)", operand([2, 3], kind)),
    call("$0.any(4)", operand([2, 3], kind)),
    call("$0.softmax(4)", operand([2, 3], kind)),
    call("$0.cumsum(4)", operand([2, 3], kind)),
    call("$0.argMax(4)", operand([2, 3], kind)),
    call("$0.sort(4)", operand([2, 3], kind)),
    call("$0.topK(9, 4)", operand([2, 3], kind)),
    call("$0.var(4)", operand([2, 3], kind)),
    call("$0.l2Normalize(4)", operand([2, 3], kind)),
    call("$0.maxPool2d({ kernel: 9 })", operand([2, 3], kind)),
  ]),
];

test.each(compilersOfThisRun)(
  "%s",
  (compiler) => {
    const given = calls.flatMap((each) => {
      const line = claimLine(each, "exact");
      return line === null ? [] : [{ each, line }];
    });
    const found = checkProgram(
      compiler,
      opening,
      given.map(({ line }) => line),
    );
    const faults = given.flatMap(({ each }, at) => disagreement(each, "exact", found.get(at) ?? []) ?? []);
    expect(faults).toEqual([]);
  },
  300_000,
);
