/** Programs with two faults, and the one that is printed for them: element types go before shapes; knows no compiler. */

import type { WrongProgram } from "./wrong-programs.ts";

export const wrongTwice: readonly WrongProgram[] = [
  [
    'zeros([], { dtype: "bool" }).sort();',
    `The 'this' context of type 'Tensor<[], "bool">' is not assignable to method's 'this' of type '"sort: needs f32, f64 or i32, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'zeros([], { dtype: "i32" }).softmax();',
    `The 'this' context of type 'Tensor<[], "i32">' is not assignable to method's 'this' of type '"softmax: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'zeros([], { dtype: "i32" }).logSoftmax();',
    `The 'this' context of type 'Tensor<[], "i32">' is not assignable to method's 'this' of type '"logSoftmax: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'zeros([], { dtype: "bool" }).l2Normalize();',
    `The 'this' context of type 'Tensor<[], "bool">' is not assignable to method's 'this' of type '"l2Normalize: needs f32 or f64, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'zeros([], { dtype: "i32" }).layerNorm(3);',
    `The 'this' context of type 'Tensor<[], "i32">' is not assignable to method's 'this' of type '"layerNorm: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'zeros([], { dtype: "i32" }).rmsNorm();',
    `The 'this' context of type 'Tensor<[], "i32">' is not assignable to method's 'this' of type '"rmsNorm: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'zeros([4, 3], { dtype: "i32" }).groupNorm(2);',
    `The 'this' context of type 'Tensor<[4, 3], "i32">' is not assignable to method's 'this' of type '"groupNorm: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'zeros([], { dtype: "i32" }).instanceNorm();',
    `The 'this' context of type 'Tensor<[], "i32">' is not assignable to method's 'this' of type '"instanceNorm: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'zeros([], { dtype: "i32" }).batchNormTrain();',
    `The 'this' context of type 'Tensor<[], "i32">' is not assignable to method's 'this' of type '"batchNormTrain: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'zeros([], { dtype: "i32" }).batchNorm({ mean: a, variance: a });',
    `The 'this' context of type 'Tensor<[], "i32">' is not assignable to method's 'this' of type '"batchNorm: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.layerNorm(1, { gamma: ids });",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"layerNorm: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.layerNorm(1, { beta: ids.sum(0) });",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"layerNorm: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.layerNorm(1, { gamma: zeros([4]), beta: ids.sum(0) });",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"layerNorm: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.layerNorm(1, { gamma: doubles.sum(0), beta: ids.sum(0) });",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"layerNorm: dtypes differ, f32 and f64 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.batchNorm({ mean: zeros([3]), variance: ids.sum(0) });",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"batchNorm: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    'zeros([], { dtype: "bool" }).dot(vector);',
    `The 'this' context of type 'Tensor<[], "bool">' is not assignable to method's 'this' of type '"dot: needs f32, f64 or i32, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.gather(a, 5);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"gather: indices are i32, got f32 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    "a.scatterAdd(a, ids, 5);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"scatterAdd: indices are i32, got f32 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    "a.scatterAdd(ids, ids, 5);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"scatterAdd: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.scatterAdd(ids, truth, 0);",
    `Argument of type 'Tensor<[2, 3], "bool">' is not assignable to parameter of type '"scatterAdd: dtypes differ, f32 and bool (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "attention(a, ids, ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"attention: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "attention(images, images, images, { mask: a });",
    `Argument of type 'Tensor<[32, 28, 28]>' is not assignable to parameter of type '"attention: needs bool, got f32 (cast it with .cast(\\"bool\\"))"'.`,
  ],
  [
    "crossEntropy(a, ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"crossEntropy: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "crossEntropy(ids, a.sum());",
    `Argument of type 'Tensor<[]>' is not assignable to parameter of type '"crossEntropy: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "nll(ids, a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"nll: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
];
