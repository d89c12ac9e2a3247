/** Making tensors and reading them back: nesting, element types, zero sizes, text; on every executor where it runs. */

import { describe, expect, test } from "vitest";
import { arange, configure, eye, full, isTensor, ones, scalar, zeros } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { type ElementType, type Nested, parameter, tensor, type Untyped } from "./untyped.ts";

const loosely = <T>(value: T): Untyped => value as unknown as Untyped;

test.each<[string, Untyped, readonly number[], ElementType, Nested]>([
  ["a number", tensor(3), [], "f32", 3],
  ["true", tensor(true), [], "bool", 1],
  ["a list", tensor([1, 2]), [2], "f32", [1, 2]],
  [
    "a table",
    tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    [2, 3],
    "f32",
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  ],
  [
    "three levels",
    tensor([
      [[1], [2]],
      [[3], [4]],
    ]),
    [2, 2, 1],
    "f32",
    [
      [[1], [2]],
      [[3], [4]],
    ],
  ],
  ["nothing", tensor([]), [0], "f32", []],
  ["rows of nothing", tensor([[], []]), [2, 0], "f32", [[], []]],
  [
    "flat data under a shape",
    tensor([1, 2, 3, 4], { shape: [2, 2] }),
    [2, 2],
    "f32",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    "nested data under another shape",
    tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { shape: [4, 1] },
    ),
    [4, 1],
    "f32",
    [[1], [2], [3], [4]],
  ],
  ["one number under no shape", tensor([5], { shape: [] }), [], "f32", 5],
  ["a Float32Array", tensor(new Float32Array([1.5, 2])), [2], "f32", [1.5, 2]],
  ["a Float64Array as f64", tensor(new Float64Array([0.1]), { dtype: "f64" }), [1], "f64", [0.1]],
  ["an Int32Array as i32", tensor(new Int32Array([-7]), { dtype: "i32" }), [1], "i32", [-7]],
  ["a Uint8Array as bool", tensor(new Uint8Array([0, 200]), { dtype: "bool" }), [2], "bool", [0, 1]],
  ["0.1 as f32", tensor([0.1]), [1], "f32", [Math.fround(0.1)]],
  ["truth values", tensor([true, false], { dtype: "bool" }), [2], "bool", [1, 0]],
  [
    "NaN as bool, which is true",
    tensor([Number.NaN, 0, -0, 2], { dtype: "bool" }),
    [4],
    "bool",
    [1, 0, 0, 1],
  ],
  ["scalar(2)", loosely(scalar(2)), [], "f32", 2],
  ["zeros", loosely(zeros([2, 1])), [2, 1], "f32", [[0], [0]]],
  ["zeros of nothing", loosely(zeros([2, 0, 3])), [2, 0, 3], "f32", [[], []]],
  ["ones as i32", loosely(ones([2], { dtype: "i32" })), [2], "i32", [1, 1]],
  ["full", loosely(full([2], 7)), [2], "f32", [7, 7]],
  ["arange", loosely(arange(4)), [4], "f32", [0, 1, 2, 3]],
  ["arange(0)", loosely(arange(0, { dtype: "i32" })), [0], "i32", []],
  [
    "eye",
    loosely(eye(2, { dtype: "f64" })),
    [2, 2],
    "f64",
    [
      [1, 0],
      [0, 1],
    ],
  ],
])("%s", (_, made, shape, dtype, nested) => {
  expect([made.shape, made.dtype, made.rank]).toEqual([shape, dtype, shape.length]);
  expect(made.toArray()).toEqual(nested);
  expect(made.size).toBe(made.data().length);
  expect(JSON.parse(JSON.stringify(made))).toEqual(nested);
  expect(isTensor(made)).toBe(true);
});

test("what is no tensor is none", () => {
  for (const value of [null, undefined, 3, [1], {}, { shape: [], dtype: "f32" }])
    expect(isTensor(value)).toBe(false);
});

test("data is copied on the way in and on the way out", () => {
  const given = new Float32Array([1, 2]);
  const held = tensor(given);
  given[0] = 9;
  expect(held.toArray()).toEqual([1, 2]);
  held.data()[0] = 9;
  expect(held.toArray()).toEqual([1, 2]);
  const weight = parameter(held);
  weight.data()[1] = 9;
  expect(weight.toArray()).toEqual([1, 2]);
});

test("item reads the only element, whatever the rank", () => {
  expect([tensor(3).item(), tensor([[4]]).item(), tensor([1, 2]).sum().item()]).toEqual([3, 4, 3]);
});

test("text says what a tensor is, and its elements only once they are there", () => {
  const x = tensor([
    [1, 2],
    [3, 4.123456789],
  ]);
  const y = x.mul(2);
  expect(String(x)).toBe("Tensor [2, 2] f32 {1, 2, 3, 4.12346}");
  expect(String(y)).toBe("Tensor [2, 2] f32 (not computed yet)");
  y.data();
  expect(String(y)).toBe("Tensor [2, 2] f32 {2, 4, 6, 8.24691}");
  expect(String(tensor([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { dtype: "i32" }))).toBe(
    "Tensor [10] i32 {0, 1, 2, 3, 4, 5, 6, 7, …}",
  );
  expect(String(tensor(5))).toBe("Tensor [] f32 {5}");
  expect(String(tensor([]))).toBe("Tensor [0] f32 {}");
});

describe.each(executors)("on %s", (backend) => {
  test.each<[string, Nested, ElementType, ElementType, Nested]>([
    ["floats cut toward zero", [1.9, -1.9, -0.5], "f32", "i32", [1, -1, 0]],
    [
      "floats past 32 bits wrap",
      [2 ** 31, -(2 ** 31) - 1, 2 ** 32 + 5],
      "f64",
      "i32",
      [-(2 ** 31), 2 ** 31 - 1, 5],
    ],
    ["no number becomes 0", [Number.NaN, Infinity, -Infinity], "f64", "i32", [0, 0, 0]],
    ["anything but 0 is true, NaN too", [Number.NaN, 0, -0, 0.1, -3], "f32", "bool", [1, 0, 0, 1, 1]],
    ["doubles are rounded", [0.1, 1e300], "f64", "f32", [Math.fround(0.1), Infinity]],
    ["truth values are 0 and 1", [1, 0], "bool", "f32", [1, 0]],
    ["whole numbers as truth values", [2, 0, -1], "i32", "bool", [1, 0, 1]],
    ["whole numbers as floats", [2 ** 24 + 1], "i32", "f32", [2 ** 24]],
  ])("%s", (_, given, from, to, expected) => {
    configure({ backend, verify: true });
    const made = tensor(given, { dtype: from }).cast(to);
    expect(made.dtype).toBe(to);
    expect((made.toArray() as number[]).map((value) => value + 0)).toEqual(expected);
  });

  test("whole numbers wrap around as 32 bits do", () => {
    configure({ backend, verify: true });
    const big = tensor([2 ** 31 - 1, -(2 ** 31), 65537], { dtype: "i32" });
    expect(big.add(1).toArray()).toEqual([-(2 ** 31), -(2 ** 31) + 1, 65538]);
    expect(big.mul(big).toArray()).toEqual([1, 0, Math.imul(65537, 65537)]);
    expect(big.neg().toArray()).toEqual([-(2 ** 31) + 1, -(2 ** 31), -65537]);
    expect(big.sum().item()).toBe(65536);
    expect(big.prod().item()).toBe(Math.imul(Math.imul(2 ** 31 - 1, -(2 ** 31)), 65537));
    expect(big.max().item()).toBe(2 ** 31 - 1);
  });

  test("nothing is folded, joined and multiplied as nothing should be", () => {
    configure({ backend, verify: true });
    const nothing = loosely(zeros([0, 3], { dtype: "f64" }));
    expect(nothing.sum().item()).toBe(0);
    expect(nothing.prod(0).toArray()).toEqual([1, 1, 1]);
    expect(nothing.mean().item()).toBeNaN();
    expect(nothing.logSumExp(0).toArray()).toEqual([-Infinity, -Infinity, -Infinity]);
    expect(nothing.sum(1).toArray()).toEqual([]);
    expect(nothing.matmul(loosely(ones([3, 2], { dtype: "f64" }))).shape).toEqual([0, 2]);
    expect(
      loosely(ones([2, 0], { dtype: "f64" }))
        .matmul(nothing)
        .toArray(),
    ).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(nothing.add(loosely(ones([1, 3], { dtype: "f64" }))).toArray()).toEqual([]);
    expect(nothing.softmax(1).toArray()).toEqual([]);
    expect(
      nothing
        .pad(
          [
            [1, 0],
            [0, 0],
          ],
          4,
        )
        .toArray(),
    ).toEqual([[4, 4, 4]]);
  });

  test("negative axes count from the end", () => {
    configure({ backend, verify: true });
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(x.sum(-1).toArray()).toEqual(x.sum(1).toArray());
    expect(x.max([-2]).toArray()).toEqual([4, 5, 6]);
    expect(x.sum([-1, 0]).item()).toBe(21);
    expect(x.argMax(-1, { keepDims: true }).toArray()).toEqual([[2], [2]]);
    expect(x.swapAxes(-1, -2).toArray()).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(x.expandDims(-1).shape).toEqual([2, 3, 1]);
    expect(x.take(tensor([-0], { dtype: "i32" }), -1).toArray()).toEqual([[1], [4]]);
    expect(x.slice([null, [-2, null]]).toArray()).toEqual([
      [2, 3],
      [5, 6],
    ]);
  });
});
