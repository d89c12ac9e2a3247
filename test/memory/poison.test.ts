/** Poison reaches every kind of fresh memory, and growth between runs changes no result. */

import { expect, test } from "vitest";
import { isPoisoning } from "../../src/base/fresh-memory.ts";
import { configure } from "../../src/index.ts";
import { allocateStorage, growHeap } from "../../src/runtime/index.ts";
import { jit, parameter, tensor, type Untyped } from "../tensor/untyped.ts";

test("fresh storage holds NaN in tests", () => {
  expect(isPoisoning()).toBe(true);
  expect([...allocateStorage("f32", 3).array, ...allocateStorage("f64", 3).array].every(Number.isNaN)).toBe(
    true,
  );
});

test("the memory may grow between any two runs", () => {
  configure({ backend: "wasm" });
  const weight = parameter(tensor([1, 2, 3]));
  const step = jit((x: Untyped) => {
    weight.assign(weight.add(x));
    return weight.mul(2);
  });
  const sums = [0, 1, 2].map(() => {
    growHeap(3);
    const doubled = step(tensor([1, 1, 1]));
    growHeap(1);
    return [weight.toArray(), doubled.toArray(), weight.add(doubled).toArray()];
  });
  expect(sums).toEqual(
    [1, 2, 3].map((count) => [1, 2, 3].map((times) => [1, 2, 3].map((x) => (x + count) * times))),
  );
});
