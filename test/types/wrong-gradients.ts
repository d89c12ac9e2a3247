/** Gradient rules that do not fit what they belong to, ops without a shape, and what is printed for them; knows no compiler. */

import type { WrongProgram } from "./wrong-programs.ts";

export const wrongGradients: readonly WrongProgram[] = [
  [
    'defineOp({ name: "odd", forward: (x) => x });',
    `Type '"odd"' is not assignable to type '"odd: needs a shape (such as { takes: [[\\"n\\", \\"k\\"]], gives: [\\"n\\"] })"'.`,
  ],
  [
    'defineOp({ name: "odd", forward: (x: Tensor<["n"]>) => x });',
    `Type '"odd"' is not assignable to type '"odd: needs a shape (such as { takes: [[\\"n\\", \\"k\\"]], gives: [\\"n\\"] })"'.`,
  ],
  [
    'defineOp({ name: "odd", forward: { host: () => {} } });',
    `Type '"odd"' is not assignable to type '"odd: needs a shape (such as { takes: [[\\"n\\", \\"k\\"]], gives: [\\"n\\"] })"'.`,
  ],
  [
    'grad(defineOp({ name: "odd", shape: { takes: [[3], [3]], gives: [3] }, forward: (x, y) => x.mul(y), gradient: (g, x, y) => [g.mul(y)] })(vector, vector).sum(), vector);',
    `Type '(g: Tensor<[3]>, x: Tensor<[3]>, y: Tensor<[3]>) => [Tensor<[3]>]' is not assignable to type '"odd: gradient has to return a list of 2 (a cotangent for each argument), got 1"'.`,
  ],
  [
    'grad(defineOp({ name: "odd", shape: { takes: [[3], [3]], gives: [3] }, forward: (x, y) => x.mul(y), gradient: (g, x, y) => [g, g, null] })(vector, vector).sum(), vector);',
    `Type '(g: Tensor<[3]>, x: Tensor<[3]>, y: Tensor<[3]>) => [Tensor<[3]>, Tensor<[3]>, null]' is not assignable to type '"odd: gradient has to return a list of 2 (a cotangent for each argument), got 3"'.`,
  ],
  [
    'grad(defineOp({ name: "odd", shape: { takes: [[3], [3]], gives: [3] }, forward: (x, y) => x.mul(y), gradient: (g, x, y) => g.mul(y) })(vector, vector).sum(), vector);',
    `Type '(g: Tensor<[3]>, x: Tensor<[3]>, y: Tensor<[3]>) => Tensor<[3]>' is not assignable to type '"odd: gradient has to return a list of 2 (a cotangent for each argument), got object"'.`,
  ],
  [
    'grad(defineOp({ name: "odd", shape: { takes: [[3], [3]], gives: [3] }, forward: (x, y) => x.mul(y), gradient: (g, x, y) => [g, 3] })(vector, vector).sum(), vector);',
    `Type '(g: Tensor<[3]>, x: Tensor<[3]>, y: Tensor<[3]>) => [Tensor<[3]>, number]' is not assignable to type '"odd: gradient has to return a tensor or null for argument 2"'.`,
  ],
  [
    'grad(defineOp({ name: "odd", shape: { takes: [[3], [3]], gives: [3] }, forward: (x, y) => x.mul(y), gradient: (g, x, y) => [g, g.sum()] })(vector, vector).sum(), vector);',
    `Type '(g: Tensor<[3]>, x: Tensor<[3]>, y: Tensor<[3]>) => [Tensor<[3]>, Tensor<[]>]' is not assignable to type '"odd: the cotangent of argument 2 is [] f32, and has to be [3] f32"'.`,
  ],
  [
    'grad(defineOp({ name: "odd", shape: { takes: [[3], [3]], gives: [3] }, dtype: { takes: ["float", "i32"], gives: "float" }, forward: (x, y) => x, gradient: (g, x, y) => [g, g] })(vector, ids.sum(0)).sum(), vector);',
    `Type '(g: Tensor<[3]>, x: Tensor<[3]>, y: Tensor<[3], "i32">) => [Tensor<[3]>, Tensor<[3]>]' is not assignable to type '"odd: argument 2 is i32 and has no derivative (return null for it)"'.`,
  ],
  [
    'grad(defineOp({ name: "odd", forward: { scalar: (x: Tensor<[]>) => x.mul(x) }, gradient: (g, x) => [] })(vector).sum(), vector);',
    `Type '(g: Tensor<[]>, x: Tensor<[]>) => []' is not assignable to type '"odd: gradient has to return a list of 1 (a cotangent for each argument), got 0"'.`,
  ],
  [
    "grad(customGradient((x: Tensor<[2, 3]>) => x, (g, x) => [])(a).sum(), a);",
    `Argument of type '(g: Tensor<[2, 3]>, x: Tensor<[2, 3]>) => []' is not assignable to parameter of type '"customGradient: needs one cotangent for each argument, 1, got 0"'.`,
  ],
  [
    "grad(customGradient((x: Tensor<[2, 3]>) => x, (g, x) => [g.sum()])(a).sum(), a);",
    `Argument of type '(g: Tensor<[2, 3]>, x: Tensor<[2, 3]>) => [Tensor<[]>]' is not assignable to parameter of type '"customGradient: the cotangent of argument 1 is [], and has to be [2, 3]"'.`,
  ],
  [
    "grad(customGradient((x: Tensor<[2, 3]>) => x, (g) => g)(a).sum(), a);",
    `Argument of type '(g: Tensor<[2, 3]>) => Tensor<[2, 3]>' is not assignable to parameter of type '"customGradient: backward has to return a list of cotangents, got object"'.`,
  ],
  [
    "grad(customGradient((x: Tensor<[2, 3]>) => x, (g) => [3])(a).sum(), a);",
    `Argument of type '(g: Tensor<[2, 3]>) => [number]' is not assignable to parameter of type '"customGradient: backward has to return a tensor or null for argument 1"'.`,
  ],
  [
    'grad(customGradient((x: Tensor<[2, 3]>) => x, (g) => [g.cast("f64")])(a).sum(), a);',
    `Argument of type '(g: Tensor<[2, 3]>) => [Tensor<[2, 3], "f64">]' is not assignable to parameter of type '"customGradient: the cotangent of argument 1 is f64, and has to be f32"'.`,
  ],
  [
    "vmap(3);",
    "Argument of type 'number' is not assignable to parameter of type 'WrittenFunction<Tensor[], Tensor>'.",
  ],
];
