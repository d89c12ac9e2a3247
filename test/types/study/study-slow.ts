/** The study of shape faults: which of them the compilers report, and with what words. */

import { expect, test } from "vitest";
import { compilerNames } from "../../../bench/types/compile.ts";
import { checkProgram } from "../check-program.ts";
import { caught } from "./caught.ts";
import { uncaught } from "./uncaught.ts";

const opening: readonly string[] = [
  `import { attention, concat, einsum, jit, type Tensor, tensor, where, zeros } from "microml";`,
  `import { conv2d, flatten, linear, maxPool2d, mlp, relu, sequential } from "microml/nn";`,
  `import { binaryCrossEntropy, crossEntropy, mse } from "microml/loss";`,
  "const x = zeros([32, 784]);",
  "const images = zeros([32, 28, 28]);",
  'const labels = zeros([32], { dtype: "i32" });',
  'const tokens = zeros([8, 17], { dtype: "i32" });',
  "const logits = zeros([32, 10]);",
  "const column = zeros([32, 1]);",
  "const hidden = zeros([32, 64]);",
  "const table = zeros([1000, 64]);",
  "const queries = zeros([8, 16, 64]);",
  "const scores = zeros([16, 10]);",
  'declare const pictures: Tensor<["batch", 8, 8]>;',
  'declare const batchFirst: Tensor<["batch", "time", 64]>;',
  'declare const timeFirst: Tensor<["time", "batch", 64]>;',
  'declare const positions: Tensor<["time", 64]>;',
  "const cnn = sequential(conv2d(1, 8, 3), relu(), maxPool2d(2), flatten(), linear(1352, 10));",
  "const net = mlp([784, 128, 10]);",
  'const step = jit((x: Tensor<["batch", 784]>, y: Tensor<["batch"], "i32">) => crossEntropy(net(x), y));',
];

test.each(compilerNames)("%s reports each fault with its message, and lets the others pass", (compiler) => {
  const found = checkProgram(compiler, opening, [
    ...caught.map(([, program]) => program),
    ...uncaught.map(({ program }) => program),
  ]);
  // The user's own words behind the compiler's phrase, or the whole line where it has words of its own.
  const printed = caught.map(([kind, program], place) => {
    const [line = "no error", ...more] = (found.get(place) ?? []).map((each) =>
      each.replace(/^TS\d+: /, "").replace(/\n[\s\S]*/, ""),
    );
    const message = /.* of type '"(.*)"'\.$/.exec(line)?.[1]?.replaceAll('\\"', '"') ?? line;
    return [kind, program, more.length === 0 ? message : `${message} and ${more.length} more`];
  });
  expect(printed).toEqual(caught);
  expect([...found.keys()].filter((place) => place >= caught.length)).toEqual([]);
});
