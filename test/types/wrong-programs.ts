/** Programs that do not fit, and the first line each of both compilers prints for them; knows no compiler. */

/** A statement, and what is printed for it, in order. */
export type WrongProgram = readonly [program: string, ...messages: string[]];

export const wrongPrograms: readonly WrongProgram[] = [
  [
    "a.add(zeros([5, 2]));",
    `Argument of type 'Tensor<[5, 2]>' is not assignable to parameter of type '"add: shapes do not broadcast, [2, 3] and [5, 2] (3 ≠ 2 at axis -1)"'.`,
  ],
  [
    "a.sub(zeros([4]));",
    `Argument of type 'Tensor<[4]>' is not assignable to parameter of type '"sub: shapes do not broadcast, [2, 3] and [4] (3 ≠ 4 at axis -1)"'.`,
  ],
  [
    "a.mul(zeros([2, 1, 2]));",
    `Argument of type 'Tensor<[2, 1, 2]>' is not assignable to parameter of type '"mul: shapes do not broadcast, [2, 3] and [2, 1, 2] (3 ≠ 2 at axis -1)"'.`,
  ],
  [
    "a.maximum(zeros([0]));",
    `Argument of type 'Tensor<[0]>' is not assignable to parameter of type '"maximum: shapes do not broadcast, [2, 3] and [0] (3 ≠ 0 at axis -1)"'.`,
  ],
  [
    "a.less(zeros([3, 3]));",
    `Argument of type 'Tensor<[3, 3]>' is not assignable to parameter of type '"less: shapes do not broadcast, [2, 3] and [3, 3] (2 ≠ 3 at axis -2)"'.`,
  ],
  [
    "a.add(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"add: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  ['a.add("3");', "Argument of type 'string' is not assignable to parameter of type 'number | Tensor'."],
  [
    "a.greater(0).add(1);",
    `The 'this' context of type 'Tensor<[2, 3], "bool">' is not assignable to method's 'this' of type '"add: needs f32, f64 or i32, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "ids.exp();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"exp: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.logicalNot();",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"logicalNot: needs bool, got f32 (cast it with .cast(\\"bool\\"))"'.`,
  ],
  [
    "a.matmul(zeros([2, 2]));",
    `Argument of type 'Tensor<[2, 2]>' is not assignable to parameter of type '"matmul: inner dimensions differ, [2, 3] × [2, 2] (3 ≠ 2)"'.`,
  ],
  [
    "zeros([3]).matmul(zeros([4]));",
    `Argument of type 'Tensor<[4]>' is not assignable to parameter of type '"matmul: inner dimensions differ, [3] × [4] (3 ≠ 4)"'.`,
  ],
  [
    "zeros([2, 2, 3]).matmul(zeros([3, 3, 2]));",
    `Argument of type 'Tensor<[3, 3, 2]>' is not assignable to parameter of type '"matmul: batch dimensions do not broadcast, [2, 2, 3] × [3, 3, 2] (2 ≠ 3 at axis -3)"'.`,
  ],
  [
    "scalar.matmul(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"matmul: a scalar has no axis to contract, [] × [2, 3] (use mul)"'.`,
  ],
  [
    "a.matmul(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"matmul: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "images.reshape([32, 785]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"reshape: [32, 28, 28] has 25088 elements, [32, 785] has 25120"'.`,
  ],
  [
    "images.reshape([-1, -1]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"reshape: [-1, -1] has more than one -1"'.`,
  ],
  [
    "images.reshape([-1, 785]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"reshape: [32, 28, 28] has 25088 elements, [-1, 785] needs a multiple of 785"'.`,
  ],
  [
    "images.reshape([32, 28.5, 28]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"reshape: size 28.5 at axis 1 of [32, 28.5, 28] is not a whole number"'.`,
  ],
  [
    "batch.reshape([28, 28]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"reshape: [batch, 784] has 784·batch elements, [28, 28] has 784"'.`,
  ],
  [
    "a.flatten(2);",
    `Argument of type '2' is not assignable to parameter of type '"flatten: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.transpose([0, 0]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"transpose: axis 0 is named twice in [0, 0]"'.`,
  ],
  [
    "a.transpose([0]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"transpose: [0] does not order the axes of [2, 3] (rank 1 ≠ 2)"'.`,
  ],
  [
    "a.swapAxes(0, 2);",
    `Argument of type '2' is not assignable to parameter of type '"swapAxes: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.expandDims(3);",
    `Argument of type '3' is not assignable to parameter of type '"expandDims: axis 3 is out of range for [2, 3] (axes are -3 to 2)"'.`,
  ],
  [
    "a.squeeze(0);",
    `Argument of type '0' is not assignable to parameter of type '"squeeze: axis 0 of [2, 3] has size 2, not 1"'.`,
  ],
  [
    "zeros([3]).broadcastTo([2, 4]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"broadcastTo: [3] does not broadcast to [2, 4] (3 ≠ 4 at axis -1)"'.`,
  ],
  [
    "a.broadcastTo([3]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"broadcastTo: [2, 3] does not broadcast to [3] (rank 2 exceeds rank 1)"'.`,
  ],
  [
    "a.slice([null, null, [0, 1]]);",
    `Argument of type '(number[] | null)[]' is not assignable to parameter of type '"slice: [2, 3] has rank 2, the number of ranges is 3"'.`,
  ],
  [
    "a.slice([[0, 2, 0]]);",
    `Argument of type 'number[][]' is not assignable to parameter of type '"slice: step at axis 0 of [2, 3] is 0"'.`,
  ],
  [
    "a.pad([[1, 1]]);",
    `Argument of type 'number[][]' is not assignable to parameter of type '"pad: [2, 3] has rank 2, the number of pairs is 1"'.`,
  ],
  [
    "a.pad([[-3, 0], [0, 0]]);",
    `Argument of type 'number[][]' is not assignable to parameter of type '"pad: [-3, 0] leaves size -1 at axis 0 of [2, 3]"'.`,
  ],
  [
    "a.sum(2);",
    `Argument of type '2' is not assignable to parameter of type '"sum: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.sum([1, -1]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"sum: axis 1 is named twice in [1, -1]"'.`,
  ],
  [
    "a.mean(-3);",
    `Argument of type '-3' is not assignable to parameter of type '"mean: axis -3 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "zeros([0]).max(0);",
    `Argument of type '0' is not assignable to parameter of type '"max: axis 0 of [0] is empty, and max of nothing is undefined"'.`,
  ],
  [
    "zeros([2, 0]).min();",
    `The 'this' context of type 'Tensor<[2, 0]>' is not assignable to method's 'this' of type '"min: axis 1 of [2, 0] is empty, and min of nothing is undefined"'.`,
  ],
  [
    "a.softmax(2);",
    `Argument of type '2' is not assignable to parameter of type '"softmax: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "scalar.softmax();",
    `The 'this' context of type 'Tensor<[]>' is not assignable to method's 'this' of type '"softmax: axis -1 is out of range for [] (a scalar has no axes)"'.`,
  ],
  [
    "a.argMax(2);",
    `Argument of type '2' is not assignable to parameter of type '"argMax: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.gather(a, 1);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"gather: indices are i32, got f32 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    'a.gather(zeros([2, 1, 1], { dtype: "i32" }), 1);',
    `Argument of type 'Tensor<[2, 1, 1], "i32">' is not assignable to parameter of type '"gather: ranks differ, [2, 3] and indices [2, 1, 1]"'.`,
  ],
  [
    'a.gather(zeros([3, 1], { dtype: "i32" }), 1);',
    `Argument of type 'Tensor<[3, 1], "i32">' is not assignable to parameter of type '"gather: sizes differ off axis 1, [2, 3] and indices [3, 1] (2 ≠ 3 at axis 0)"'.`,
  ],
  [
    "a.take(ids, 2);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"take: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "ids.oneHot(-1);",
    `Argument of type '-1' is not assignable to parameter of type '"oneHot: size -1 at axis 2 of [2, 3, -1] is negative"'.`,
  ],
  [
    "a.oneHot(3);",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"oneHot: indices are i32, got f32 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    "a.where(a, a);",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"where: needs bool, got f32 (cast it with .cast(\\"bool\\"))"'.`,
  ],
  [
    "where(a.greater(0), a, zeros([4]));",
    `Argument of type 'Tensor<[4]>' is not assignable to parameter of type '"where: shapes do not broadcast, [2, 3], [2, 3] and [4] (3 ≠ 4 at axis -1)"'.`,
  ],
  [
    "where(a.greater(0), a, ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"where: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.item();",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"item: needs one element, [2, 3] has 6"'.`,
  ],
  [
    "a.backward();",
    `The 'this' context of type 'Tensor<[2, 3]>' is not assignable to method's 'this' of type '"backward: needs a scalar, got [2, 3] (reduce it first, for example with .sum())"'.`,
  ],
  [
    "grad(a, [a]);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"grad: needs a scalar, got [2, 3] (reduce it first, for example with .sum())"'.`,
  ],
  [
    "concat([a, zeros([2, 4])]);",
    `Argument of type '(Tensor<[2, 3]> | Tensor<[2, 4]>)[]' is not assignable to parameter of type '"concat: sizes differ off axis 0, [2, 3] and [2, 4] (3 ≠ 4 at axis 1)"'.`,
  ],
  [
    "concat([a, zeros([2, 3, 1])]);",
    `Argument of type '(Tensor<[2, 3]> | Tensor<[2, 3, 1]>)[]' is not assignable to parameter of type '"concat: ranks differ, [2, 3] and [2, 3, 1]"'.`,
  ],
  [
    "concat([scalar, scalar]);",
    `Argument of type 'Tensor<[]>[]' is not assignable to parameter of type '"concat: a scalar has no axis to join along (use stack)"'.`,
  ],
  [
    "concat([a, ids]);",
    `Argument of type '(Tensor<[2, 3]> | Tensor<[2, 3], "i32">)[]' is not assignable to parameter of type '"concat: dtypes differ, f32 and i32 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    "concat([a, a], 2);",
    `Argument of type 'Tensor<[2, 3]>[]' is not assignable to parameter of type '"concat: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "stack([a, zeros([2, 5])]);",
    `Argument of type '(Tensor<[2, 3]> | Tensor<[2, 5]>)[]' is not assignable to parameter of type '"stack: shapes differ, [2, 3] and [2, 5] (3 ≠ 5 at axis 1)"'.`,
  ],
  [
    "stack([a, a], 3);",
    `Argument of type 'Tensor<[2, 3]>[]' is not assignable to parameter of type '"stack: axis 3 is out of range for [2, 3] (axes are -3 to 2)"'.`,
  ],
  [
    "tensor([[1, 2, 3], [4, 5]]);",
    `Argument of type 'number[][]' is not assignable to parameter of type '"tensor: ragged data, [0] has shape [3] and [1] has [2]"'.`,
  ],
  [
    "tensor([1, 2], { shape: [2.5] });",
    `Type 'number[]' is not assignable to type '"tensor: size 2.5 at axis 0 of [2.5] is not a whole number"'.`,
  ],
  [
    "zeros([-1, 2]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"zeros: size -1 at axis 0 of [-1, 2] is negative"'.`,
  ],
  [
    "zeros([1073741824, 1073741824]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"zeros: [1073741824, 1073741824] has more than 9007199254740991 elements"'.`,
  ],
  [
    "batch.add(time);",
    `Argument of type 'Tensor<["time", 784]>' is not assignable to parameter of type '"add: shapes do not broadcast, [batch, 784] and [time, 784] (batch ≠ time at axis -2)"'.`,
  ],
  [
    "batch.matmul(zeros([783, 10]));",
    `Argument of type 'Tensor<[783, 10]>' is not assignable to parameter of type '"matmul: inner dimensions differ, [batch, 784] × [783, 10] (784 ≠ 783)"'.`,
  ],
  [
    'step(zeros([64, 784]), zeros([32], { dtype: "i32" }));',
    `Argument of type 'Tensor<[32], "i32">' is not assignable to parameter of type '"\\"batch\\" is 64 in argument 1 but 32 in argument 2"'.`,
  ],
  [
    'step(zeros([64, 783]), zeros([64], { dtype: "i32" }));',
    `Argument of type 'Tensor<[64, 783]>' is not assignable to parameter of type '"argument 1 is [64, 783], expected [batch, 784] (783 ≠ 784 at axis 1)"'.`,
  ],
  [
    "step(zeros([64, 784]), zeros([64]));",
    `Argument of type 'Tensor<[64]>' is not assignable to parameter of type '"argument 2 is f32, expected i32 (cast it with .cast(\\"i32\\"))"'.`,
  ],
  [
    'step(zeros([64]), zeros([64], { dtype: "i32" }));',
    `Argument of type 'Tensor<[64]>' is not assignable to parameter of type '"argument 1 is [64], expected [batch, 784] (rank 1 ≠ 2)"'.`,
  ],
  ["step(zeros([64, 784]));", "Expected 2 arguments, but got 1."],
  [
    "net(zeros([32, 10]));",
    `Argument of type 'Tensor<[32, 10]>' is not assignable to parameter of type '"linear: needs [..., 784], got [32, 10] (784 ≠ 10 at axis -1)"'.`,
  ],
  [
    "net(scalar);",
    `Argument of type 'Tensor<[]>' is not assignable to parameter of type '"linear: needs [..., 784], got [] (ranks do not match)"'.`,
  ],
  [
    'net(zeros([2, 784], { dtype: "i32" }));',
    `Argument of type 'Tensor<[2, 784], "i32">' is not assignable to parameter of type '"linear: needs f32, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "sequential(linear(784, 64), relu(), linear(65, 10));",
    `Argument of type 'Linear<65, 10>' is not assignable to parameter of type '"sequential: layer 3 needs [..., 65], but [..., 64] reaches it (65 ≠ 64 at axis -1)"'.`,
  ],
  [
    'sequential(linear(784, 64), (x: Tensor<["n", 1, 8, 8]>) => x.sum());',
    `Argument of type '(x: Tensor<["n", 1, 8, 8]>) => Tensor<[]>' is not assignable to parameter of type '"sequential: layer 2 needs [n, 1, 8, 8], but [..., 64] reaches it (8 ≠ 64 at axis -1)"'.`,
  ],
  [
    'crossEntropy(net(zeros([8, 784])), zeros([9], { dtype: "i32" }));',
    `Argument of type 'Tensor<[9], "i32">' is not assignable to parameter of type '"crossEntropy: logits [8, 10] need classes [8] or probabilities [8, 10], got [9]"'.`,
  ],
  [
    "crossEntropy(net(zeros([8, 784])), zeros([8]));",
    `Argument of type 'Tensor<[8]>' is not assignable to parameter of type '"crossEntropy: classes are i32, got f32 (cast them with .cast(\\"i32\\"))"'.`,
  ],
  [
    "mse(a, zeros([2, 2]));",
    `Argument of type 'Tensor<[2, 2]>' is not assignable to parameter of type '"mse: shapes differ, [2, 3] and [2, 2] (3 ≠ 2 at axis 1)"'.`,
  ],
  ["const wrong: Tensor<[3, 2]> = a;", "Type 'Tensor<[2, 3]>' is not assignable to type 'Tensor<[3, 2]>'."],
  [
    "const unsure: Tensor<[2, 3]> = a as Tensor<[number, 3]>;",
    "Type 'Tensor<[number, 3]>' is not assignable to type 'Tensor<[2, 3]>'.",
  ],
  [
    "const failed: Tensor<[2, 2]> = a.matmul(zeros([2, 2]));",
    "Type 'Tensor<Shape>' is not assignable to type 'Tensor<[2, 2]>'.",
    `Argument of type 'Tensor<[2, 2]>' is not assignable to parameter of type '"matmul: inner dimensions differ, [2, 3] × [2, 2] (3 ≠ 2)"'.`,
  ],
  [
    "a.prod([0, 0]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"prod: axis 0 is named twice in [0, 0]"'.`,
  ],
  [
    "a.var(5);",
    `Argument of type '5' is not assignable to parameter of type '"var: axis 5 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  ["a.std([], { keepDims: 1 });", "Type 'number' is not assignable to type 'boolean | undefined'."],
  ['a.cast("f16");', `Argument of type '"f16"' is not assignable to parameter of type 'DType'.`],
  [
    "tensor([[1, [2]]]);",
    `Argument of type '(number | number[])[][]' is not assignable to parameter of type '"tensor: ragged data, [0][0] has shape [] and [0][1] has [1]"'.`,
  ],
  [
    'tensor("1, 2");',
    `Argument of type '"1, 2"' is not assignable to parameter of type 'NestedArray | NumberArray'.`,
  ],
  [
    "zeros([2.5]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"zeros: size 2.5 at axis 0 of [2.5] is not a whole number"'.`,
  ],
  [
    "ids.backward();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"backward: needs f32 or f64, got i32 (whole numbers and truth values have no gradient)"'.`,
  ],
  [
    "images.swapAxes(0, 1).matmul(images);",
    `Argument of type 'Tensor<[32, 28, 28]>' is not assignable to parameter of type '"matmul: batch dimensions do not broadcast, [28, 32, 28] × [32, 28, 28] (28 ≠ 32 at axis -3)"'.`,
  ],
  [
    'zeros([2, 3], { dtype: "f64" }).add(a);',
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"add: dtypes differ, f64 and f32 (cast one side with .cast(\\"f64\\"))"'.`,
  ],
  [
    "batch.sum(2);",
    `Argument of type '2' is not assignable to parameter of type '"sum: axis 2 is out of range for [batch, 784] (axes are -2 to 1)"'.`,
  ],
  [
    "concat([batch, time], 1);",
    `Argument of type '(Tensor<["batch", 784]> | Tensor<["time", 784]>)[]' is not assignable to parameter of type '"concat: sizes differ off axis 1, [batch, 784] and [time, 784] (batch ≠ time at axis 0)"'.`,
  ],
];
