/** Numbers that a setting, an element type or a shape cannot have, and what is printed for them; knows no compiler. */

import type { WrongProgram } from "./wrong-programs.ts";

export const wrongNumbers: readonly WrongProgram[] = [
  [
    "adamW(net.parameters(), { clip: { norm: -1 } });",
    `Type 'number' is not assignable to type '"adamW: clip.norm is -1, and has to be greater than 0"'.`,
  ],
  [
    "adam(net.parameters(), { clip: { norm: 0 } });",
    `Type 'number' is not assignable to type '"adam: clip.norm is 0, and has to be greater than 0"'.`,
  ],
  [
    "sgd(net.parameters(), { learningRate: 0.1, clip: { value: 0 } });",
    `Type 'number' is not assignable to type '"sgd: clip.value is 0, and has to be greater than 0"'.`,
  ],
  [
    "rmsProp(net.parameters(), { clip: { value: -1 } });",
    `Type 'number' is not assignable to type '"rmsProp: clip.value is -1, and has to be greater than 0"'.`,
  ],
  [
    "adagrad(net.parameters(), { clip: { norm: -1 } });",
    `Type 'number' is not assignable to type '"adagrad: clip.norm is -1, and has to be greater than 0"'.`,
  ],
  [
    "sgd(net.parameters(), { learningRate: 0.1, nesterov: true });",
    `Type 'true' is not assignable to type '"sgd: nesterov needs momentum and no dampening, got momentum 0, dampening 0"'.`,
  ],
  [
    "sgd(net.parameters(), { learningRate: 0.1, nesterov: true, momentum: 0 });",
    `Type 'true' is not assignable to type '"sgd: nesterov needs momentum and no dampening, got momentum 0, dampening 0"'.`,
  ],
  [
    "sgd(net.parameters(), { learningRate: 0.1, nesterov: true, momentum: 0.9, dampening: 0.5 });",
    `Type 'true' is not assignable to type '"sgd: nesterov needs momentum and no dampening, got momentum 0.9, dampening 0.5"'.`,
  ],
  [
    "uniform([2], { seed: 1, low: 1, high: 0 });",
    `Type 'number' is not assignable to type '"uniform: low is 1 and high is 0, low has to be less"'.`,
  ],
  [
    "uniform([2], { seed: 1, low: 1 });",
    `Type 'number' is not assignable to type '"uniform: low is 1 and high is 1, low has to be less"'.`,
  ],
  [
    "uniform([2], { seed: 1, high: 0 });",
    `Type 'number' is not assignable to type '"uniform: low is 0 and high is 0, low has to be less"'.`,
  ],
  [
    "uniform([2], { seed: 1, high: -1.5 });",
    `Type 'number' is not assignable to type '"uniform: low is 0 and high is -1.5, low has to be less"'.`,
  ],
  [
    "uniform([2], { seed: 1, low: 0.5, high: 0.5 });",
    `Type 'number' is not assignable to type '"uniform: low is 0.5 and high is 0.5, low has to be less"'.`,
  ],
  [
    "uniform([2], { key: randomKey(1), low: 2, high: 1 });",
    `Type 'number' is not assignable to type '"uniform: low is 2 and high is 1, low has to be less"'.`,
  ],
  [
    "uniform([2], { seed: -1 });",
    `Type 'number' is not assignable to type '"uniform: the seed is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "normal([2], { seed: 0.5 });",
    `Type 'number' is not assignable to type '"normal: the seed is 0.5, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "glorotUniform([2, 3], { seed: -1 });",
    `Type 'number' is not assignable to type '"glorotUniform: the seed is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "glorotNormal([2, 3], { seed: 1.5 });",
    `Type 'number' is not assignable to type '"glorotNormal: the seed is 1.5, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "heUniform([2, 3], { seed: -1 });",
    `Type 'number' is not assignable to type '"heUniform: the seed is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "heNormal([2, 3], { seed: -1 });",
    `Type 'number' is not assignable to type '"heNormal: the seed is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "splitKey(randomKey(1), -1);",
    `Argument of type '-1' is not assignable to parameter of type '"splitKey: the count is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "splitKey(randomKey(1), 1.5);",
    `Argument of type '1.5' is not assignable to parameter of type '"splitKey: the count is 1.5, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "warmupCosine(0.1, { warmup: 10, total: 10 });",
    `Type 'number' is not assignable to type '"warmupCosine: total is 10, and has to be more than warmup, 10"'.`,
  ],
  [
    "warmupCosine(0.1, { warmup: 10, total: -5 });",
    `Type 'number' is not assignable to type '"warmupCosine: total is -5, and has to be more than warmup, 10"'.`,
  ],
  [
    "huber(a, a, { delta: 1e400 });",
    `Type 'number' is not assignable to type '"huber: delta is Infinity, and has to be a positive number"'.`,
  ],
  [
    "linear(3, 4, { seed: -1 });",
    `Type 'number' is not assignable to type '"linear: the seed is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "mlp([3, 4], { seed: 1.5 });",
    `Type 'number' is not assignable to type '"mlp: the seed is 1.5, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "conv1d(3, 4, 3, { seed: -1 });",
    `Type 'number' is not assignable to type '"conv1d: the seed is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "conv2d(3, 4, 3, { seed: -1 });",
    `Type 'number' is not assignable to type '"conv2d: the seed is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "embedding(3, 4, { seed: -1 });",
    `Type 'number' is not assignable to type '"embedding: the seed is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "embedding(3, 4, { std: -1 });",
    `Type 'number' is not assignable to type '"embedding: std is -1, and has to be 0 or more"'.`,
  ],
  [
    "dropout(0.5, { seed: -1 });",
    `Type 'number' is not assignable to type '"dropout: the seed is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "ids.clip(0.5, 1);",
    `Argument of type '0.5' is not assignable to parameter of type '"clip: dtypes differ, i32 and the number 0.5 (cast the tensor with .cast(\\"f32\\"))"'.`,
  ],
  [
    "ids.clip(null, 1.5);",
    `Argument of type '1.5' is not assignable to parameter of type '"clip: dtypes differ, i32 and the number 1.5 (cast the tensor with .cast(\\"f32\\"))"'.`,
  ],
  [
    "ids.add(0.5);",
    `Argument of type '0.5' is not assignable to parameter of type '"add: dtypes differ, i32 and the number 0.5 (cast the tensor with .cast(\\"f32\\"))"'.`,
  ],
  [
    "ids.maximum(1e-7);",
    `Argument of type '1e-7' is not assignable to parameter of type '"maximum: dtypes differ, i32 and the number 1e-7 (cast the tensor with .cast(\\"f32\\"))"'.`,
  ],
  [
    "ids.equal(0.5);",
    `Argument of type '0.5' is not assignable to parameter of type '"equal: dtypes differ, i32 and the number 0.5 (cast the tensor with .cast(\\"f32\\"))"'.`,
  ],
  [
    "truth.equal(1);",
    `Argument of type '1' is not assignable to parameter of type '"equal: dtypes differ, bool and the number 1 (cast the tensor with .cast(\\"f32\\"))"'.`,
  ],
  [
    "where(truth, ids, 0.5);",
    `Argument of type '0.5' is not assignable to parameter of type '"where: dtypes differ, i32 and the number 0.5 (cast the tensor with .cast(\\"f32\\"))"'.`,
  ],
  [
    "where(truth, 0.5, ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"where: dtypes differ, i32 and the number 0.5 (cast the tensor with .cast(\\"f32\\"))"'.`,
  ],
  [
    "where(truth, truth, 1);",
    `Argument of type '1' is not assignable to parameter of type '"where: dtypes differ, bool and the number 1 (cast the tensor with .cast(\\"f32\\"))"'.`,
  ],
  [
    'full([2], 0.5, { dtype: "i32" });',
    `Argument of type '0.5' is not assignable to parameter of type '"full: 0.5 is no 32-bit whole number, and the dtype is i32 (use f32 or f64)"'.`,
  ],
  [
    'full([2], -2147483649, { dtype: "i32" });',
    `Argument of type '-2147483649' is not assignable to parameter of type '"full: -2147483649 is no 32-bit whole number, and the dtype is i32 (use f32 or f64)"'.`,
  ],
  [
    'full([2], 1e21, { dtype: "i32" });',
    `Argument of type '1e+21' is not assignable to parameter of type '"full: 1e+21 is no 32-bit whole number, and the dtype is i32 (use f32 or f64)"'.`,
  ],
  [
    'tensor([1, 3000000000], { dtype: "i32" });',
    `Argument of type 'number[]' is not assignable to parameter of type '"tensor: 3000000000 is no 32-bit whole number, and the dtype is i32 (use f32 or f64)"'.`,
  ],
  [
    'tensor([[1, 2], [3, 0.25], [0.5, 1]], { dtype: "i32" });',
    `Argument of type 'number[][]' is not assignable to parameter of type '"tensor: 0.25 is no 32-bit whole number, and the dtype is i32 (use f32 or f64)"'.`,
  ],
  [
    'tensor(0.5, { dtype: "i32" });',
    `Argument of type '0.5' is not assignable to parameter of type '"tensor: 0.5 is no 32-bit whole number, and the dtype is i32 (use f32 or f64)"'.`,
  ],
  [
    "tensor([1, 2, 3], { shape: [2, 2] });",
    `Argument of type 'number[]' is not assignable to parameter of type '"tensor: [2, 2] has 4 elements, the data has 3"'.`,
  ],
  [
    "tensor([[1, 2], [3, 4]], { shape: [3] });",
    `Argument of type 'number[][]' is not assignable to parameter of type '"tensor: [3] has 3 elements, the data has 4"'.`,
  ],
  [
    "tensor([], { shape: [3] });",
    `Argument of type '[]' is not assignable to parameter of type '["tensor: [3] has 3 elements, the data has 0"]'.`,
  ],
  [
    'binaryCrossEntropy(a, a, { from: "probabilities", positiveWeight: vector });',
    `Type 'Tensor<[3]>' is not assignable to type '"binaryCrossEntropy: positiveWeight goes with logits, got probabilities (leave it out, or pass logits)"'.`,
  ],
];
