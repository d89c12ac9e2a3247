/** Folds over more elements than a 32-bit counter counts: right on every choice of backend, since another stands in. */

import { configure, jit, ones, ValueError } from "microml";
import { afterEach, expect, test } from "vitest";

afterEach(() => configure({ backend: "auto" }));

test("arrays that no heap would hold are refused before memory is taken for them", () => {
  configure({ backend: "auto" });
  const huge = jit(() => ones([2 ** 16, 2 ** 15 + 1]).mul(2));
  expect(() => huge()).toThrow(
    new ValueError("out of memory: 2147549184 elements of f32 need 8590196736 bytes (use smaller tensors)"),
  );
});

/** The first multiple of 2¹⁶ behind 2³¹. */
const rows = 2 ** 16;
const columns = 2 ** 15 + 1;

test.each(["auto", "wasm"] as const)("a sum of 2^31 + 2^16 ones is their number on %s", (backend) => {
  configure({ backend });
  const sum = jit(() => ones([rows, columns], { dtype: "f64" }).sum());
  expect(sum().item()).toBe(rows * columns);
});
