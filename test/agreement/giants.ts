/** Arguments whose result is too large to be exact, or only just not; knows no compiler. */

import fc from "fast-check";
import type { Rule } from "./rule.ts";

/** The square root of 2^53, divisors of 2^53 − 1 and of 2^53, and their neighbours. */
const giant = fc.constantFrom(
  94906265,
  94906266,
  94906267,
  67108864,
  134217728,
  6361,
  69431,
  20394401,
  4503599627370495,
  4503599627370496,
  9007199254740990,
  9007199254740991,
);
const few = fc.integer({ min: 0, max: 3 });
const dim = fc.oneof({ weight: 2, arbitrary: giant }, { weight: 1, arbitrary: few });
const op = fc.constantFrom("add", "where");
const two = fc.tuple(dim, dim);

/** For each rule whose result can be larger than its operands, arguments that make it so. */
export const giants = {
  broadcast: fc.tuple(op, two).map(([name, [a, b]]) => [name, [a, 1], [1, b]]),
  broadcastAll: fc.tuple(op, two, few).map(([name, [a, b], c]) => [name, [[a, 1, 1], [1, b], [c]]]),
  matmul: two.map(([a, b]) => [
    [a, 2],
    [2, b],
  ]),
  concat: fc.tuple(two, few).map(([[a, b], c]) => [
    [
      [c, a],
      [c, b],
    ],
    1,
  ]),
  stack: fc.tuple(two, few).map(([[a, b], c]) => [Array.from({ length: c + 1 }, () => [a, b])]),
  take: two.map(([a, b]) => [[2, a], [b], 0]),
  pad: fc.tuple(two, few, few).map(([[a, b], c, d]) => [
    [a, b],
    [
      [c, d],
      [0, c],
    ],
  ]),
  oneHot: two.map(([a, b]) => [[a], b]),
  outer: two.map(([a, b]) => [[a], [b]]),
  embedding: two.map(([a, b]) => [[3, a], [b]]),
  einsum: two.map(([a, b]) => ["i,j->ji", [[a], [b]]]),
  tile: two.map(([a, b]) => [[a], [b]]),
  repeat: two.map(([a, b]) => [[a], b, 0]),
} satisfies Readonly<Record<string, Rule["draw"]>>;
