/** Questions about single elements have answers for every element type. */

import { expect, test } from "vitest";
import { tensor } from "../../src/index.ts";

test.each(["i32", "bool"] as const)("of %s every element is finite and a number", (dtype) => {
  const x = tensor([0, 1], { dtype });
  expect(x.isNaN().toArray()).toEqual([0, 0]);
  expect(x.isFinite().toArray()).toEqual([1, 1]);
  expect(x.isInfinite().toArray()).toEqual([0, 0]);
});

test.each(["f32", "f64"] as const)("of %s NaN and the infinities are told apart", (dtype) => {
  const x = tensor([0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], { dtype });
  expect(x.isNaN().toArray()).toEqual([0, 1, 0, 0]);
  expect(x.isFinite().toArray()).toEqual([1, 0, 0, 0]);
  expect(x.isInfinite().toArray()).toEqual([0, 0, 1, 1]);
});
