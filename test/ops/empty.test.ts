/** Axes of size 0: shapes as the rules say, values as the definitions say, and gradients of the operands' shapes. */

import { afterAll, describe, expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { grad, tensor, type Untyped } from "../tensor/untyped.ts";
import { call, callFree, callList, callTree } from "./loose.ts";

const empty = (...shape: readonly number[]): Untyped => tensor([], { shape, dtype: "f64" });
const ones = (...shape: readonly number[]): Untyped =>
  tensor(new Array(shape.reduce((product, size) => product * size, 1)).fill(1), { shape, dtype: "f64" });

/** What is built, the operand to differentiate by, and the result as nested arrays. */
const cases: readonly (readonly [string, Untyped, (x: Untyped) => Untyped, unknown])[] = [
  ["cumsum", empty(0, 2), (x) => call(x, "cumsum", 0), []],
  ["cumprod", empty(2, 0), (x) => call(x, "cumprod", 0, { exclusive: true }), [[], []]],
  ["sort", empty(0), (x) => callTree<"values">(x, "sort", 0).values, []],
  ["topK of none", ones(3), (x) => callTree<"values">(x, "topK", 0, 0).values, []],
  ["flip", empty(0, 3), (x) => call(x, "flip"), []],
  ["roll", empty(0), (x) => call(x, "roll", 2, 0), []],
  ["tile by 0", ones(2), (x) => call(x, "tile", [0, 1]), []],
  ["repeat by 0", ones(2), (x) => call(x, "repeat", 0, 0), []],
  ["a diagonal beyond", ones(2, 2), (x) => call(x, "diag", 5), []],
  ["an empty diagonal", empty(0), (x) => call(x, "diag", -1), [[0]]],
  ["trace", empty(0, 3), (x) => call(x, "trace"), 0],
  ["a part of size 0", ones(2), (x) => callList(x, "split", [2, 0])[1]!, []],
  ["einsum over nothing", empty(2, 0), (x) => callFree("einsum", "ij,jk->ik", x, empty(0, 1)), [[0], [0]]],
  ["attention to nothing", ones(2, 3), (x) => callFree("attention", x, empty(0, 3), empty(0, 1)), [[0], [0]]],
  ["conv1d of no sample", ones(3, 2, 2), (w) => call(empty(0, 2, 5), "conv1d", w), []],
  ["conv1d of no channel", empty(1, 0, 3), (x) => call(x, "conv1d", empty(1, 0, 2)), [[[0, 0]]]],
  ["convTranspose1d of no sample", ones(2, 1, 2), (w) => call(empty(0, 2, 3), "convTranspose1d", w), []],
  ["maxPool1d of no sample", empty(0, 2, 4), (x) => call(x, "maxPool1d", { kernel: 2 }), []],
  ["avgPool1d of no channel", empty(1, 0, 4), (x) => call(x, "avgPool1d", { kernel: 2 }), [[]]],
  [
    "embedding of no id",
    ones(3, 2),
    (x) => call(x, "embedding", tensor([], { shape: [0], dtype: "i32" })),
    [],
  ],
  ["layerNorm of no sample", empty(0, 3), (x) => call(x, "layerNorm"), []],
];

describe.each(executors)("%s", (backend) => {
  afterAll(() => configure({ backend: "auto", verify: false }));

  test.each(cases)("%s", (_, x, build, expected) => {
    configure({ backend, verify: true });
    const result = build(x);
    expect(result.toArray()).toEqual(expected);
    const gradient = grad(result.sum(), [x])[0]!;
    expect(gradient.shape).toEqual(x.shape);
    for (const value of gradient.data()) expect(Number.isFinite(value)).toBe(true);
  });
});
