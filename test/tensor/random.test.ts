/** Random tensors: the same seed gives the same numbers, other seeds others, and their moments are those promised. */

import { expect, test } from "vitest";
import { fillUniform, threefry } from "../../src/base/random.ts";
import { glorotNormal, glorotUniform, heNormal, heUniform, normal, uniform } from "../../src/index.ts";
import type { Untyped } from "./untyped.ts";

type Draw = (
  shape: readonly number[],
  options: { seed: number; dtype?: "f32" | "f64"; low?: number; high?: number; mean?: number; std?: number },
) => Untyped;
const draws = { uniform, normal, glorotUniform, glorotNormal, heUniform, heNormal } as unknown as Record<
  string,
  Draw
>;

const shape = [300, 200];

/** Mean, spread and ends of a tensor's elements. */
function moments(made: Untyped): { mean: number; std: number; low: number; high: number } {
  const data = made.data();
  let [sum, squares, low, high] = [0, 0, Infinity, -Infinity];
  for (const value of data) {
    sum += value;
    squares += value * value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const mean = sum / data.length;
  return { mean, std: Math.sqrt(squares / data.length - mean * mean), low, high };
}

/** The standard deviation and the bound of each: Glorot & Bengio 2010, He et al. 2015; a uniform's is bound/√3. */
test.each<[string, Partial<Parameters<Draw>[1]>, number, number, number]>([
  ["uniform", {}, 0.5, 1 / Math.sqrt(12), 1],
  ["uniform", { low: -2, high: 4 }, 1, 6 / Math.sqrt(12), 4],
  ["normal", {}, 0, 1, 7],
  ["normal", { mean: 3, std: 0.5 }, 3, 0.5, 3 + 3.5],
  ["glorotUniform", {}, 0, Math.sqrt(2 / 500), Math.sqrt(6 / 500)],
  ["glorotNormal", {}, 0, Math.sqrt(2 / 500), 7 * Math.sqrt(2 / 500)],
  ["heUniform", {}, 0, Math.sqrt(2 / 300), Math.sqrt(6 / 300)],
  ["heNormal", {}, 0, Math.sqrt(2 / 300), 7 * Math.sqrt(2 / 300)],
])("%s %j has its moments", (name, options, mean, std, bound) => {
  const found = moments(draws[name]!(shape, { seed: 5, ...options }));
  // Five standard errors of 60,000 numbers.
  expect(Math.abs(found.mean - mean)).toBeLessThan((5 * std) / Math.sqrt(60_000));
  expect(Math.abs(found.std / std - 1)).toBeLessThan(0.02);
  expect(found.high).toBeLessThanOrEqual(bound);
  expect(found.high).toBeGreaterThan(mean + std);
});

test.each(Object.keys(draws))(
  "%s: same seed, same numbers, in both precisions; other seeds, others",
  (name) => {
    const draw = (seed: number, dtype: "f32" | "f64" = "f64"): number[] =>
      Array.from(draws[name]!([4, 5], { seed, dtype }).data());
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1, "f32")).toEqual(draw(1).map(Math.fround));
    for (const other of [0, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1]) expect(draw(other)).not.toEqual(draw(1));
    expect(new Set(draw(1)).size).toBe(20);
  },
);

test("a larger tensor begins with the numbers of a smaller one", () => {
  expect(Array.from(draws.normal!([10], { seed: 3 }).data()).slice(0, 4)).toEqual(
    Array.from(draws.normal!([4], { seed: 3 }).data()),
  );
});

test("uniform numbers fill every tenth of the range alike, and neighbours do not follow each other", () => {
  const data = draws.uniform!([60_000], { seed: 11, dtype: "f64" }).data();
  const counts = new Array<number>(10).fill(0);
  let product = 0;
  for (let at = 0; at < data.length; at++) {
    counts[Math.floor(data[at]! * 10)]!++;
    if (at > 0) product += (data[at]! - 0.5) * (data[at - 1]! - 0.5);
  }
  for (const count of counts) expect(Math.abs(count - 6000)).toBeLessThan(5 * Math.sqrt(6000 * 0.9));
  expect(Math.abs(product / data.length)).toBeLessThan(5 / 12 / Math.sqrt(60_000));
});

// The known answers of the 20-round Threefry-2x32 that its authors publish.
test.each<[[number, number], [number, number], [number, number]]>([
  [
    [0, 0],
    [0, 0],
    [0x6b200159, 0x99ba4efe],
  ],
  [
    [0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x1cb996fc, 0xbb002be7],
  ],
  [
    [0x13198a2e, 0x03707344],
    [0x243f6a88, 0x85a308d3],
    [0xc4923a9c, 0x483df7a0],
  ],
])("threefry of key %j and counter %j", (key, counter, expected) => {
  expect(threefry(key, counter)).toEqual(expected);
});

test("uniform numbers stay below 1", () => {
  const drawn = new Float64Array(1000);
  fillUniform(drawn, 1);
  expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
});
