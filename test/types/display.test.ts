/** What a user reads when pointing at right programs: both compilers' types, word for word. */

import { expect, test } from "vitest";
import { compilerNames } from "../../bench/types/compile.ts";
import { checkProgram } from "./check-program.ts";
import { rightPrograms } from "./right-programs.ts";

const opening: readonly string[] = [
  `import { assignAll, attention, concat, type Dim, type DType, einsum, grad, hessian, hvp, jit, jvp, type Parameter, parameter, type Shape, shapeChecked, stack, type Tensor, tensor, vjp, vmap, where, zeros } from "microml";`,
  `import { conv2d, dropout, embedding, flatten, linear, maxPool2d, mlp, relu, sequential } from "microml/nn";`,
  `import { crossEntropy, mse } from "microml/loss";`,
  `import { adamW, sgd, stepDecay } from "microml/optim";`,
  "declare const rows: number[][];",
  "declare const sizes: number[];",
  "const a = zeros([2, 3]);",
  'const ids = zeros([2, 3], { dtype: "i32" });',
  'declare const batch: Tensor<["batch", 784]>;',
  'declare const batch64: Tensor<["batch", 64]>;',
  'declare const pictures: Tensor<["batch", 8, 8]>;',
  'declare const images: Tensor<["n", 3, "height", "width"]>;',
  'declare const sequences: Tensor<["batch", "time", 64]>;',
  "const convolutional = sequential(conv2d(1, 8, 3), relu(), maxPool2d(2), flatten(), linear(1352, 10));",
  "declare const either: Tensor<[2 | 3, 4]>;",
  "declare const impossible: never;",
  "declare const unknown: Tensor<[number, 3]>;",
  "declare const unknownRow: Tensor<[number]>;",
  "declare const anything: Tensor;",
  'declare const floats: Tensor<[2, 3], "f32" | "f64">;',
  "declare const unknownKind: Tensor<[2], DType>;",
  "function block<B extends Dim>(x: Tensor<[B, 64]>) {",
  "  return x.matmul(zeros([64, 64])).add(x).add(zeros([64])).mul(2).relu();",
  "}",
  "function attend<B extends Dim, T extends Dim>(x: Tensor<[B, T, 64]>) {",
  "  return x.transpose([1, 0, 2]).expandDims(0).squeeze(0).add(zeros([64])).softmax(-1);",
  "}",
  "function shapeless<S extends Shape>(x: Tensor<S>) {",
  "  return x.add(1).exp().add(x).relu();",
  "}",
  "function rowwise<N extends number>(x: Tensor<[N, 3]>) {",
  "  return vmap((row: Tensor<['n']>) => row.mul(2))(x);",
  "}",
  "const rowwiseDouble = vmap((row: Tensor<['n']>) => row.mul(2));",
  "function halve<N extends number>(weight: Parameter<[N, 3]>) {",
  "  return weight.assign(weight.mul(0.5));",
  "}",
  "const net = mlp([784, 128, 10]);",
  'const step = jit((x: Tensor<["batch", 784]>, y: Tensor<["batch"], "i32">) => crossEntropy(net(x), y));',
  'const double = jit((x: Tensor<["n"]>) => ({ twice: x.mul(2), all: [x] as [Tensor<["n"]>] }));',
  'const flat = (x: Tensor<["n", 8, 8]>) => x.reshape(["n", 64]);',
  "class Residual<N extends number> {",
  "  readonly inner;",
  "  constructor(size: N) {",
  "    this.inner = linear(size, size);",
  "  }",
  "}",
  "const residual64 = new Residual(64);",
  "const inner64 = sequential(linear(64, 64), relu());",
  "const plainResidual = (x: Tensor<['batch', 64]>) => x.add(inner64(x)).relu();",
  "const residual = shapeChecked(plainResidual);",
  "const someLayers = [relu(), relu()];",
  "const wide = conv2d(3, 8, 5, { padding: 2 });",
  "const narrow = conv2d(3, 4, 1);",
  "const branches = shapeChecked((x: Tensor<['n', 3, 8, 8]>) => concat([wide(x), narrow(x)], 1));",
  "function head<N extends number>(size: N) {",
  "  return linear(size, 10);",
  "}",
  "function pictureHead<N extends number>(channels: N) {",
  "  return conv2d(channels, 8, 3);",
  "}",
  "function tune<Rate extends number>(rate: Rate) {",
  "  return adamW(net.parameters(), { learningRate: rate });",
  "}",
  "declare const someSize: number;",
  "declare const halfOrTwo: 0.5 | 2;",
  'declare const unknownIds: Tensor<[number], "i32">;',
  "// @ts-expect-error the shapes do not fit",
  "const failed = a.matmul(a);",
];

test.each(compilerNames)("%s prints every type as it is written", (compiler) => {
  // An assignment that fails for every type prints the type.
  const lines = rightPrograms.map(([expression], at) => `const t${at}: never = ${expression};`);
  const found = checkProgram(compiler, opening, lines);
  const printed = rightPrograms.map(([expression], at) => [
    expression,
    (found.get(at) ?? []).map(
      (message) => /^TS2322: Type '(.*)' is not assignable to type 'never'\./.exec(message)?.[1] ?? message,
    ),
  ]);
  expect(printed).toEqual(rightPrograms.map(([expression, type]) => [expression, [type]]));
});

test.each(compilerNames)("%s lets all of them stand", (compiler) => {
  const found = checkProgram(
    compiler,
    opening,
    rightPrograms.map(([expression]) => `void (${expression});`),
  );
  expect([...found]).toEqual([]);
});
