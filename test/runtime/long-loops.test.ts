/** Folds over more elements than a 32-bit counter counts: right on every choice of backend, since another stands in. */

import { configure, jit, ones } from "microml";
import { afterEach, expect, test } from "vitest";

afterEach(() => configure({ backend: "auto" }));

/** The first multiple of 2¹⁶ behind 2³¹. */
const rows = 2 ** 16;
const columns = 2 ** 15 + 1;

test.each(["auto", "wasm"] as const)("a sum of 2^31 + 2^16 ones is their number on %s", (backend) => {
  configure({ backend });
  const sum = jit(() => ones([rows, columns], { dtype: "f64" }).sum());
  expect(sum().item()).toBe(rows * columns);
});
