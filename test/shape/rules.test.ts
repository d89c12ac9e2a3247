/** What the run-time shape rules give, against tables and against slow ways to the same answer; knows no tensor. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as shapes from "../../src/shape/index.ts";

describe("tables", () => {
  test.each<readonly [string, readonly number[], () => readonly number[]]>([
    ["broadcast", [4, 2, 3], () => shapes.broadcast("add", [4, 1, 3], [2, 1])],
    ["broadcast with nothing", [0, 3], () => shapes.broadcast("add", [0, 3], [1])],
    ["broadcast of scalars", [], () => shapes.broadcast("add", [], [])],
    ["broadcastAll of none", [], () => shapes.broadcastAll("where", [])],
    ["broadcastTo", [2, 0, 3], () => shapes.broadcastTo([1, 3], [2, 0, 3])],
    ["matmul", [2, 4], () => shapes.matmul([2, 3], [3, 4])],
    ["matmul of vectors", [], () => shapes.matmul([3], [3])],
    ["matmul of a row", [5, 4], () => shapes.matmul([3], [5, 3, 4])],
    ["matmul of a column", [5, 2], () => shapes.matmul([5, 2, 3], [3])],
    ["matmul of stacks", [7, 5, 2, 4], () => shapes.matmul([5, 2, 3], [7, 1, 3, 4])],
    ["matmul over nothing", [2, 4], () => shapes.matmul([2, 0], [0, 4])],
    ["reshape", [32, 784], () => shapes.reshape([32, 28, 28], [-1, 784])],
    ["reshape of nothing", [0, 4], () => shapes.reshape([0], [-1, 4])],
    ["reshape to a scalar", [], () => shapes.reshape([1, 1], [])],
    ["flatten of a scalar", [1], () => shapes.flatten([])],
    ["flatten of the middle", [2, 12, 5], () => shapes.flatten([2, 3, 4, 5], 1, -2)],
    ["transpose", [4, 3, 2], () => shapes.transpose([2, 3, 4])],
    ["transpose by an order", [3, 4, 2], () => shapes.transpose([2, 3, 4], [1, -1, 0])],
    ["swapAxes", [4, 3, 2], () => shapes.swapAxes([2, 3, 4], 0, -1)],
    ["expandDims at the end", [2, 1], () => shapes.expandDims([2], -1)],
    ["squeeze", [3], () => shapes.squeeze([1, 3, 1])],
    ["squeeze of some", [3, 1], () => shapes.squeeze([1, 3, 1], [0])],
    ["reduce", [2, 1, 4], () => shapes.reduce("sum", [2, 3, 4], -2, true)],
    ["reduce nothing", [2, 3], () => shapes.reduce("sum", [2, 3], [])],
    ["reduce of nothing", [3], () => shapes.reduce("sum", [0, 3], 0)],
    ["reduceNonEmpty beside nothing", [0], () => shapes.reduceNonEmpty("max", [0, 3], 1)],
    [
      "concat",
      [2, 7, 3],
      () =>
        shapes.concat(
          [
            [2, 1, 3],
            [2, 4, 3],
            [2, 2, 3],
          ],
          1,
        ),
    ],
    [
      "stack",
      [2, 3, 4],
      () =>
        shapes.stack(
          [
            [2, 3],
            [2, 3],
            [2, 3],
            [2, 3],
          ],
          -1,
        ),
    ],
    ["stack of scalars", [3], () => shapes.stack([[], [], []], 0)],
    [
      "pad",
      [3, 3],
      () =>
        shapes.pad(
          [2, 4],
          [
            [1, 0],
            [-1, 0],
          ],
        ),
    ],
    ["gather", [2, 5], () => shapes.gather([2, 3], [2, 5], 1)],
    ["take", [2, 4, 4, 2], () => shapes.take([2, 3, 2], [4, 4], 1)],
    ["oneHot", [2, 1, 4], () => shapes.oneHot([2, 1], 4)],
    ["crossEntropy of classes", [2, 5], () => shapes.crossEntropy([2, 3, 5], [2, 5])],
    ["crossEntropy of probabilities", [2], () => shapes.crossEntropy([2, 3], [2, 3])],
    ["linear", [32, 10], () => shapes.linear(784, [32, 784], 10)],
    [
      "literal",
      [2, 3],
      () =>
        shapes.literal([
          [1, 2, 3],
          [4, 5, 6],
        ]),
    ],
    ["literal of nothing", [2, 0], () => shapes.literal([[], []])],
  ])("%s", (_name, expected, call) => {
    expect(call()).toEqual(expected);
  });

  test("axes are ascending, whatever their order", () => {
    expect(shapes.normalizeAxes("sum", [2, 3, 4], [-1, 0])).toEqual([0, 2]);
    expect(shapes.normalizeAxes("sum", [2, 3, 4], undefined)).toEqual([0, 1, 2]);
    expect(shapes.normalizeAxes("sum", [2, 3, 4], -2)).toEqual([1]);
  });

  test("a shape with more elements than can be counted has none when one size is 0", () => {
    expect(shapes.validateShape("zeros", [2 ** 40, 0, 2 ** 40])).toEqual([2 ** 40, 0, 2 ** 40]);
  });

  test("names such as __proto__ are names like any other", () => {
    const bound = shapes.unify([["__proto__", "constructor"], ["__proto__"]], [[3, 4], [3]]);
    expect([...bound]).toEqual([
      ["__proto__", 3],
      ["constructor", 4],
    ]);
    expect(shapes.through("relu", ["...", "__proto__"], ["__proto__", "..."], [2, 5])).toEqual([5, 2]);
  });

  test("layers pass on what they do not name", () => {
    const layers = [
      { takes: ["..."], gives: ["..."] },
      { takes: ["n", 8, 8], gives: ["n", 64] },
      { takes: ["...", 64], gives: ["...", 10] },
    ];
    expect(shapes.compose(layers)).toEqual({ takes: ["n", 8, 8], gives: ["n", 10] });
  });
});

const size = fc.integer({ min: 0, max: 7 });
const shape = fc.array(size, { maxLength: 5 });

describe("properties", () => {
  test("no rule changes what it is given, and none gives it back", () => {
    fc.assert(
      fc.property(shape, (a) => {
        const given = Object.freeze([...a]);
        const results = [
          shapes.broadcast("add", given, given),
          shapes.broadcastTo(given, given),
          shapes.reshape(given, given),
          shapes.transpose(given),
          shapes.squeeze(given),
          shapes.reduce("sum", given, []),
          shapes.slice(given, []),
          shapes.validateShape("zeros", given),
        ];
        for (const result of results) expect(result).not.toBe(given);
      }),
    );
  });

  test("broadcasting is commutative and gives what both stretch to", () => {
    fc.assert(
      fc.property(
        shape,
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        fc.nat(5),
        (a, ones, cut) => {
          const b = a.map((dim, axis) => (ones[axis] ? 1 : dim)).slice(Math.min(cut, a.length));
          const common = shapes.broadcast("add", a, b);
          expect(shapes.broadcast("add", b, a)).toEqual(common);
          expect(shapes.broadcastTo(a, common)).toEqual(common);
          expect(shapes.broadcastTo(b, common)).toEqual(common);
        },
      ),
    );
  });

  test("a slice takes the elements that counting takes", () => {
    const end = fc.option(fc.integer({ min: -9, max: 9 }));
    const step = fc.integer({ min: -4, max: 4 }).filter((each) => each !== 0);
    fc.assert(
      fc.property(size, end, end, step, (length, start, stop, by) => {
        const clamp = (index: number | null, open: number): number => {
          if (index === null) return open;
          const at = index < 0 ? index + length : index;
          return by > 0 ? Math.min(Math.max(at, 0), length) : Math.min(Math.max(at, -1), length - 1);
        };
        const last = clamp(stop, by > 0 ? length : -1);
        const counted: number[] = [];
        for (let at = clamp(start, by > 0 ? 0 : length - 1); by > 0 ? at < last : at > last; at += by)
          counted.push(at);
        const [range] = shapes.normalizeSlice([length], [[start, stop, by]]);
        const taken = Array.from({ length: range!.size }, (_, at) => range!.start + at * range!.step);
        expect(taken).toEqual(counted);
        for (const at of taken) expect(at >= 0 && at < length).toBe(true);
      }),
    );
  });

  test("ranges of the longest axes are counted exactly", () => {
    const longest = Number.MAX_SAFE_INTEGER;
    expect(shapes.slice([longest], [[null, null, 3]])).toEqual([3002399751580331]);
    expect(shapes.slice([longest - 1], [[null, null, 3]])).toEqual([3002399751580330]);
    expect(shapes.slice([longest], [[null, null, -2]])).toEqual([4503599627370496]);
  });

  test("reshape finds the one size that is left over", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        fc.nat(4),
        (a, at) => {
          const open = a.map((dim, axis) => (axis === at % a.length ? -1 : dim));
          expect(shapes.reshape([shapes.sizeOf(a)], open)).toEqual(a);
        },
      ),
    );
  });

  test("transposing by an order and by its inverse is nothing", () => {
    fc.assert(
      fc.property(
        shape.chain((a) =>
          fc.tuple(
            fc.constant(a),
            fc.shuffledSubarray(
              a.map((_, axis) => axis),
              { minLength: a.length },
            ),
          ),
        ),
        ([a, order]) => {
          const inverse = order.map((_, axis) => order.indexOf(axis));
          expect(shapes.transpose(shapes.transpose(a, order), inverse)).toEqual(a);
        },
      ),
    );
  });
});
