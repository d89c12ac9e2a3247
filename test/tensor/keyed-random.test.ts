/** Random numbers by keys, in compiled steps: the same key the same numbers, other keys independent ones; dropout and its modes. */

import {
  configure,
  DTypeError,
  grad,
  jit,
  normal,
  ones,
  randomKey,
  ShapeError,
  splitKey,
  type Tensor,
  tensor,
  uniform,
  ValueError,
  vmap,
  zeros,
} from "microml";
import * as nn from "microml/nn";
import type { Equals } from "ts-toolbelt/out/Any/Equals.js";
import { afterEach, describe, expect, test } from "vitest";
import { executors } from "../setup/executors.ts";

const numbers = (x: { data(): ArrayLike<number> }): number[] => Array.from(x.data());
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
type Key = Tensor<[2], "i32">;

afterEach(() => configure({ backend: "auto" }));

describe("keys", () => {
  test.each([0, 1, 2 ** 32 + 7, 2 ** 53 - 1])("seed %d: a key draws what its seed draws", (seed) => {
    for (const dtype of ["f32", "f64"] as const) {
      const key = randomKey(seed);
      expect(numbers(uniform([3, 5], { key, dtype }))).toEqual(numbers(uniform([3, 5], { seed, dtype })));
      expect(numbers(normal([4], { key, dtype }))).toEqual(numbers(normal([4], { seed, dtype })));
    }
  });

  test.each(executors)("%s draws the same, inside jit, with another key other numbers", (backend) => {
    const draw = (key: Key) => uniform([4, 3], { key, low: -1 }).add(normal([3], { key, mean: 2, std: 0.5 }));
    const wanted = numbers(draw(randomKey(3)));
    configure({ backend });
    const step = jit((key: Key) => draw(key));
    numbers(step(randomKey(3))).forEach((value, at) => {
      expect(value).toBeCloseTo(wanted[at]!, 5);
    });
    expect(numbers(step(randomKey(4)))).not.toEqual(wanted);
  });

  test("split into independent ones, by vmap too", () => {
    const keys = splitKey(randomKey(1), 200);
    expect(1 satisfies Equals<typeof keys, Tensor<[200, 2], "i32">>).toBe(1);
    const table = vmap((key: Key) => uniform([500], { key }))(keys);
    const rows = Array.from({ length: 200 }, (_, row) => numbers(table.index([row])));
    expect(new Set(rows.map(([first]) => first)).size).toBe(200);
    const correlations = rows
      .slice(1)
      .map((row, at) => mean(row.map((value, column) => (value - 0.5) * (rows[at]![column]! - 0.5))));
    // the mean of 199 means of 500 products, each product of variance 1/144
    expect(Math.abs(mean(correlations))).toBeLessThan(5 / (12 * Math.sqrt(199 * 500)));
    expect(Math.abs(mean(rows.flat()) - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 100_000));
    expect(numbers(table.index([7]))).toEqual(
      numbers(uniform([500], { key: keys.index([7]) as unknown as Key })),
    );
    const [a, b] = splitKey(randomKey(1)).unstack();
    expect(numbers(a as never)).not.toEqual(numbers(b as never));
  });

  test("that are none are refused in one line", () => {
    // @ts-expect-error f32 is no key
    expect(() => uniform([2], { key: zeros([2]) })).toThrow(
      new DTypeError("uniform: a key is [2] i32, got [2] f32 (make one with randomKey(seed))"),
    );
    // @ts-expect-error [3] is no key
    expect(() => splitKey(zeros([3], { dtype: "i32" }))).toThrow(
      new ShapeError("splitKey: a key is [2] i32, got [3] i32 (make one with randomKey(seed))"),
    );
    expect(() => randomKey(-1 as number)).toThrow(
      "randomKey: the seed is -1, and has to be a whole number from 0 to 2^53",
    );
    expect(() => splitKey(randomKey(1), -1 as number)).toThrow(
      new ValueError("splitKey: the count is -1, and has to be a whole number from 0 to 2^53"),
    );
  });
});

describe("dropout", () => {
  const x = ones([100, 100]);

  test.each([0.1, 0.5, 0.9])(
    "of %d drops that share and keeps the mean; its gradient is the mask",
    (rate) => {
      const step = jit((v: Tensor<[100, 100]>, key: Key) => {
        const y = v.dropout(rate, key);
        return { y, slope: grad(y.mul(v).sum(), v) };
      });
      const { y, slope } = step(x, randomKey(2));
      const kept = numbers(y).filter((value) => value !== 0);
      expect(Math.abs(kept.length / 10_000 - (1 - rate))).toBeLessThan(
        5 * Math.sqrt((rate * (1 - rate)) / 10_000),
      );
      expect(new Set(kept)).toEqual(new Set([Math.fround(1 / (1 - rate))]));
      expect(numbers(slope)).toEqual(numbers(y).map((value) => 2 * value));
    },
  );

  test("keeps what it drops out of sight, and has two ends", () => {
    const bad = tensor([Number.NaN, 1, Number.POSITIVE_INFINITY]);
    expect(bad.dropout(1, randomKey(1)).toArray()).toEqual([0, 0, 0]);
    expect(grad(bad.dropout(1, randomKey(1)).sum(), bad).toArray()).toEqual([0, 0, 0]);
    expect(bad.dropout(0, randomKey(1)).toArray()).toEqual([Number.NaN, 1, Number.POSITIVE_INFINITY]);
    expect(zeros([0, 2]).dropout(0.5, randomKey(1)).shape).toEqual([0, 2]);
    // @ts-expect-error dropout: the rate is 1.5, and has to be from 0 to 1
    expect(() => x.dropout(1.5, randomKey(1))).toThrow(
      new ValueError("dropout: the rate is 1.5, and has to be from 0 to 1"),
    );
    // @ts-expect-error dropout: needs f32 or f64, got i32 (cast it with .cast("f32"))
    expect(() => zeros([2], { dtype: "i32" }).dropout(0.5, randomKey(1))).toThrow(
      new DTypeError('dropout: needs f32 or f64, got i32 (cast it with .cast("f32"))'),
    );
  });
});

describe("the dropout layer", () => {
  const x = ones([32, 8]);

  test.each(executors)("on %s draws a new mask at each call, the same ones for the same seed", (backend) => {
    configure({ backend });
    const run = (compiled: boolean): number[][] => {
      const net = nn.sequential(nn.linear(8, 8, { seed: 1 }), nn.dropout(0.5, { seed: 4 }));
      const step: (v: Tensor<[32, 8]>) => Tensor<[32, 8]> = compiled
        ? jit((v: Tensor<[32, 8]>) => net(v))
        : net;
      return [0, 1, 2].map(() => numbers(step(x)).map((value) => (value === 0 ? 0 : 1)));
    };
    const [first, second, third] = run(true);
    expect(first).not.toEqual(second);
    expect(second).not.toEqual(third);
    expect(run(false)).toEqual([first, second, third]);
  });

  test("passes everything in eval, in steps compiled before as well", () => {
    const net = nn.sequential(nn.sequential(nn.dropout(0.5, { seed: 1 })), nn.relu());
    const step = jit((v: Tensor<["n", 8]>) => net(v));
    const hasZeros = () => numbers(step(x)).includes(0);
    expect(hasZeros()).toBe(true);
    net.eval();
    expect(hasZeros()).toBe(false);
    net.train();
    expect(hasZeros()).toBe(true);
    net.train(false);
    expect(hasZeros()).toBe(false);
    expect(net.parameters()).toEqual([]);
  });
});
