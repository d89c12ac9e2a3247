/** Which operands einsum multiplies first: the work of its products, and the same values whatever the order. */

import { expect, test } from "vitest";
import type { Node } from "../../src/graph/node.ts";
import { sortTopologically } from "../../src/graph/walk.ts";
import { einsum, source } from "../../src/ops/index.ts";
import { callFree, numbers, scatter } from "./loose.ts";

/** The multiplications of all matrix products of a graph. */
const workOf = (root: Node): number =>
  sortTopologically([root])
    .filter(({ op }) => op.kind === "contraction")
    .reduce((sum, { shape, inputs }) => sum + shape.reduce((a, b) => a * b, inputs[0]!.shape.at(-1)!), 0);

test.each<[string, number[][], number]>([
  ["ij,jk,k->i", [[40, 50], [50, 60], [60]], 50 * 60 + 40 * 50],
  ["i,ij,jk->k", [[40], [40, 50], [50, 60]], 40 * 50 + 50 * 60],
  [
    "ij,jk,kl->il",
    [
      [2, 30],
      [30, 30],
      [30, 2],
    ],
    2 * 30 * 30 + 2 * 30 * 2,
  ],
  [
    "ab,bc,cd,de->ae",
    [
      [9, 1],
      [1, 9],
      [9, 1],
      [1, 9],
    ],
    1 * 9 * 1 + 1 * 1 * 9 + 9 * 1 * 9,
  ],
])("%s over %j takes no more than %d multiplications", (equation, shapes, work) => {
  const operands = shapes.map((shape) => source({}, { shape, dtype: "f64" }));
  expect(workOf(einsum(equation, operands))).toBeLessThanOrEqual(work);
});

test("operands in another order give the same", () => {
  const terms = ["ab", "bcx", "cd", "xda"];
  const shapes = [
    [2, 3],
    [3, 4, 2],
    [4, 5],
    [2, 5, 2],
  ];
  const operands = shapes.map((shape, at) => scatter(shape, { seed: at }));
  const wanted = numbers(callFree("einsum", `${terms.join()}->xb`, ...operands));
  for (const order of [
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ]) {
    const equation = `${order.map((at) => terms[at]).join()}->xb`;
    const got = numbers(callFree("einsum", equation, ...order.map((at) => operands[at]!)));
    got.forEach((value, at) => {
      expect(value).toBeCloseTo(wanted[at]!, 10);
    });
  }
});
