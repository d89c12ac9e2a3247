/** Functions with right gradients over many kinds of op, for the checker's false alarms; runs nothing. */

import type { CheckOptions } from "../../src/check/index.ts";
import { type Forward, where, withGradient } from "./loose.ts";

/** A function and how it is checked. */
export type Row = readonly [name: string, fn: Forward, options: CheckOptions];

const positive = { low: 0.2, high: 4 };
const offZero = { low: -3, high: 3, avoid: [0] };

export const rightGradients: readonly Row[] = [
  ["bias and tanh", (x, b) => x!.add(b!).tanh(), { inputs: [["batch", 3], [3]] }],
  ["product of three", (a, b, c) => a!.mul(b!).mul(c!), { inputs: [["n"], ["n"], []] }],
  ["quotient", (a, b) => a!.div(b!), { inputs: [["n", "m"], { shape: ["m"], domain: offZero }] }],
  ["power", (a, b) => a!.pow(b!), { inputs: [{ shape: ["n"], domain: positive }, ["n"]] }],
  ["log and sqrt", (x) => x!.log().mul(x!.sqrt()), { inputs: [["n"]], domain: positive }],
  [
    "matmul",
    (a, b) => a!.matmul(b!),
    {
      inputs: [
        ["n", "k"],
        ["k", "m"],
      ],
    },
  ],
  [
    "batched matmul",
    (a, b) => a!.matmul(b!),
    {
      inputs: [
        ["batch", "n", 2],
        [2, "m"],
      ],
    },
  ],
  ["softmax", (x) => x!.softmax(-1), { inputs: [["n", 4]] }],
  ["log-softmax", (x) => x!.logSoftmax(-1).mul(x!), { inputs: [["n", 3]] }],
  ["mean of squares", (x) => x!.square().mean(), { inputs: [["n", 2]], smallest: 1 }],
  ["sum over an axis", (x) => x!.sin().sum(0), { inputs: [["n", "m"]] }],
  ["largest over an axis", (x) => x!.max(1), { inputs: [["n", 3]] }],
  ["maximum", (a, b) => a!.maximum(b!).exp(), { inputs: [["n"], ["n"]] }],
  ["relu", (x) => x!.relu().mul(x!), { inputs: [["n"]], domain: offZero }],
  ["abs over kinks", (x) => x!.abs(), { inputs: [["n"]], domain: { low: -0.02, high: 0.02 } }],
  ["gelu", (x) => x!.gelu(), { inputs: [["n"]] }],
  ["sigmoid of a difference", (a, b) => a!.sub(b!).sigmoid(), { inputs: [["n", 1], ["m"]] }],
  ["cumulative sum", (x) => x!.cumsum(0).square(), { inputs: [["n"]] }],
  ["transpose and flip", (x) => x!.transpose().flip(0).mul(2).exp(), { inputs: [["n", "m"]] }],
  ["roll", (x) => x!.roll(1, 0).mul(x!), { inputs: [["n"]] }],
  ["steep", (x) => x!.mul(4).exp(), { inputs: [["n"]] }],
  ["where", (a, b) => where(a!.greater(b!), a!.square(), b!.sin()), { inputs: [["n"], ["n"]] }],
  ["constant", (x) => x!.mul(0).add(1), { inputs: [["n"]] }],
  ["f32", (x, b) => x!.mul(b!).tanh(), { inputs: [["batch", 3], [3]], dtype: "f32" }],
  [
    "own gradient",
    withGradient(
      (x) => x.square().sum(),
      (ct, x) => [ct.mul(x).mul(2)],
    ),
    { inputs: [["n"]] },
  ],
];
