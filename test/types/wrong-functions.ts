/** Functions of functions, functions as layers, ops of users, updates and empty lists that do not fit, and what is printed for them; knows no compiler. */

import type { WrongProgram } from "./wrong-programs.ts";

export const wrongFunctions: readonly WrongProgram[] = [
  [
    "(<B extends number | string>(x: Tensor<[B, 64]>) => x.reshape([x.shape[0], 9, 8]));",
    `Argument of type '(string | number)[]' is not assignable to parameter of type '"reshape: [64] has 64 elements, [9, 8] has 72"'.`,
  ],
  [
    "(<B extends number | string>(x: Tensor<[B, 64]>) => x.reshape([32, 64]));",
    `Argument of type 'number[]' is not assignable to parameter of type '"reshape: the result depends on a size that is a type parameter (write a name such as \\"batch\\" in its place)"'.`,
  ],
  [
    "(<B extends number | string>(x: Tensor<[B, 64]>) => x.reshape([x.shape[0], -1, -1]));",
    `Argument of type '(string | number)[]' is not assignable to parameter of type '"reshape: [-1, -1] has more than one -1"'.`,
  ],
  [
    "(<B extends number | string, T extends number | string>(x: Tensor<[B, T, 64]>) => x.reshape([x.shape[0], 64]));",
    `Argument of type '(string | number)[]' is not assignable to parameter of type '"reshape: the result depends on a size that is a type parameter (write a name such as \\"batch\\" in its place)"'.`,
  ],
  [
    'vmap((x: Tensor<["n"]>, y: Tensor<["n"]>) => x.add(y))(a, zeros([2, 4]));',
    `Argument of type 'Tensor<[2, 4]>' is not assignable to parameter of type '"vmap: \\"n\\" is 3 in argument 1 but 4 in argument 2"'.`,
  ],
  [
    'vmap((x: Tensor<["n"]>, y: Tensor<["n"]>) => x.add(y))(a, zeros([3, 3]));',
    `Argument of type 'Tensor<[3, 3]>' is not assignable to parameter of type '"vmap: the sizes mapped over differ, 2 and 3 in argument 2"'.`,
  ],
  [
    'vmap((x: Tensor<["n"]>, y: Tensor<["n"]>) => x.add(y))(a, zeros([2, 3, 1]));',
    `Argument of type 'Tensor<[2, 3, 1]>' is not assignable to parameter of type '"vmap: a slice of argument 2 is [3, 1], expected [n] (rank 2 ≠ 1)"'.`,
  ],
  [
    'vmap((x: Tensor<["n"]>, y: Tensor<["n"]>) => x.add(y))(batch, time);',
    `Argument of type 'Tensor<["time", 784]>' is not assignable to parameter of type '"vmap: the sizes mapped over differ, batch and time in argument 2"'.`,
  ],
  [
    'vmap((x: Tensor<["n"]>, y: Tensor<["n"]>) => x.add(y), { axes: [0, null] })(a, a);',
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"vmap: argument 2 is [2, 3], expected [n] (rank 2 ≠ 1)"'.`,
  ],
  [
    'vmap((x: Tensor<["n"]>, y: Tensor<["n"]>) => x.add(y), { axes: [0, null] })(a, zeros([4]));',
    `Argument of type 'Tensor<[4]>' is not assignable to parameter of type '"vmap: \\"n\\" is 3 in argument 1 but 4 in argument 2"'.`,
  ],
  [
    'vmap((x: Tensor<["n", "k"]>, y: Tensor<["k", "m"]>) => x.matmul(y), { axes: [0, 2] })(zeros([5, 2, 3]), zeros([2, 4, 5]));',
    `Argument of type 'Tensor<[2, 4, 5]>' is not assignable to parameter of type '"vmap: \\"k\\" is 3 in argument 1 but 2 in argument 2"'.`,
  ],
  [
    'vmap((x: Tensor<["n"]>, y: Tensor<["n"]>) => x.add(y))(a, ids);',
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"vmap: argument 2 is i32, expected f32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "vmap((x: Tensor<[3]>) => x, { axes: [2] })(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"vmap: axis 2 is out of range for rank 2 (axes are -2 to 1)"'.`,
  ],
  [
    "vmap((x: Tensor<[3]>, y: Tensor<[3]>) => x.add(y), { axes: [null, null] })(vector, vector);",
    `Type 'null[]' is not assignable to type '"vmap: needs an argument to map over, all of them are shared"'.`,
  ],
  [
    "vmap((x: Tensor<[3]>, y: Tensor<[3]>) => x.add(y), { axes: [0] })(a, a);",
    `Type 'number[]' is not assignable to type '"vmap: needs one entry of axes for each of 2 arguments, got 1"'.`,
  ],
  [
    "vmap((x: Tensor<[3]>) => x, { outAxis: 2 })(a);",
    `Type 'number' is not assignable to type '"vmap: axis 2 is out of range for [3] (axes are -2 to 1)"'.`,
  ],
  [
    'const wrongMapped: Tensor<[2, 4]> = vmap((x: Tensor<["n"]>) => x.relu())(a);',
    "Type 'Tensor<[2, 3]>' is not assignable to type 'Tensor<[2, 4]>'.",
  ],
  [
    "grad(scalar, [a, ids]);",
    `Type 'Tensor<[2, 3], "i32">' is not assignable to type '"grad: needs f32 or f64 to differentiate by, got i32 (cast it with .cast(\\"f32\\") first)"'.`,
  ],
  [
    "grad(scalar, truth);",
    `Argument of type 'Tensor<[2, 3], "bool">' is not assignable to parameter of type '"grad: needs f32 or f64 to differentiate by, got bool (cast it with .cast(\\"f32\\") first)"'.`,
  ],
  [
    "hvp(scalar, [ids], [ids]);",
    `Type 'Tensor<[2, 3], "i32">' is not assignable to type '"hvp: needs f32 or f64 to differentiate by, got i32 (cast it with .cast(\\"f32\\") first)"'.`,
  ],
  [
    'hessian((x: Tensor<[2, 3], "i32">) => x.cast("f32").sum());',
    `Argument of type '(x: Tensor<[2, 3], "i32">) => Tensor<[]>' is not assignable to parameter of type '"hessian: needs f32 or f64 to differentiate by, got i32 (cast it with .cast(\\"f32\\") first)"'.`,
  ],
  [
    "vjp((x: Tensor<[2, 3]>) => x.argMax(0), a);",
    `Argument of type '(x: Tensor<[2, 3]>) => Tensor<[3], "i32">' is not assignable to parameter of type '"vjp: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "jvp((x: Tensor<[2, 3]>) => x.greater(0), [a], [a]);",
    `Argument of type '(x: Tensor<[2, 3]>) => Tensor<[2, 3], "bool">' is not assignable to parameter of type '"jvp: needs f32 or f64, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'jvp((x: Tensor<[2, 3], "i32">) => x.cast("f32"), [ids], [ids]);',
    `Type 'Tensor<[2, 3], "i32">' is not assignable to type '"jvp: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "assignAll([[parameter(a), zeros([3])]]);",
    `Type 'Tensor<[3]>' is not assignable to type '"assignAll: shapes differ, [2, 3] and [3] (rank 2 ≠ 1)"'.`,
  ],
  [
    "assignAll([[parameter(vector), vector], [parameter(a), zeros([2, 4])]]);",
    `Type 'Tensor<[2, 4]>' is not assignable to type '"assignAll: shapes differ, [2, 3] and [2, 4] (3 ≠ 4 at axis 1)"'.`,
  ],
  [
    "assignAll([[parameter(a), ids]]);",
    `Type 'Tensor<[2, 3], "i32">' is not assignable to type '"assignAll: dtypes differ, f32 and i32 (cast the value with .cast(\\"f32\\"))"'.`,
  ],
  [
    "assignAll([[a, a]]);",
    `Type 'Tensor<[2, 3]>' is not assignable to type '"assignAll: needs parameters (make one with parameter(…))"'.`,
  ],
  [
    "mlp([]);",
    `Argument of type '[]' is not assignable to parameter of type '["mlp: needs at least two sizes, such as [784, 10], got []"]'.`,
  ],
  [
    "concat([]);",
    `Argument of type '[]' is not assignable to parameter of type '["concat: needs at least one tensor, got none"]'.`,
  ],
  [
    "stack([]);",
    `Argument of type '[]' is not assignable to parameter of type '["stack: needs at least one tensor, got none"]'.`,
  ],
  [
    "a.reshape([]);",
    `Argument of type '[]' is not assignable to parameter of type '["reshape: [2, 3] has 6 elements, [] has 1"]'.`,
  ],
  [
    "a.pad([]);",
    `Argument of type '[]' is not assignable to parameter of type '["pad: [2, 3] has rank 2, the number of pairs is 0"]'.`,
  ],
  [
    "sequential(linear(2, 4), checkedRelu);",
    `Argument of type 'ShapeCheckedFunction<[x: Tensor<["n", 3]>], Tensor<["n", 3]>>' is not assignable to parameter of type '"sequential: layer 2 needs [n, 3], but [..., 4] reaches it (3 ≠ 4 at axis -1)"'.`,
  ],
  [
    'sequential(shapeChecked((x: Tensor<["n", 3]>) => x.relu()), linear(4, 4));',
    `Argument of type 'Linear<4, 4>' is not assignable to parameter of type '"sequential: layer 2 needs [..., 4], but [n, 3] reaches it (4 ≠ 3 at axis -1)"'.`,
  ],
  [
    "sequential(checkedRelu, linear(3, 4))(zeros([2, 4]));",
    `Argument of type 'Tensor<[2, 4]>' is not assignable to parameter of type '"sequential: layer 1, argument 1 is [2, 4], expected [n, 3] (4 ≠ 3 at axis 1)"'.`,
  ],
  [
    "sequential(linear(2, 3), checkedRelu, linear(3, 4))(zeros([7, 5, 2]));",
    `Argument of type 'Tensor<[7, 5, 2]>' is not assignable to parameter of type '"sequential: layer 2, argument 1 is [7, 5, 3], expected [n, 3] (rank 3 ≠ 2)"'.`,
  ],
  [
    'sequential(linear(3, 4), shapeChecked((x: Tensor<["n"], "i32">) => x.oneHot(5)));',
    `Argument of type 'ShapeCheckedFunction<[x: Tensor<["n"], "i32">], Tensor<["n", 5]>>' is not assignable to parameter of type '"sequential: layer 2 needs i32, but f32 reaches it (cast it with .cast(\\"i32\\"))"'.`,
  ],
  [
    'sequential(linear(3, 4), shapeChecked((x: Tensor<["n", 4]>, y: Tensor<["n", 4]>) => x.add(y)));',
    `Argument of type 'ShapeCheckedFunction<[x: Tensor<["n", 4]>, y: Tensor<["n", 4]>], Tensor<["n", 4]>>' is not assignable to parameter of type '"sequential: layer 2 takes 2 tensors (a layer takes one and gives one)"'.`,
  ],
  [
    'sequential((x: Tensor<["n", 3]>) => [x], linear(3, 4));',
    `Argument of type '(x: Tensor<["n", 3]>) => Tensor<["n", 3]>[]' is not assignable to parameter of type '"sequential: layer 1 gives no tensor (a layer takes one and gives one)"'.`,
  ],
  [
    "sequential(linear(3, 4), 3);",
    `Argument of type '3' is not assignable to parameter of type '"sequential: layer 2 is number, needs a layer or a function"'.`,
  ],
  [
    'defineOp({ name: "odd", shape: { takes: [["n"]], gives: ["m"] }, forward: (x) => x });',
    `Type 'string[]' is not assignable to type '"odd: gives \\"m\\", which no argument has"'.`,
  ],
  [
    'defineOp({ name: "odd", shape: { takes: [[3]], gives: [3] }, forward: (x) => x.sum() })(vector);',
    `Type '(x: Tensor<[3]>) => Tensor<[]>' is not assignable to type '"odd: forward gives [], declared as [3]"'.`,
  ],
  [
    'defineOp({ name: "odd", shape: { takes: [["n"]], gives: ["n"] }, forward: (x) => x.cast("i32") })(vector);',
    `Type '(x: Tensor<["n"]>) => Tensor<["n"], "i32">' is not assignable to type '"odd: forward gives i32, declared as f32"'.`,
  ],
  [
    'defineOp({ name: "odd", shape: { takes: [["n", "..."]], gives: ["n"] }, forward: (x) => x.sum(1) });',
    `Type 'string[][]' is not assignable to type '"odd: \\"...\\" stands behind other axes in [n, ...], has to come first"'.`,
  ],
  [
    'defineOp({ name: "odd", shape: { takes: [["...", "n"]], gives: ["n", "..."] }, forward: (x) => x.sum(1) });',
    `Type 'string[]' is not assignable to type '"odd: \\"...\\" stands behind other axes in [n, ...], has to come first"'.`,
  ],
  [
    'defineOp({ name: "", shape: { takes: [["n"]], gives: ["n"] }, forward: (x) => x });',
    `Type '""' is not assignable to type '"defineOp: needs a name, got the string \\"\\""'.`,
  ],
  [
    'defineOp({ name: "odd", shape: { takes: [["n"], ["n"]], gives: ["n"] }, dtype: { takes: ["float"], gives: "float" }, forward: (x) => x });',
    `Type 'string[]' is not assignable to type '"odd: dtype takes 1 arguments, shape takes 2"'.`,
  ],
  [
    'defineOp({ name: "odd", shape: { takes: [["n"]], gives: ["n"] }, dtype: { takes: ["i32"], gives: "float" }, forward: (x) => x.cast("f32") });',
    `Type '"float"' is not assignable to type '"odd: gives \\"float\\", which no argument has (name f32 or f64)"'.`,
  ],
  [
    'defineOp({ name: "odd", shape: { takes: [["n"]], gives: ["n"] }, dtype: { takes: ["f16"], gives: "f32" }, forward: (x) => x });',
    `Type '"f16"' is not assignable to type 'OpDType'.`,
  ],
  [
    'grad(defineOp({ name: "odd", shape: { takes: [["n"]], gives: ["n"] }, forward: (x) => x, gradient: (ct) => [ct, ct] })(vector).sum(), vector);',
    `Type '(ct: Tensor<["n"]>) => [Tensor<["n"]>, Tensor<["n"]>]' is not assignable to type '"odd: gradient has to return a list of 1 (a cotangent for each argument), got 2"'.`,
  ],
  [
    'grad(defineOp({ name: "odd", shape: { takes: [["n"]], gives: ["n"] }, forward: (x) => x, gradient: (ct) => ct })(vector).sum(), vector);',
    `Type '(ct: Tensor<["n"]>) => Tensor<["n"]>' is not assignable to type '"odd: gradient has to return a list of 1 (a cotangent for each argument), got object"'.`,
  ],
  [
    'defineOp({ name: "odd", forward: { scalar: (x: Tensor<[]>, y: Tensor<[]>) => x.mul(y).greater(0) } });',
    `Type '{ scalar: (x: Tensor<[]>, y: Tensor<[]>) => Tensor<[], "bool">; }' is not assignable to type '"odd: forward gives bool, declared as f32"'.`,
  ],
  [
    'defineOp({ name: "odd", forward: { scalar: (x: Tensor<[]>) => zeros([2]).mul(x) } });',
    `Type '{ scalar: (x: Tensor<[]>) => Tensor<[2]>; }' is not assignable to type '"odd: forward gives [2], declared as []"'.`,
  ],
  [
    "binaryCrossEntropy(a, a, { positiveWeight: zeros([4]) });",
    `Type 'Tensor<[4]>' is not assignable to type '"binaryCrossEntropy: shapes do not broadcast, [2, 3] and [4] (3 ≠ 4 at axis -1)"'.`,
  ],
  [
    'binaryCrossEntropy(a, a, { positiveWeight: zeros([3], { dtype: "f64" }) });',
    `Type 'Tensor<[3], "f64">' is not assignable to type '"binaryCrossEntropy: dtypes differ, f32 and f64 (cast one side with .cast(\\"f32\\"))"'.`,
  ],
  [
    'klDivergence(scalar, scalar, { reduction: "batchMean" });',
    `Type '"batchMean"' is not assignable to type '"klDivergence: the reduction \\"batchMean\\" needs a batch, got a scalar"'.`,
  ],
  [
    "zeros([2, 3, 0]).globalMaxPool();",
    `The 'this' context of type 'Tensor<[2, 3, 0]>' is not assignable to method's 'this' of type '"globalMaxPool: axis 2 of [2, 3, 0] is empty, and globalMaxPool of nothing is undefined"'.`,
  ],
];
