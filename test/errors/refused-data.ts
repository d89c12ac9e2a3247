/** Numbers and sizes that make no tensor, each with its one line; runs nothing. */

import { tensor } from "../tensor/untyped.ts";
import {
  arange,
  eye,
  full,
  glorotUniform,
  makeLoosely,
  normal,
  type Refusal,
  scalar,
  table,
  uniform,
  zeros,
} from "./loose.ts";

export const dataRefusals: readonly Refusal[] = [
  [
    "[[1, 2], [3]]",
    "ValueError",
    "tensor: ragged data, [0] has shape [2] and [1] has [1]",
    () => tensor([[1, 2], [3]]),
  ],
  [
    "[[[1], [2]], [[3], [4, 5]]]",
    "ValueError",
    "tensor: ragged data, [1][0] has shape [1] and [1][1] has [2]",
    () =>
      tensor([
        [[1], [2]],
        [[3], [4, 5]],
      ]),
  ],
  ["[1, [2]]", "ValueError", "tensor: ragged data, [0] has shape [] and [1] has [1]", () => tensor([1, [2]])],
  [
    '[1, "2"]',
    "ValueError",
    "tensor: element [1] is string, expected a number or an array",
    () => tensor([1, "2"]),
  ],
  [
    "[1, null]",
    "ValueError",
    "tensor: element [1] is null, expected a number or an array",
    () => tensor([1, null]),
  ],
  [
    "[[0], [1n]]",
    "ValueError",
    "tensor: element [1][0] is bigint, expected a number or an array",
    () => tensor([[0], [1n]]),
  ],
  [
    "a hole",
    "ValueError",
    "tensor: element [1] is undefined, expected a number or an array",
    () => tensor([1, undefined, 3]),
  ],
  [
    "undefined",
    "ValueError",
    "tensor: needs numbers, nested arrays or a typed array, got undefined",
    () => tensor(undefined),
  ],
  [
    "an object",
    "ValueError",
    "tensor: needs numbers, nested arrays or a typed array, got object",
    () => tensor({}),
  ],
  [
    '"abc"',
    "ValueError",
    'tensor: needs numbers, nested arrays or a typed array, got the string "abc"',
    () => tensor("abc"),
  ],
  [
    "3 numbers as [2, 2]",
    "ShapeError",
    "tensor: [2, 2] has 4 elements, the data has 3",
    () => tensor([1, 2, 3], { shape: [2, 2] }),
  ],
  [
    "a typed array as [2]",
    "ShapeError",
    "tensor: [2] has 2 elements, the data has 3",
    () => tensor(new Float32Array(3), { shape: [2] }),
  ],
  [
    "1.5 as i32",
    "ValueError",
    "tensor: 1.5 is no 32-bit whole number, and the dtype is i32 (use f32 or f64)",
    () => tensor([1.5], { dtype: "i32" }),
  ],
  [
    "2^31 as i32",
    "ValueError",
    "tensor: 2147483648 is no 32-bit whole number, and the dtype is i32 (use f32 or f64)",
    () => tensor([2 ** 31], { dtype: "i32" }),
  ],
  [
    "NaN as i32",
    "ValueError",
    "tensor: NaN is no 32-bit whole number, and the dtype is i32 (use f32 or f64)",
    () => tensor(new Float64Array([Number.NaN]), { dtype: "i32" }),
  ],
  [
    "full of 1.5 as i32",
    "ValueError",
    "full: 1.5 is no 32-bit whole number, and the dtype is i32 (use f32 or f64)",
    () => full([2], 1.5, { dtype: "i32" }),
  ],
  [
    "an unknown dtype",
    "DTypeError",
    'tensor: unknown dtype "f16" (one of f32, f64, i32, bool)',
    () => makeLoosely([1], { dtype: "f16" }),
  ],
  ['scalar("1")', "ValueError", 'scalar: needs a number, got the string "1"', () => scalar("1")],
];

export const sizeRefusals: readonly Refusal[] = [
  [
    "zeros([1.5])",
    "ShapeError",
    "zeros: size 1.5 at axis 0 of [1.5] is not a whole number",
    () => zeros([1.5]),
  ],
  ["zeros([2, -1])", "ShapeError", "zeros: size -1 at axis 1 of [2, -1] is negative", () => zeros([2, -1])],
  [
    "zeros([NaN])",
    "ShapeError",
    "zeros: size NaN at axis 0 of [NaN] is not a whole number",
    () => zeros([Number.NaN]),
  ],
  [
    "zeros([Infinity])",
    "ShapeError",
    "zeros: size Infinity at axis 0 of [Infinity] is larger than 9007199254740991",
    () => zeros([Infinity]),
  ],
  [
    "zeros([2^27, 2^27])",
    "ShapeError",
    "zeros: [134217728, 134217728] has more than 9007199254740991 elements",
    () => zeros([2 ** 27, 2 ** 27]),
  ],
  [
    "zeros([undefined])",
    "ShapeError",
    "zeros: size undefined at axis 0 is not a whole number",
    () => zeros([undefined]),
  ],
  ["full([2])", "ValueError", "full: needs a number, got undefined", () => full([2])],
  [
    "uniform([2])",
    "ValueError",
    "uniform: needs options, such as { seed: 1 }, got undefined",
    () => uniform([2]),
  ],
  [
    "uniform by a seed and a key",
    "ValueError",
    "uniform: seed and key are both given, and only one can be drawn from (leave out the other)",
    () => uniform([2], { seed: 1, key: tensor([1, 2], { dtype: "i32" }) }),
  ],
  [
    "normal([2], 3)",
    "ValueError",
    "normal: needs options, such as { seed: 1 }, got the number 3",
    () => normal([2], 3),
  ],
  ["zeros(3)", "ShapeError", "zeros: needs a shape such as [2, 3], got the number 3", () => zeros(3)],
  [
    "2^40 elements",
    "ValueError",
    "out of memory: 1099511627776 elements of f32 need 4398046511104 bytes (use smaller tensors)",
    () => zeros([2 ** 40]).toArray(),
  ],
  ["arange(-1)", "ShapeError", "arange: size -1 at axis 0 of [-1] is negative", () => arange(-1)],
  ["eye(1.5)", "ShapeError", "eye: size 1.5 at axis 0 of [1.5, 1.5] is not a whole number", () => eye(1.5)],
  ["reshape to 4", "ShapeError", "reshape: [2, 3] has 6 elements, [4] has 4", () => table().reshape([4])],
  [
    "reshape to [-1, -1]",
    "ShapeError",
    "reshape: [-1, -1] has more than one -1",
    () => table().reshape([-1, -1]),
  ],
  [
    "reshape to [-1, 4]",
    "ShapeError",
    "reshape: [2, 3] has 6 elements, [-1, 4] needs a multiple of 4",
    () => table().reshape([-1, 4]),
  ],
  [
    "reshape() without a shape",
    "ShapeError",
    "reshape: a shape is an array of sizes, got undefined",
    () => table().reshape(),
  ],
  [
    'reshape("6")',
    "ShapeError",
    'reshape: a shape is an array of sizes, got the string "6"',
    () => table().reshape("6"),
  ],
  [
    "broadcastTo(3)",
    "ShapeError",
    "broadcastTo: a shape is an array of sizes, got the number 3",
    () => table().broadcastTo(3),
  ],
  [
    "broadcastTo [3, 3]",
    "ShapeError",
    "broadcastTo: [2, 3] does not broadcast to [3, 3] (2 ≠ 3 at axis -2)",
    () => table().broadcastTo([3, 3]),
  ],
  [
    "pad by -3",
    "ShapeError",
    "pad: [-3, 0] leaves size -1 at axis 0 of [2, 3]",
    () =>
      table().pad([
        [-3, 0],
        [0, 0],
      ]),
  ],
  [
    "pad with one pair",
    "ShapeError",
    "pad: [2, 3] has rank 2, the number of pairs is 1",
    () => table().pad([[1, 1]]),
  ],
  [
    "uniform backwards",
    "ValueError",
    "uniform: low is 2 and high is 1, low has to be less",
    () => uniform([2], { seed: 1, low: 2, high: 1 }),
  ],
  [
    "a negative seed",
    "ValueError",
    "uniform: the seed is -1, and has to be a whole number from 0 to 2^53",
    () => uniform([2], { seed: -1 }),
  ],
  [
    "no seed",
    "ValueError",
    "normal: the seed is undefined, and has to be a whole number from 0 to 2^53",
    () => normal([2], {}),
  ],
  [
    "a negative spread",
    "ValueError",
    "normal: std is -1, and has to be 0 or more",
    () => normal([2], { seed: 1, std: -1 }),
  ],
  [
    "glorot of a vector",
    "ValueError",
    "glorotUniform: needs a weight of rank 2 or more, got rank 1 (use uniform or normal)",
    () => glorotUniform([2], { seed: 1 }),
  ],
];
