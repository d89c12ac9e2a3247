/** Axes, shapes and element types that do not go together, each with its one line; runs nothing. */

import { concat, stack, tensor, type Untyped, where } from "../tensor/untyped.ts";
import { configure, type Refusal, scalar, table, truth, whole, zeros } from "./loose.ts";

export const axisRefusals: readonly Refusal[] = [
  ["sum(2)", "ShapeError", "sum: axis 2 is out of range for [2, 3] (axes are -2 to 1)", () => table().sum(2)],
  [
    "sum(-3)",
    "ShapeError",
    "sum: axis -3 is out of range for [2, 3] (axes are -2 to 1)",
    () => table().sum(-3),
  ],
  ["sum([0, -2])", "ShapeError", "sum: axis 0 is named twice in [0, -2]", () => table().sum([0, -2])],
  ["sum(0.5)", "ShapeError", "sum: axis 0.5 is not a whole number", () => table().sum(0.5)],
  [
    "max of nothing",
    "ShapeError",
    "max: axis 0 of [0] is empty, and max of nothing is undefined",
    () => zeros([0]).max(),
  ],
  [
    "argMax(5)",
    "ShapeError",
    "argMax: axis 5 is out of range for [2, 3] (axes are -2 to 1)",
    () => table().argMax(5),
  ],
  [
    "softmax of a scalar",
    "ShapeError",
    "softmax: axis -1 is out of range for [] (a scalar has no axes)",
    () => scalar(1).softmax(),
  ],
  [
    "transpose([0, 0])",
    "ShapeError",
    "transpose: axis 0 is named twice in [0, 0]",
    () => table().transpose([0, 0]),
  ],
  [
    "transpose([0])",
    "ShapeError",
    "transpose: [0] does not order the axes of [2, 3] (rank 1 ≠ 2)",
    () => table().transpose([0]),
  ],
  [
    "swapAxes(0, 2)",
    "ShapeError",
    "swapAxes: axis 2 is out of range for [2, 3] (axes are -2 to 1)",
    () => table().swapAxes(0, 2),
  ],
  [
    "expandDims(4)",
    "ShapeError",
    "expandDims: axis 4 is out of range for [2, 3] (axes are -3 to 2)",
    () => table().expandDims(4),
  ],
  ["squeeze(0)", "ShapeError", "squeeze: axis 0 of [2, 3] has size 2, not 1", () => table().squeeze(0)],
  [
    "flatten(1, 0)",
    "ShapeError",
    "flatten: start axis 1 comes after end axis 0 of [2, 3]",
    () => table().flatten(1, 0),
  ],
  [
    "three ranges",
    "ShapeError",
    "slice: [2, 3] has rank 2, the number of ranges is 3",
    () => table().slice([null, null, null]),
  ],
  ["a step of 0", "ShapeError", "slice: step at axis 0 of [2, 3] is 0", () => table().slice([[0, 1, 0]])],
  [
    "a start of 0.5",
    "ShapeError",
    "slice: 0.5 at axis 0 of [2, 3] is not a whole number",
    () => table().slice([[0.5]]),
  ],
  [
    "concat of [2, 3] and [2, 2]",
    "ShapeError",
    "concat: sizes differ off axis 0, [2, 3] and [2, 2] (3 ≠ 2 at axis 1)",
    () => concat([table(), zeros([2, 2])]),
  ],
  [
    "concat of scalars",
    "ShapeError",
    "concat: a scalar has no axis to join along (use stack)",
    () => concat([scalar(1), scalar(2)]),
  ],
  ["concat of nothing", "ShapeError", "concat: needs at least one tensor, got none", () => concat([])],
  [
    "concat of one tensor",
    "ValueError",
    "concat: needs a list of tensors, got object",
    () => concat(table() as unknown as Untyped[]),
  ],
  ["stack of nothing", "ShapeError", "stack: needs at least one tensor, got none", () => stack([])],
  [
    "stack of [1] and [2]",
    "ShapeError",
    "stack: shapes differ, [1] and [2] (1 ≠ 2 at axis 0)",
    () => stack([tensor([1]), tensor([1, 2])]),
  ],
];

export const operandRefusals: readonly Refusal[] = [
  [
    "[2, 3] + [2]",
    "ShapeError",
    "add: shapes do not broadcast, [2, 3] and [2] (3 ≠ 2 at axis -1)",
    () => table().add(tensor([1, 2])),
  ],
  [
    "add()",
    "ValueError",
    "add: needs a tensor, got undefined (make one with tensor(…))",
    () => table().add(),
  ],
  [
    'add("1")',
    "ValueError",
    'add: needs a tensor, got the string "1" (make one with tensor(…))',
    () => table().add("1"),
  ],
  [
    "add([1])",
    "ValueError",
    "add: needs a tensor, got an array (make one with tensor(…))",
    () => table().add([1]),
  ],
  [
    "f32 + f64",
    "DTypeError",
    'add: dtypes differ, f32 and f64 (cast one side with .cast("f32"))',
    () => table().add(tensor(1, { dtype: "f64" })),
  ],
  [
    "i32 + 0.5",
    "DTypeError",
    'add: dtypes differ, i32 and the number 0.5 (cast the tensor with .cast("f32"))',
    () => whole().add(0.5),
  ],
  [
    "bool + bool",
    "DTypeError",
    'add: needs f32, f64 or i32, got bool (cast it with .cast("f32"))',
    () => truth().add(truth()),
  ],
  [
    "exp of i32",
    "DTypeError",
    'exp: needs f32 or f64, got i32 (cast it with .cast("f32"))',
    () => whole().exp(),
  ],
  [
    "mean of i32",
    "DTypeError",
    'mean: needs f32 or f64, got i32 (cast it with .cast("f32"))',
    () => whole().mean(),
  ],
  [
    "not of f32",
    "DTypeError",
    'logicalNot: needs bool, got f32 (cast it with .cast("bool"))',
    () => table().logicalNot(),
  ],
  [
    "[2, 3] × [2, 3]",
    "ShapeError",
    "matmul: inner dimensions differ, [2, 3] × [2, 3] (3 ≠ 2)",
    () => table().matmul(table()),
  ],
  [
    "[2, 3] × []",
    "ShapeError",
    "matmul: a scalar has no axis to contract, [2, 3] × [] (use mul)",
    () => table().matmul(scalar(1)),
  ],
  [
    "batches of 2 and 3",
    "ShapeError",
    "matmul: batch dimensions do not broadcast, [2, 2, 3] × [3, 3, 2] (2 ≠ 3 at axis -3)",
    () => zeros([2, 2, 3]).matmul(zeros([3, 3, 2])),
  ],
  [
    "matmul(2)",
    "ValueError",
    "matmul: needs a tensor, got the number 2 (make one with tensor(…))",
    () => table().matmul(2),
  ],
  [
    "where of f32",
    "DTypeError",
    'where: needs bool, got f32 (cast it with .cast("bool"))',
    () => where(table(), 1, 2),
  ],
  [
    "where of three shapes",
    "ShapeError",
    "where: shapes do not broadcast, [2, 3], [2] and [2, 3] (3 ≠ 2 at axis -1)",
    () => where(table().greater(0), tensor([1, 2]), table()),
  ],
  [
    "where of f32 and f64",
    "DTypeError",
    'where: dtypes differ, f32 and f64 (cast one side with .cast("f32"))',
    () => where(table().greater(0), table(), table().cast("f64")),
  ],
  [
    "cast to f16",
    "DTypeError",
    'cast: unknown dtype "f16" (one of f32, f64, i32, bool)',
    () => table().cast("f16"),
  ],
  [
    "an unknown backend",
    "ValueError",
    'configure: unknown backend "gpu" (one of auto, wasm, javascript, javascript-unrolled, javascript-looped, interpreter)',
    () => configure({ backend: "gpu" }),
  ],
];
