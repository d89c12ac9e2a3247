/** A value of single precision is one number, whether it is read from memory or computed anew, on every executor. */

import { afterAll, describe, expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { generators } from "../setup/executors.ts";
import { jit, tensor, type Untyped } from "../tensor/untyped.ts";

afterAll(() => configure({ backend: "auto" }));

const [rows, columns] = [7, 50];
const numbers = Float32Array.from({ length: rows * columns }, (_, at) => Math.sin(at * 1.7 + 1));
const matrix = (): Untyped => tensor(numbers, { shape: [rows, columns] });
const inexact = (x: Untyped): Untyped => x.mul(0.1).add(0.3);

/** Programs that subtract a value from itself, and how many zeros they make at least. */
const table: readonly (readonly [name: string, make: (x: Untyped) => Untyped, zeros: number])[] = [
  ["the largest of each column", (x) => inexact(x).sub(inexact(x).max(0)), columns],
  ["the smallest of all", (x) => inexact(x).sub(inexact(x).min()), 1],
  ["the largest, along another axis", (x) => inexact(x).transpose().sub(inexact(x).max(1)).transpose(), rows],
  [
    "a value that is stored and used at once",
    (x) => {
      const y = inexact(x).tanh().div(3);
      return y.flip(0).flip(0).sub(y).add(y.sum().mul(0));
    },
    rows * columns,
  ],
  [
    "a sum that is stored and used at once",
    (x) => {
      const total = x.sum(1, { keepDims: true });
      const third = total.div(3);
      return third.sub(third.flip(0).flip(0)).add(x.mul(0));
    },
    rows * columns,
  ],
];

describe.each(generators)("on %s", (backend) => {
  test.each(table)("%s is found", (_name, make, zeros) => {
    configure({ backend });
    const found = jit((x: Untyped) => make(x).equal(0).cast("f32").sum())(matrix()).item();
    expect(found).toBeGreaterThanOrEqual(zeros);
  });
});

test("loops round nothing that is used once", () => {
  configure({ backend: "javascript-looped" });
  const step = jit((x: Untyped) => inexact(x).mul(x).sub(0.2).div(1.7));
  step(matrix()).data();
  expect(step.explain()).not.toContain("fround");
});
