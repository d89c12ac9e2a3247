/** What the compilers print for wrong programs, word for word; knows the public names alone. */

import { expect, test } from "vitest";
import { compilers } from "../package/compilers.ts";
import { checkProgram } from "./check-program.ts";
import { wrongPrograms } from "./wrong-programs.ts";

const opening = (root: string): string[] => [
  `import { concat, grad, jit, stack, type Tensor, tensor, where, zeros } from "${root}/src/index.ts";`,
  `import { linear, mlp, relu, sequential } from "${root}/src/nn/index.ts";`,
  `import { crossEntropy, mse } from "${root}/src/loss/index.ts";`,
  "const a = zeros([2, 3]);",
  'const ids = zeros([2, 3], { dtype: "i32" });',
  "const images = zeros([32, 28, 28]);",
  "const scalar = zeros([]);",
  "declare const batch: Tensor<['batch', 784]>;",
  "declare const time: Tensor<['time', 784]>;",
  "const net = mlp([784, 128, 10]);",
  "const step = jit((x: Tensor<['batch', 784]>, y: Tensor<['batch'], 'i32'>) => crossEntropy(net(x), y));",
];

test("the table is large, and every row is another program", () => {
  expect(wrongPrograms.length).toBeGreaterThanOrEqual(40);
  expect(new Set(wrongPrograms.map(([program]) => program)).size).toBe(wrongPrograms.length);
});

test.each(compilers)("%s prints one message for each wrong program", (_name, compiler) => {
  const found = checkProgram(
    compiler,
    opening,
    wrongPrograms.map(([program]) => program),
  );
  const printed = wrongPrograms.map(([program], place) => [
    program,
    ...(found.get(place) ?? []).map((message) => message.replace(/^TS\d+: /, "").replace(/\n[\s\S]*/, "")),
  ]);
  expect(printed).toEqual(wrongPrograms);
});
