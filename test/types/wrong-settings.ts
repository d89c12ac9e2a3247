/** Settings out of range, and losses of what does not go together, and what is printed for them; knows no compiler. */

import type { WrongProgram } from "./wrong-programs.ts";

export const wrongSettings: readonly WrongProgram[] = [
  [
    "adamW(net.parameters(), { beta1: 1.5 });",
    `Type 'number' is not assignable to type '"adamW: beta1 is 1.5, and has to be at least 0 and below 1"'.`,
  ],
  [
    "adamW(net.parameters(), { beta2: 1 });",
    `Type 'number' is not assignable to type '"adamW: beta2 is 1, and has to be at least 0 and below 1"'.`,
  ],
  [
    "adamW(net.parameters(), { learningRate: -0.001 });",
    `Type 'number' is not assignable to type '"adamW: learningRate is -0.001, and has to be at least 0 and finite"'.`,
  ],
  [
    "adamW(net.parameters(), { weightDecay: -1 });",
    `Type 'number' is not assignable to type '"adamW: weightDecay is -1, and has to be at least 0 and finite"'.`,
  ],
  [
    "adam(net.parameters(), { beta1: -0.1 });",
    `Type 'number' is not assignable to type '"adam: beta1 is -0.1, and has to be at least 0 and below 1"'.`,
  ],
  [
    "adam(net.parameters(), { epsilon: -1e-8 });",
    `Type 'number' is not assignable to type '"adam: epsilon is -1e-8, and has to be at least 0 and finite"'.`,
  ],
  [
    "rmsProp(net.parameters(), { alpha: 1 });",
    `Type 'number' is not assignable to type '"rmsProp: alpha is 1, and has to be at least 0 and below 1"'.`,
  ],
  [
    "rmsProp(net.parameters(), { momentum: -1 });",
    `Type 'number' is not assignable to type '"rmsProp: momentum is -1, and has to be at least 0 and finite"'.`,
  ],
  [
    "adagrad(net.parameters(), { learningRate: -1 });",
    `Type 'number' is not assignable to type '"adagrad: learningRate is -1, and has to be at least 0 and finite"'.`,
  ],
  [
    "adagrad(net.parameters(), { weightDecay: -0.5 });",
    `Type 'number' is not assignable to type '"adagrad: weightDecay is -0.5, and has to be at least 0 and finite"'.`,
  ],
  [
    "sgd(net.parameters(), { learningRate: -0.1 });",
    `Type 'number' is not assignable to type '"sgd: learningRate is -0.1, and has to be at least 0 and finite"'.`,
  ],
  [
    "sgd(net.parameters(), { learningRate: 0.1, momentum: -1 });",
    `Type 'number' is not assignable to type '"sgd: momentum is -1, and has to be at least 0 and finite"'.`,
  ],
  [
    "clipByNorm([a], 0);",
    `Argument of type '0' is not assignable to parameter of type '"clipByNorm: the bound is 0, and has to be greater than 0"'.`,
  ],
  [
    "clipByNorm([a], -1);",
    `Argument of type '-1' is not assignable to parameter of type '"clipByNorm: the bound is -1, and has to be greater than 0"'.`,
  ],
  [
    "clipByValue([a], 0);",
    `Argument of type '0' is not assignable to parameter of type '"clipByValue: the bound is 0, and has to be greater than 0"'.`,
  ],
  [
    "clipByValue([a], -0.5);",
    `Argument of type '-0.5' is not assignable to parameter of type '"clipByValue: the bound is -0.5, and has to be greater than 0"'.`,
  ],
  [
    "stepDecay(0.1, { every: 0, gamma: 0.5 });",
    `Type 'number' is not assignable to type '"stepDecay: every is 0, and has to be a whole number from 1 on"'.`,
  ],
  [
    "stepDecay(0.1, { every: 1.5, gamma: 0.5 });",
    `Type 'number' is not assignable to type '"stepDecay: every is 1.5, and has to be a whole number from 1 on"'.`,
  ],
  [
    "cosineDecay(0.1, { total: 0 });",
    `Type 'number' is not assignable to type '"cosineDecay: total is 0, and has to be a whole number from 1 on"'.`,
  ],
  [
    "cosineDecay(0.1, { total: -10 });",
    `Type 'number' is not assignable to type '"cosineDecay: total is -10, and has to be a whole number from 1 on"'.`,
  ],
  [
    "linearWarmup(0.1, { steps: 0 });",
    `Type 'number' is not assignable to type '"linearWarmup: steps is 0, and has to be a whole number from 1 on"'.`,
  ],
  [
    "linearWarmup(0.1, { steps: 2.5 });",
    `Type 'number' is not assignable to type '"linearWarmup: steps is 2.5, and has to be a whole number from 1 on"'.`,
  ],
  [
    "warmupCosine(0.1, { warmup: 0, total: 10 });",
    `Type 'number' is not assignable to type '"warmupCosine: warmup is 0, and has to be a whole number from 1 on"'.`,
  ],
  [
    "warmupCosine(0.1, { warmup: -1, total: 10 });",
    `Type 'number' is not assignable to type '"warmupCosine: warmup is -1, and has to be a whole number from 1 on"'.`,
  ],
  [
    "linearDecay(0.1, { total: 0 });",
    `Type 'number' is not assignable to type '"linearDecay: total is 0, and has to be a whole number from 1 on"'.`,
  ],
  [
    "linearDecay(0.1, { total: 0.5 });",
    `Type 'number' is not assignable to type '"linearDecay: total is 0.5, and has to be a whole number from 1 on"'.`,
  ],
  [
    "cosineRestarts(0.1, { first: 0 });",
    `Type 'number' is not assignable to type '"cosineRestarts: first is 0, and has to be a whole number from 1 on"'.`,
  ],
  [
    "cosineRestarts(0.1, { first: 10, factor: 1.5 });",
    `Type 'number' is not assignable to type '"cosineRestarts: factor is 1.5, and has to be a whole number from 1 on"'.`,
  ],
  [
    "polynomialDecay(0.1, { total: 0, power: 2 });",
    `Type 'number' is not assignable to type '"polynomialDecay: total is 0, and has to be a whole number from 1 on"'.`,
  ],
  [
    "polynomialDecay(0.1, { total: -1, power: 2 });",
    `Type 'number' is not assignable to type '"polynomialDecay: total is -1, and has to be a whole number from 1 on"'.`,
  ],
  [
    "huber(a, a, { delta: 0 });",
    `Type 'number' is not assignable to type '"huber: delta is 0, and has to be a positive number"'.`,
  ],
  [
    "smoothL1(a, a, { beta: -1 });",
    `Type 'number' is not assignable to type '"smoothL1: beta is -1, and has to be at least 0 and finite"'.`,
  ],
  [
    'crossEntropy(a, zeros([2], { dtype: "i32" }), { labelSmoothing: 1.5 });',
    `Type 'number' is not assignable to type '"crossEntropy: labelSmoothing is 1.5, and has to be from 0 to 1"'.`,
  ],
  [
    'crossEntropy(a, zeros([2], { dtype: "i32" }), { weight: zeros([2]) });',
    `Type 'Tensor<[2]>' is not assignable to type '"crossEntropy: shapes differ, [2] and [3] (2 ≠ 3 at axis 0)"'.`,
  ],
  [
    'crossEntropy(a, zeros([2], { dtype: "i32" }), { weight: ids.sum(0) });',
    `Type 'Tensor<[3], "i32">' is not assignable to type '"crossEntropy: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    'crossEntropy(ids, zeros([2], { dtype: "i32" }));',
    `Argument of type 'Tensor<[2], "i32">' is not assignable to parameter of type '"crossEntropy: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'nll(a, zeros([2], { dtype: "i32" }), { weight: zeros([4]) });',
    `Type 'Tensor<[4]>' is not assignable to type '"nll: shapes differ, [4] and [3] (4 ≠ 3 at axis 0)"'.`,
  ],
  [
    'nll(ids, zeros([2], { dtype: "i32" }));',
    `Argument of type 'Tensor<[2], "i32">' is not assignable to parameter of type '"nll: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "mse(a, ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"mse: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "mse(ids, ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"mse: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "meanAbsoluteError(a, doubles);",
    `Argument of type 'Tensor<[2, 3], "f64">' is not assignable to parameter of type '"meanAbsoluteError: dtypes differ, f32 and f64 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "huber(a, ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"huber: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "smoothL1(truth, truth);",
    `Argument of type 'Tensor<[2, 3], "bool">' is not assignable to parameter of type '"smoothL1: needs f32 or f64, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "binaryCrossEntropy(a, truth);",
    `Argument of type 'Tensor<[2, 3], "bool">' is not assignable to parameter of type '"binaryCrossEntropy: dtypes differ, f32 and bool (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "klDivergence(a, doubles);",
    `Argument of type 'Tensor<[2, 3], "f64">' is not assignable to parameter of type '"klDivergence: dtypes differ, f32 and f64 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "cosineSimilarity(a, ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"cosineSimilarity: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "normal([2, 3], { seed: 1, std: -1 });",
    `Type 'number' is not assignable to type '"normal: std is -1, and has to be 0 or more"'.`,
  ],
  [
    "glorotUniform([5], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"glorotUniform: needs a weight of rank 2 or more, got rank 1 (use uniform or normal)"'.`,
  ],
  [
    "heNormal([], { seed: 1 });",
    `Argument of type '[]' is not assignable to parameter of type '["heNormal: needs a weight of rank 2 or more, got rank 0 (use uniform or normal)"]'.`,
  ],
  [
    "randomKey(-1);",
    `Argument of type '-1' is not assignable to parameter of type '"randomKey: the seed is -1, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "randomKey(0.5);",
    `Argument of type '0.5' is not assignable to parameter of type '"randomKey: the seed is 0.5, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "randomKey(9007199254740992);",
    `Argument of type '9007199254740992' is not assignable to parameter of type '"randomKey: the seed is 9007199254740992, and has to be a whole number from 0 to 2^53"'.`,
  ],
  [
    "a.celu(0);",
    `Argument of type '0' is not assignable to parameter of type '"celu: alpha is 0, and has to be another number than 0"'.`,
  ],
  [
    "a.dropout(-0.5, randomKey(1));",
    `Argument of type '-0.5' is not assignable to parameter of type '"dropout: the rate is -0.5, and has to be from 0 to 1"'.`,
  ],
  [
    "clipByNorm([ids], 1);",
    `Type 'Tensor<[2, 3], "i32">' is not assignable to type '"clipByNorm: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "clipByNorm([], 1);",
    `Argument of type '[]' is not assignable to parameter of type '["clipByNorm: needs at least one tensor, got none"]'.`,
  ],
];
