/** Programs that rearrange, pick or compare elements and do not fit, and what is printed for them; knows no compiler. */

import type { WrongProgram } from "./wrong-programs.ts";

export const wrongRearranging: readonly WrongProgram[] = [
  [
    "a.tile([2, -1]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"tile: -1 is no number of repeats (needs a whole number from 0 on)"'.`,
  ],
  [
    "a.tile([0.5]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"tile: 0.5 is no number of repeats (needs a whole number from 0 on)"'.`,
  ],
  [
    "a.repeat(2, 2);",
    `Argument of type '2' is not assignable to parameter of type '"repeat: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.repeat(-1, 0);",
    `Argument of type '-1' is not assignable to parameter of type '"repeat: -1 is no number of repeats (needs a whole number from 0 on)"'.`,
  ],
  [
    "a.roll(1, 2);",
    `Argument of type '1' is not assignable to parameter of type '"roll: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.roll([1, 2], [0]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"roll: needs one shift for each axis, got shifts [1, 2] and axes [0]"'.`,
  ],
  [
    "a.roll(0.5, 0);",
    `Argument of type '0.5' is not assignable to parameter of type '"roll: shift 0.5 is not a whole number"'.`,
  ],
  [
    "a.flip(2);",
    `Argument of type '2' is not assignable to parameter of type '"flip: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.flip([0, 0]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"flip: axis 0 is named twice in [0, 0]"'.`,
  ],
  [
    "vector.tril();",
    `The 'this' context of type 'Tensor<[3]>' is not assignable to method's 'this' of type '"tril: needs rank 2 or more, got [3]"'.`,
  ],
  [
    "scalar.tril();",
    `The 'this' context of type 'Tensor<[]>' is not assignable to method's 'this' of type '"tril: needs rank 2 or more, got []"'.`,
  ],
  [
    "vector.triu();",
    `The 'this' context of type 'Tensor<[3]>' is not assignable to method's 'this' of type '"triu: needs rank 2 or more, got [3]"'.`,
  ],
  [
    "scalar.triu(1);",
    `The 'this' context of type 'Tensor<[]>' is not assignable to method's 'this' of type '"triu: needs rank 2 or more, got []"'.`,
  ],
  [
    "images.diag();",
    `The 'this' context of type 'Tensor<[32, 28, 28]>' is not assignable to method's 'this' of type '"diag: needs a vector or a matrix, got [32, 28, 28]"'.`,
  ],
  [
    "a.diag(0.5);",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"diag: offset 0.5 is not a whole number"'.`,
  ],
  [
    "vector.trace();",
    `The 'this' context of type 'Tensor<[3]>' is not assignable to method's 'this' of type '"trace: needs a matrix, got [3]"'.`,
  ],
  [
    "a.greater(0).trace();",
    `The 'this' context of type 'Tensor<[2, 3], "bool">' is not assignable to method's 'this' of type '"trace: needs f32, f64 or i32, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "images.trace();",
    `The 'this' context of type 'Tensor<[32, 28, 28]>' is not assignable to method's 'this' of type '"trace: needs a matrix, got [32, 28, 28]"'.`,
  ],
  [
    "a.cumsum(2);",
    `Argument of type '2' is not assignable to parameter of type '"cumsum: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.greater(0).cumsum(0);",
    `The 'this' context of type 'Tensor<[2, 3], "bool">' is not assignable to method's 'this' of type '"cumsum: needs f32, f64 or i32, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.cumprod(-3);",
    `Argument of type '-3' is not assignable to parameter of type '"cumprod: axis -3 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "scalar.cumprod(0);",
    `Argument of type '0' is not assignable to parameter of type '"cumprod: axis 0 is out of range for [] (a scalar has no axes)"'.`,
  ],
  [
    "a.split([1, 2], 2);",
    `Argument of type 'number[]' is not assignable to parameter of type '"split: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.split([1, 2], 0);",
    `Argument of type 'number[]' is not assignable to parameter of type '"split: sizes [1, 2] add up to 3, but axis 0 of [2, 3] has 2"'.`,
  ],
  [
    "a.split([3, -1], 0);",
    `Argument of type 'number[]' is not assignable to parameter of type '"split: -1 is no size (needs a whole number from 0 on)"'.`,
  ],
  [
    "batch.split([700, 85], 1);",
    `Argument of type 'number[]' is not assignable to parameter of type '"split: sizes [700, 85] add up to 785, but axis 1 of [batch, 784] has 784"'.`,
  ],
  [
    "a.chunk(2, 2);",
    `Argument of type '2' is not assignable to parameter of type '"chunk: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "batch.chunk(0);",
    `Argument of type '0' is not assignable to parameter of type '"chunk: 0 is no number of parts (needs a whole number from 1 on)"'.`,
  ],
  [
    "a.unstack(2);",
    `Argument of type '2' is not assignable to parameter of type '"unstack: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "scalar.unstack();",
    `The 'this' context of type 'Tensor<[]>' is not assignable to method's 'this' of type '"unstack: axis 0 is out of range for [] (a scalar has no axes)"'.`,
  ],
  [
    "a.index([2]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"index: 2 is out of range for axis 0 of [2, 3]"'.`,
  ],
  [
    "a.index([0, 0, 0]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"index: [2, 3] has rank 2, the number of indices is 3"'.`,
  ],
  [
    "a.index([null, -4]);",
    `Argument of type '(number | null)[]' is not assignable to parameter of type '"index: -4 is out of range for axis 1 of [2, 3]"'.`,
  ],
  [
    "a.index([0.5]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"index: 0.5 at axis 0 is not a whole number"'.`,
  ],
  [
    "a.sort(2);",
    `Argument of type '2' is not assignable to parameter of type '"sort: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "scalar.sort();",
    `The 'this' context of type 'Tensor<[]>' is not assignable to method's 'this' of type '"sort: axis -1 is out of range for [] (a scalar has no axes)"'.`,
  ],
  [
    "a.greater(0).sort();",
    `The 'this' context of type 'Tensor<[2, 3], "bool">' is not assignable to method's 'this' of type '"sort: needs f32, f64 or i32, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.topK(4);",
    `Argument of type '4' is not assignable to parameter of type '"topK: asks for 4 of 3 elements at axis 1 of [2, 3]"'.`,
  ],
  [
    "a.topK(-1);",
    `Argument of type '-1' is not assignable to parameter of type '"topK: -1 is no number of elements (needs a whole number from 0 on)"'.`,
  ],
  [
    "a.topK(1, 2);",
    `Argument of type '1' is not assignable to parameter of type '"topK: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.dot(vector);",
    `Argument of type 'Tensor<[3]>' is not assignable to parameter of type '"dot: needs two vectors, got [2, 3] and [3]"'.`,
  ],
  [
    "vector.dot(zeros([4]));",
    `Argument of type 'Tensor<[4]>' is not assignable to parameter of type '"dot: lengths differ, [3] and [4] (3 ≠ 4)"'.`,
  ],
  [
    'vector.dot(zeros([3], { dtype: "i32" }));',
    `Argument of type 'Tensor<[3], "i32">' is not assignable to parameter of type '"dot: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.outer(vector);",
    `Argument of type 'Tensor<[3]>' is not assignable to parameter of type '"outer: needs two vectors, got [2, 3] and [3]"'.`,
  ],
  [
    "vector.outer(scalar);",
    `Argument of type 'Tensor<[]>' is not assignable to parameter of type '"outer: needs two vectors, got [3] and []"'.`,
  ],
  [
    "a.embedding(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"embedding: indices are i32, got f32 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    "scalar.embedding(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"embedding: needs a table of rows, got []"'.`,
  ],
  [
    "a.scatterAdd(ids, zeros([2, 2]), 1);",
    `Argument of type 'Tensor<[2, 2]>' is not assignable to parameter of type '"scatterAdd: updates need the indices' shape [2, 3], got [2, 2]"'.`,
  ],
  [
    'a.scatterAdd(zeros([3, 3], { dtype: "i32" }), zeros([3, 3]), 1);',
    `Argument of type 'Tensor<[3, 3]>' is not assignable to parameter of type '"scatterAdd: sizes differ off axis 1, [2, 3] and indices [3, 3] (2 ≠ 3 at axis 0)"'.`,
  ],
  [
    "a.scatterAdd(a, a, 0);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"scatterAdd: indices are i32, got f32 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    'a.pad([[1, 1], [0, 3]], { mode: "reflect" });',
    `Argument of type 'number[][]' is not assignable to parameter of type '"pad: 3 elements to reflect at axis 1 of [2, 3], which has 2 beside its edge"'.`,
  ],
  [
    'zeros([0]).pad([[1, 0]], { mode: "edge" });',
    `Argument of type 'number[][]' is not assignable to parameter of type '"pad: axis 0 of [0] is empty and has no edge"'.`,
  ],
  [
    "a.pad([[1, 1], [0, 0]], { fill: 1 });",
    `Object literal may only specify known properties, and 'fill' does not exist in type 'PadSettings<"constant">'.`,
  ],
  ['a.clip("0", 1);', "Argument of type 'string' is not assignable to parameter of type 'number'."],
  [
    "ids.leakyRelu();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"leakyRelu: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "ids.elu(2);",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"elu: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "ids.celu();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"celu: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.greater(0).clip(0, 1);",
    `The 'this' context of type 'Tensor<[2, 3], "bool">' is not assignable to method's 'this' of type '"clip: needs f32, f64 or i32, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  ["a.isNaN(0);", "Expected 0 arguments, but got 1."],
  ["a.isFinite(1);", "Expected 0 arguments, but got 1."],
  [
    "a.any(0);",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"any: needs bool, got f32 (cast it with .cast(\\"bool\\"))"'.`,
  ],
  [
    "a.greater(0).all(2);",
    `Argument of type '2' is not assignable to parameter of type '"all: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.hypot(zeros([2]));",
    `Argument of type 'Tensor<[2]>' is not assignable to parameter of type '"hypot: shapes do not broadcast, [2, 3] and [2] (3 ≠ 2 at axis -1)"'.`,
  ],
  [
    "ids.atan2(ids);",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"atan2: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.logicalXor(a);",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"logicalXor: needs bool, got f32 (cast it with .cast(\\"bool\\"))"'.`,
  ],
  [
    'a.greater(0).logicalXor(zeros([2], { dtype: "bool" }));',
    `Argument of type 'Tensor<[2], "bool">' is not assignable to parameter of type '"logicalXor: shapes do not broadcast, [2, 3] and [2] (3 ≠ 2 at axis -1)"'.`,
  ],
  [
    "a.prelu(zeros([2]));",
    `Argument of type 'Tensor<[2]>' is not assignable to parameter of type '"prelu: shapes do not broadcast, [2, 3] and [2] (3 ≠ 2 at axis -1)"'.`,
  ],
  [
    "a.fmod(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"fmod: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.floorMod(zeros([4]));",
    `Argument of type 'Tensor<[4]>' is not assignable to parameter of type '"floorMod: shapes do not broadcast, [2, 3] and [4] (3 ≠ 4 at axis -1)"'.`,
  ],
  [
    "a.logAddExp(zeros([2, 2]));",
    `Argument of type 'Tensor<[2, 2]>' is not assignable to parameter of type '"logAddExp: shapes do not broadcast, [2, 3] and [2, 2] (3 ≠ 2 at axis -1)"'.`,
  ],
  [
    "a.squaredDifference(zeros([5]));",
    `Argument of type 'Tensor<[5]>' is not assignable to parameter of type '"squaredDifference: shapes do not broadcast, [2, 3] and [5] (3 ≠ 5 at axis -1)"'.`,
  ],
  [
    "ids.log2();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"log2: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "ids.tan();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"tan: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.l1Norm(2);",
    `Argument of type '2' is not assignable to parameter of type '"l1Norm: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "ids.l2Norm();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"l2Norm: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.sumOfSquares([0, 0]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"sumOfSquares: axis 0 is named twice in [0, 0]"'.`,
  ],
  [
    "a.logSumExp(2);",
    `Argument of type '2' is not assignable to parameter of type '"logSumExp: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.notEqual(zeros([2, 2]));",
    `Argument of type 'Tensor<[2, 2]>' is not assignable to parameter of type '"notEqual: shapes do not broadcast, [2, 3] and [2, 2] (3 ≠ 2 at axis -1)"'.`,
  ],
  [
    "a.equal(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"equal: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.greaterEqual(zeros([4, 3]));",
    `Argument of type 'Tensor<[4, 3]>' is not assignable to parameter of type '"greaterEqual: shapes do not broadcast, [2, 3] and [4, 3] (2 ≠ 4 at axis -2)"'.`,
  ],
  [
    "a.less(batch.slice([null, [0, 2]]));",
    `Argument of type 'Tensor<["batch", 2]>' is not assignable to parameter of type '"less: shapes do not broadcast, [2, 3] and [batch, 2] (3 ≠ 2 at axis -1)"'.`,
  ],
  [
    "a.logicalAnd(a);",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"logicalAnd: needs bool, got f32 (cast it with .cast(\\"bool\\"))"'.`,
  ],
  [
    "a.div(zeros([2]));",
    `Argument of type 'Tensor<[2]>' is not assignable to parameter of type '"div: shapes do not broadcast, [2, 3] and [2] (3 ≠ 2 at axis -1)"'.`,
  ],
  [
    "ids.div(2);",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"div: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.pow(zeros([4]));",
    `Argument of type 'Tensor<[4]>' is not assignable to parameter of type '"pow: shapes do not broadcast, [2, 3] and [4] (3 ≠ 4 at axis -1)"'.`,
  ],
  [
    "ids.pow(2);",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"pow: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.minimum(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"minimum: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "scalar.logSoftmax();",
    `The 'this' context of type 'Tensor<[]>' is not assignable to method's 'this' of type '"logSoftmax: axis -1 is out of range for [] (a scalar has no axes)"'.`,
  ],
  [
    "a.logSoftmax(5);",
    `Argument of type '5' is not assignable to parameter of type '"logSoftmax: axis 5 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.argMin(2);",
    `Argument of type '2' is not assignable to parameter of type '"argMin: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "zeros([2, 0]).argMax(1);",
    `Argument of type '1' is not assignable to parameter of type '"argMax: axis 1 of [2, 0] is empty, and argMax of nothing is undefined"'.`,
  ],
  [
    "ids.softmax();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"softmax: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  ["a.detach(1);", "Expected 0 arguments, but got 1."],
  [
    "a.tril(0.5);",
    `Argument of type '0.5' is not assignable to parameter of type '"tril: the diagonal has to be a whole number, got the number 0.5"'.`,
  ],
  [
    "a.triu(-1.5);",
    `Argument of type '-1.5' is not assignable to parameter of type '"triu: the diagonal has to be a whole number, got the number -1.5"'.`,
  ],
];
