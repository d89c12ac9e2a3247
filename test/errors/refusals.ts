/** What users get wrong, and the one line each mistake is answered with; runs nothing. */

import * as microml from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import * as optimizers from "../../src/optim/index.ts";
import {
  concat,
  grad,
  jit,
  parameter,
  stack,
  tensor,
  type Untyped,
  type UntypedParameter,
  where,
} from "../tensor/untyped.ts";

type ErrorName = "ShapeError" | "DTypeError" | "ValueError" | "GraphError";

/** The mistake, the class of its error, and the whole message. */
export type Refusal = readonly [call: string, error: ErrorName, message: string, make: () => unknown];

type Loose = (...given: readonly unknown[]) => Untyped;
const { zeros, scalar, arange, eye, full, uniform, normal, glorotUniform, configure } =
  microml as unknown as Record<
    "zeros" | "scalar" | "arange" | "eye" | "full" | "uniform" | "normal" | "glorotUniform" | "configure",
    Loose
  >;
const { crossEntropy, mse, binaryCrossEntropy } = losses as unknown as Record<
  "crossEntropy" | "mse" | "binaryCrossEntropy",
  Loose
>;
interface AnyOptimizer {
  step(): void;
  minimize(loss: unknown): void;
}
const { sgd, adamW } = optimizers as unknown as Record<
  "sgd" | "adamW",
  (...given: readonly unknown[]) => AnyOptimizer
>;

const table = (): Untyped =>
  tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
const whole = (): Untyped => tensor([0, 1], { dtype: "i32" });
const truth = (): Untyped => tensor([1, 0], { dtype: "bool" });
const held = (): UntypedParameter => parameter(tensor([1, 2]));
const makeLoosely = tensor as unknown as Loose;

const data: readonly Refusal[] = [
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

const sizes: readonly Refusal[] = [
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
  ['reshape("6")', "ShapeError", "reshape: a shape is an array of sizes, got 6", () => table().reshape("6")],
  [
    "broadcastTo(3)",
    "ShapeError",
    "broadcastTo: a shape is an array of sizes, got 3",
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

const axes: readonly Refusal[] = [
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

const operands: readonly Refusal[] = [
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
    'configure: unknown backend "gpu" (one of auto, javascript, javascript-unrolled, javascript-looped, interpreter)',
    () => configure({ backend: "gpu" }),
  ],
];

const derivatives: readonly Refusal[] = [
  [
    "backward of [2, 3]",
    "GraphError",
    "backward: needs a scalar, got [2, 3] (reduce it first, for example with .sum())",
    () => table().backward(),
  ],
  [
    "backward of i32",
    "GraphError",
    "backward: needs f32 or f64, got i32 (whole numbers and truth values have no gradient)",
    () => whole().sum().backward(),
  ],
  [
    "grad of [2, 3]",
    "GraphError",
    "grad: needs a scalar, got [2, 3] (reduce it first, for example with .sum())",
    () => grad(table(), [table()]),
  ],
  [
    "grad by i32",
    "GraphError",
    "grad: needs f32 or f64 to differentiate by, got i32",
    () => grad(table().sum(), [whole()]),
  ],
  ["item of [2, 3]", "ShapeError", "item: needs one element, [2, 3] has 6", () => table().item()],
  ["item of nothing", "ShapeError", "item: needs one element, [0] has 0", () => zeros([0]).item()],
  [
    "parameter(3)",
    "GraphError",
    "parameter: needs a tensor, got the number 3 (make one with tensor(…))",
    () => parameter(3 as unknown as Untyped),
  ],
  [
    "assign of [3]",
    "ShapeError",
    "assign: shapes differ, the parameter is [2], the value [3]",
    () => held().assign(tensor([1, 2, 3])),
  ],
  [
    "assign of i32",
    "DTypeError",
    'assign: dtypes differ, f32 and i32 (cast the value with .cast("f32"))',
    () => held().assign(whole()),
  ],
  [
    "sgd of a tensor",
    "ValueError",
    "sgd: parameter 0 is no parameter (make one with parameter(…))",
    () => sgd([tensor([1])], { learningRate: 1 }),
  ],
  [
    "a negative learning rate",
    "ValueError",
    "sgd: learningRate is -1, and has to be at least 0 and finite",
    () => sgd([held()], { learningRate: -1 }),
  ],
  [
    "no learning rate",
    "ValueError",
    "sgd: learningRate is NaN, and has to be at least 0 and finite",
    () => sgd([held()], { learningRate: Number.NaN }),
  ],
  [
    "beta1 of 1",
    "ValueError",
    "adamW: beta1 is 1, and has to be at least 0 and below 1",
    () => adamW([held()], { beta1: 1 }),
  ],
  [
    "nesterov without momentum",
    "ValueError",
    "sgd: nesterov needs momentum and no dampening, got momentum 0, dampening 0",
    () => sgd([held()], { learningRate: 1, nesterov: true }),
  ],
  [
    "a step without gradients",
    "GraphError",
    "sgd: no parameter has a gradient (call backward on a loss that depends on them)",
    () => sgd([held()], { learningRate: 1 }).step(),
  ],
  [
    "minimize of a vector",
    "GraphError",
    "backward: needs a scalar, got [2] (reduce it first, for example with .sum())",
    () => sgd([held()], { learningRate: 1 }).minimize(held()),
  ],
];

const lossCalls: readonly Refusal[] = [
  [
    "one class for two samples",
    "ShapeError",
    "crossEntropy: logits [2, 3] need classes [2] or probabilities [2, 3], got [1]",
    () => crossEntropy(table(), tensor([0], { dtype: "i32" })),
  ],
  [
    "classes as f32",
    "DTypeError",
    'crossEntropy: classes are i32, got f32 (cast them with .cast("i32"))',
    () => crossEntropy(table(), tensor([0, 1])),
  ],
  [
    "an unknown reduction",
    "ValueError",
    'crossEntropy: unknown reduction "avg" (one of mean, sum, none)',
    () => crossEntropy(table(), whole(), { reduction: "avg" }),
  ],
  [
    "mse of [2, 3] and [2]",
    "ShapeError",
    "mse: shapes differ, [2, 3] and [2] (rank 2 ≠ 1)",
    () => mse(table(), tensor([1, 2])),
  ],
  [
    "an unknown source",
    "ValueError",
    'binaryCrossEntropy: unknown source "odds" (one of logits, probabilities)',
    () => binaryCrossEntropy(table(), table(), { from: "odds" }),
  ],
];

let escaped: Untyped = table();
const escape = (pick: (x: Untyped) => Untyped): Untyped => {
  jit((x) => {
    escaped = pick(x);
    return x.mul(2);
  })(table());
  return escaped;
};

const traces: readonly Refusal[] = [
  [
    "an argument that is no tensor",
    "ValueError",
    "jit: argument 1 is the number 3, needs a tensor (pass tensors, and let the function capture everything else)",
    () => jit((x) => x)(3),
  ],
  [
    "a dim bound twice",
    "ShapeError",
    '"n" is 2 in argument 1 but 3 in argument 2',
    () => jit((a, b) => a!.sum().add(b!.sum()), { shapes: [["n", 3], ["n"]] })(table(), tensor([1, 2, 3])),
  ],
  [
    "another literal size",
    "ShapeError",
    "argument 1 is [2, 3], expected [n, 4] (3 ≠ 4 at axis 1)",
    () => jit((x) => x, { shapes: [["n", 4]] })(table()),
  ],
  [
    "another rank",
    "ShapeError",
    "argument 1 is [2, 3], expected [n] (rank 2 ≠ 1)",
    () => jit((x) => x, { shapes: [["n"]] })(table()),
  ],
  [
    "another number of arguments",
    "ShapeError",
    "expected 2 tensors, got 1",
    () => jit((x) => x, { shapes: [["n"], ["n"]] })(tensor([1])),
  ],
  [
    "an async function",
    "GraphError",
    "jit: the function returned a promise (make it synchronous: it runs once, to be traced)",
    () => jit(async (x) => x)(table()),
  ],
  [
    "a Map as result",
    "GraphError",
    "jit: the function returned a Map (return tensors, arrays or objects)",
    () => jit((x) => new Map([["x", x]]))(table()),
  ],
  [
    "item() inside a trace",
    "GraphError",
    "item: no values exist while a jit function is traced (return the tensor and read it outside)",
    () => jit((x) => x!.sum().item())(table()),
  ],
  [
    "toArray() inside a trace",
    "GraphError",
    "toArray: no values exist while a jit function is traced (return the tensor and read it outside)",
    () => jit((x) => x!.toArray())(table()),
  ],
  [
    "data() inside a trace",
    "GraphError",
    "data: no values exist while a jit function is traced (return the tensor and read it outside)",
    () => jit((x) => x!.data())(table()),
  ],
  [
    "parameter() inside a trace",
    "GraphError",
    "parameter: no values exist while a jit function is traced (return the tensor and read it outside)",
    () => jit((x) => parameter(x!))(table()),
  ],
  [
    "a tensor that left its trace",
    "GraphError",
    "this tensor was made while a jit function was traced and has no value outside it (return it from the function)",
    () => escape((x) => x.mul(3)).toArray(),
  ],
  [
    "an argument that left its trace",
    "GraphError",
    "this tensor was made while a jit function was traced and has no value outside it (return it from the function)",
    () =>
      escape((x) => x)
        .sum()
        .item(),
  ],
  [
    "no function",
    "ValueError",
    "jit: needs a function, got the number 3",
    () => jit(3 as unknown as () => Untyped),
  ],
];

/** Refused as soon as they are made. */
export const refusals: readonly Refusal[] = [
  ...data,
  ...sizes,
  ...axes,
  ...operands,
  ...derivatives,
  ...lossCalls,
  ...traces,
];

const at = (position: number): Untyped => tensor([position], { dtype: "i32" });

/** Refused by their data, when they run. */
export const lateRefusals: readonly Refusal[] = [
  [
    "take(2) of 2",
    "ValueError",
    "take: index 2 is out of range for an axis of size 2",
    () => table().take(at(2)).toArray(),
  ],
  [
    "take(-1)",
    "ValueError",
    "take: index -1 is out of range for an axis of size 2",
    () => table().take(at(-1)).toArray(),
  ],
  [
    "gather(3) of 3",
    "ValueError",
    "gather: index 3 is out of range for an axis of size 3",
    () =>
      table()
        .gather(tensor([[3], [0]], { dtype: "i32" }), 1)
        .toArray(),
  ],
  [
    "oneHot of 3 in 3",
    "ValueError",
    "oneHot: index 3 is out of range for an axis of size 3",
    () => at(3).oneHot(3).toArray(),
  ],
  [
    "class 3 of 3",
    "ValueError",
    "crossEntropy: index 3 is out of range for an axis of size 3",
    () => crossEntropy(table(), tensor([0, 3], { dtype: "i32" })).item(),
  ],
  [
    "class -1",
    "ValueError",
    "crossEntropy: index -1 is out of range for an axis of size 3",
    () => crossEntropy(table(), tensor([0, -1], { dtype: "i32" })).item(),
  ],
];
