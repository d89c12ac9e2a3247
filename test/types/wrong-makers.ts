/** Makers, gradients and functions of functions that do not fit, and what is printed for them; knows no compiler. */

import type { WrongProgram } from "./wrong-programs.ts";

export const wrongMakers: readonly WrongProgram[] = [
  [
    "arange(-1);",
    `Argument of type '-1' is not assignable to parameter of type '"arange: size -1 at axis 0 of [-1] is negative"'.`,
  ],
  [
    "arange(2.5);",
    `Argument of type '2.5' is not assignable to parameter of type '"arange: size 2.5 at axis 0 of [2.5] is not a whole number"'.`,
  ],
  [
    "arange(5).reshape([2, 2]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"reshape: [5] has 5 elements, [2, 2] has 4"'.`,
  ],
  [
    "eye(-1);",
    `Argument of type '-1' is not assignable to parameter of type '"eye: size -1 at axis 0 of [-1, -1] is negative"'.`,
  ],
  [
    "eye(2.5);",
    `Argument of type '2.5' is not assignable to parameter of type '"eye: size 2.5 at axis 0 of [2.5, 2.5] is not a whole number"'.`,
  ],
  [
    "full([2, -1], 1);",
    `Argument of type 'number[]' is not assignable to parameter of type '"full: size -1 at axis 1 of [2, -1] is negative"'.`,
  ],
  [
    "full([2.5], 0);",
    `Argument of type 'number[]' is not assignable to parameter of type '"full: size 2.5 at axis 0 of [2.5] is not a whole number"'.`,
  ],
  [
    "ones([2, -3]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"ones: size -3 at axis 1 of [2, -3] is negative"'.`,
  ],
  [
    "ones([0.5]);",
    `Argument of type 'number[]' is not assignable to parameter of type '"ones: size 0.5 at axis 0 of [0.5] is not a whole number"'.`,
  ],
  [
    "normal([-1], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"normal: size -1 at axis 0 of [-1] is negative"'.`,
  ],
  [
    "normal([2, 0.5], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"normal: size 0.5 at axis 1 of [2, 0.5] is not a whole number"'.`,
  ],
  [
    "uniform([3, -2], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"uniform: size -2 at axis 1 of [3, -2] is negative"'.`,
  ],
  [
    "uniform([1.5], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"uniform: size 1.5 at axis 0 of [1.5] is not a whole number"'.`,
  ],
  [
    "glorotUniform([-1, 2], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"glorotUniform: size -1 at axis 0 of [-1, 2] is negative"'.`,
  ],
  [
    "glorotUniform([2, 2.5], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"glorotUniform: size 2.5 at axis 1 of [2, 2.5] is not a whole number"'.`,
  ],
  [
    "glorotNormal([-1, 2], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"glorotNormal: size -1 at axis 0 of [-1, 2] is negative"'.`,
  ],
  [
    "glorotNormal([2, 2.5], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"glorotNormal: size 2.5 at axis 1 of [2, 2.5] is not a whole number"'.`,
  ],
  [
    "heUniform([-1, 2], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"heUniform: size -1 at axis 0 of [-1, 2] is negative"'.`,
  ],
  [
    "heUniform([2, 2.5], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"heUniform: size 2.5 at axis 1 of [2, 2.5] is not a whole number"'.`,
  ],
  [
    "heNormal([-1, 2], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"heNormal: size -1 at axis 0 of [-1, 2] is negative"'.`,
  ],
  [
    "heNormal([2, 2.5], { seed: 1 });",
    `Argument of type 'number[]' is not assignable to parameter of type '"heNormal: size 2.5 at axis 1 of [2, 2.5] is not a whole number"'.`,
  ],
  [
    "parameter(a).assign(zeros([3, 2]));",
    `Argument of type 'Tensor<[3, 2]>' is not assignable to parameter of type '"assign: shapes differ, [2, 3] and [3, 2] (2 ≠ 3 at axis 0)"'.`,
  ],
  [
    "parameter(a).assign(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type '"assign: dtypes differ, f32 and i32 (cast the value with .cast(\\"f32\\"))"'.`,
  ],
  [
    "const wrongParameter: Tensor<[3, 2]> = parameter(a);",
    `Type 'Parameter<[2, 3], "f32">' is not assignable to type 'Tensor<[3, 2]>'.`,
  ],
  ['parameter("a");', "Argument of type 'string' is not assignable to parameter of type 'Tensor'."],
  [
    "grad(ids.sum(), []);",
    `Argument of type 'Tensor<[], "i32">' is not assignable to parameter of type '"grad: needs f32 or f64, got i32 (whole numbers and truth values have no gradient)"'.`,
  ],
  [
    "valueAndGrad((x: Tensor<[2, 3]>) => x);",
    `Argument of type '(x: Tensor<[2, 3]>) => Tensor<[2, 3]>' is not assignable to parameter of type '"valueAndGrad: needs a scalar, got [2, 3] (reduce it first, for example with .sum())"'.`,
  ],
  [
    'valueAndGrad((x: Tensor<[2, 3], "i32">) => x.sum());',
    `Argument of type '(x: Tensor<[2, 3], "i32">) => Tensor<[], "i32">' is not assignable to parameter of type '"valueAndGrad: needs f32 or f64, got i32 (whole numbers and truth values have no gradient)"'.`,
  ],
  [
    "vjp((x: Tensor<[2]>) => x, a);",
    "Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type 'Tensor<[2]>'.",
  ],
  [
    "vjp((x: Tensor<[2, 3]>) => x.sum(0), a).pullback(a);",
    "Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type 'Tensor<[3]>'.",
  ],
  ["jvp((x: Tensor<[2]>) => x, [a], [a]);", "Type 'Tensor<[2, 3]>' is not assignable to type 'Tensor<[2]>'."],
  [
    "jvp((x: Tensor<[2, 3]>) => x, [a], [ids]);",
    `Type 'Tensor<[2, 3], "i32">' is not assignable to type 'Tensor<[2, 3]>'.`,
  ],
  [
    "hessian((x: Tensor<[2, 3]>) => x);",
    `Argument of type '(x: Tensor<[2, 3]>) => Tensor<[2, 3]>' is not assignable to parameter of type '"hessian: needs a scalar, got [2, 3] (reduce it first, for example with .sum())"'.`,
  ],
  [
    "hessian((x: Tensor<[2, 3]>) => x.sum())(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type 'Tensor<[2, 3]>'.`,
  ],
  [
    "hvp(a, [a], [a]);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"hvp: needs a scalar, got [2, 3] (reduce it first, for example with .sum())"'.`,
  ],
  ["hvp(scalar, [a], [zeros([3, 2])]);", "Type 'Tensor<[3, 2]>' is not assignable to type 'Tensor<[2, 3]>'."],
  [
    "jacobian((x: Tensor<[2]>) => x)(a);",
    "Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type 'Tensor<[2]>'.",
  ],
  [
    'jacobian((x: Tensor<[2], "i32">) => x);',
    `Argument of type '(x: Tensor<[2], "i32">) => Tensor<[2], "i32">' is not assignable to parameter of type '"jacobian: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "vmap((x: Tensor<[2]>) => x)(a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"vmap: a slice of argument 1 is [3], expected [2] (3 ≠ 2 at axis 0)"'.`,
  ],
  [
    "vmap((x: Tensor<[3]>) => x)(scalar);",
    `Argument of type 'Tensor<[]>' is not assignable to parameter of type '"vmap: a scalar has no axis to map over (share it with axes: [null])"'.`,
  ],
  [
    "checkpoint((x: Tensor<[2]>) => x)(a);",
    "Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type 'Tensor<[2]>'.",
  ],
  [
    "checkpoint((x: Tensor<[2, 3]>) => x)(ids);",
    `Argument of type 'Tensor<[2, 3], "i32">' is not assignable to parameter of type 'Tensor<[2, 3]>'.`,
  ],
  [
    "customGradient((x: Tensor<[2]>) => x, (ct) => [ct])(a);",
    "Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type 'Tensor<[2]>'.",
  ],
  [
    "grad(customGradient((x: Tensor<[2, 3]>) => x.sum(), (ct) => [ct])(a), a);",
    `Argument of type '(ct: Tensor<[]>) => [Tensor<[]>]' is not assignable to parameter of type '"customGradient: the cotangent of argument 1 is [], and has to be [2, 3]"'.`,
  ],
  [
    "splitKey(a, 2);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type 'Tensor<[2], "i32">'.`,
  ],
  [
    'splitKey(zeros([3], { dtype: "i32" }), 2);',
    `Argument of type 'Tensor<[3], "i32">' is not assignable to parameter of type 'Tensor<[2], "i32">'.`,
  ],
  ["stopGradient(3);", "Argument of type 'number' is not assignable to parameter of type 'Tensor'."],
  [
    "const wrongStop: Tensor<[3, 2]> = stopGradient(a);",
    "Type 'Tensor<[2, 3]>' is not assignable to type 'Tensor<[3, 2]>'.",
  ],
  [
    "a.dropout(1.5, randomKey(1));",
    `Argument of type '1.5' is not assignable to parameter of type '"dropout: the rate is 1.5, and has to be from 0 to 1"'.`,
  ],
  [
    "ids.dropout(0.5, randomKey(1));",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"dropout: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "a.dropout(0.5, a);",
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type 'Tensor<[2], "i32">'.`,
  ],
  [
    "zeros([0]).argMin(0);",
    `Argument of type '0' is not assignable to parameter of type '"argMin: axis 0 of [0] is empty, and argMin of nothing is undefined"'.`,
  ],
  [
    "a.swapAxes(-3, 0);",
    `Argument of type '0' is not assignable to parameter of type '"swapAxes: axis -3 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "a.expandDims(-4);",
    `Argument of type '-4' is not assignable to parameter of type '"expandDims: axis -4 is out of range for [2, 3] (axes are -3 to 2)"'.`,
  ],
  [
    "a.squeeze(2);",
    `Argument of type '2' is not assignable to parameter of type '"squeeze: axis 2 is out of range for [2, 3] (axes are -2 to 1)"'.`,
  ],
  [
    "truth.leakyRelu();",
    `The 'this' context of type 'Tensor<[2, 3], "bool">' is not assignable to method's 'this' of type '"leakyRelu: needs f32 or f64, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "ids.elu();",
    `The 'this' context of type 'Tensor<[2, 3], "i32">' is not assignable to method's 'this' of type '"elu: needs f32 or f64, got i32 (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "truth.elu();",
    `The 'this' context of type 'Tensor<[2, 3], "bool">' is not assignable to method's 'this' of type '"elu: needs f32 or f64, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    "truth.celu();",
    `The 'this' context of type 'Tensor<[2, 3], "bool">' is not assignable to method's 'this' of type '"celu: needs f32 or f64, got bool (cast it with .cast(\\"f32\\"))"'.`,
  ],
  [
    'const wrongCast: Tensor<[2, 3]> = a.cast("i32");',
    `Type 'Tensor<[2, 3], "i32">' is not assignable to type 'Tensor<[2, 3]>'.`,
  ],
  [
    "const wrongDetach: Tensor<[3, 2]> = a.detach();",
    "Type 'Tensor<[2, 3]>' is not assignable to type 'Tensor<[3, 2]>'.",
  ],
  [
    "zeros([3]).item();",
    `The 'this' context of type 'Tensor<[3]>' is not assignable to method's 'this' of type '"item: needs one element, [3] has 3"'.`,
  ],
  [
    'jit((x: Tensor<["n"]>) => x)(a);',
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"argument 1 is [2, 3], expected [n] (rank 2 ≠ 1)"'.`,
  ],
  [
    'jit((x: Tensor<["n"]>, y: Tensor<["n"]>) => x.add(y))(zeros([2]), zeros([3]));',
    `Argument of type 'Tensor<[3]>' is not assignable to parameter of type '"\\"n\\" is 2 in argument 1 but 3 in argument 2"'.`,
  ],
  [
    'shapeChecked((x: Tensor<["n"]>) => x)(a);',
    `Argument of type 'Tensor<[2, 3]>' is not assignable to parameter of type '"argument 1 is [2, 3], expected [n] (rank 2 ≠ 1)"'.`,
  ],
  [
    'shapeChecked((x: Tensor<["n"]>, y: Tensor<["n"]>) => x.add(y))(zeros([2]), zeros([3]));',
    `Argument of type 'Tensor<[3]>' is not assignable to parameter of type '"\\"n\\" is 2 in argument 1 but 3 in argument 2"'.`,
  ],
];
