/** One program for each operation, every line of sizes that no other line has; knows no compiler. */

import { rootFromProgram } from "./compile.ts";

/** The shape of `x`, what else the operation takes, and the operation, all for the sizes of line n. */
interface Operation {
  readonly x: (n: number) => string;
  readonly others?: (n: number) => Readonly<Record<string, string>>;
  readonly use: (n: number) => string;
}

const matrix = (n: number): string => `Tensor<[${n}, 3]>`;
const images = (n: number): string => `Tensor<[${n}, 28, 28]>`;
const indices = (n: number): string => `Tensor<[${n}, 1], "i32">`;

/** Every family of rules. */
export const operations: Readonly<Record<string, Operation>> = {
  "relu()": { x: matrix, use: () => "x.relu()" },
  cast: { x: matrix, use: () => 'x.cast("f64")' },
  "add a number": { x: matrix, use: () => "x.add(1)" },
  "add a row": { x: matrix, others: () => ({ y: "Tensor<[3]>" }), use: () => "x.add(y)" },
  "add the same shape": { x: matrix, others: (n) => ({ y: matrix(n) }), use: () => "x.add(y)" },
  "add, both stretch": {
    x: (n) => `Tensor<[${n}, 1]>`,
    others: (n) => ({ y: `Tensor<[1, ${n + 1000}]>` }),
    use: () => "x.add(y)",
  },
  greater: { x: matrix, others: () => ({ y: "Tensor<[3]>" }), use: () => "x.greater(y)" },
  where: {
    x: (n) => `Tensor<[${n}, 3], "bool">`,
    others: (n) => ({ y: matrix(n) }),
    use: () => "x.where(y, 0)",
  },
  matmul: {
    x: (n) => `Tensor<[4, ${n}]>`,
    others: (n) => ({ y: `Tensor<[${n}, ${n + 1}]>` }),
    use: () => "x.matmul(y)",
  },
  "matmul, batched": {
    x: (n) => `Tensor<[8, 4, ${n}]>`,
    others: (n) => ({ y: `Tensor<[8, ${n}, 5]>` }),
    use: () => "x.matmul(y)",
  },
  "reshape, leading size kept": { x: images, use: (n) => `x.reshape([${n}, 784])` },
  "reshape, new products": {
    x: (n) => `Tensor<[${n}, ${n + 211}]>`,
    use: (n) => `x.reshape([${n + 211}, ${n}])`,
  },
  "reshape with -1": { x: images, use: () => "x.reshape([-1, 784])" },
  "reshape, named dim": {
    x: (n) => `Tensor<["batch", ${n}, 4]>`,
    use: (n) => `x.reshape(["batch", ${4 * n}])`,
  },
  "flatten()": { x: (n) => `Tensor<[${n}, ${n + 211}]>`, use: () => "x.flatten()" },
  "transpose()": { x: matrix, use: () => "x.transpose()" },
  "transpose, rank 4": { x: (n) => `Tensor<[2, ${n}, 4, 8]>`, use: () => "x.transpose([0, 2, 1, 3])" },
  swapAxes: { x: images, use: () => "x.swapAxes(1, 2)" },
  expandDims: { x: matrix, use: () => "x.expandDims(1)" },
  squeeze: { x: (n) => `Tensor<[${n}, 1]>`, use: () => "x.squeeze(1)" },
  broadcastTo: { x: () => "Tensor<[3]>", use: (n) => `x.broadcastTo([${n}, 3])` },
  slice: { x: matrix, use: () => "x.slice([[1, -2]])" },
  pad: { x: matrix, use: () => "x.pad([[1, 2], [0, 0]])" },
  "concat of two": {
    x: matrix,
    others: (n) => ({ y: `Tensor<[${n + 7}, 3]>` }),
    use: () => "concat([x, y])",
  },
  "stack of two": { x: matrix, others: (n) => ({ y: matrix(n) }), use: () => "stack([x, y])" },
  "sum()": { x: matrix, use: () => "x.sum()" },
  "sum(0)": { x: matrix, use: () => "x.sum(0)" },
  "mean, keepDims": { x: matrix, use: () => "x.mean(-1, { keepDims: true })" },
  "max(1)": { x: matrix, use: () => "x.max(1)" },
  softmax: { x: matrix, use: () => "x.softmax(-1)" },
  argMax: { x: matrix, use: () => "x.argMax(1)" },
  gather: { x: matrix, others: (n) => ({ y: indices(n) }), use: () => "x.gather(y, 1)" },
  take: { x: () => "Tensor<[100, 8]>", others: (n) => ({ y: indices(n) }), use: () => "x.take(y)" },
  oneHot: { x: indices, use: () => "x.oneHot(10)" },
  einsum: {
    x: (n) => `Tensor<[4, ${n}]>`,
    others: (n) => ({ y: `Tensor<[${n}, ${n + 1}]>` }),
    use: () => 'einsum("ij,jk->ik", x, y)',
  },
  conv2d: {
    x: (n) => `Tensor<[32, 3, ${n}, ${n + 1}]>`,
    others: () => ({ y: "Tensor<[8, 3, 3, 3]>" }),
    use: () => "x.conv2d(y, { stride: 2, padding: 1 })",
  },
  maxPool2d: { x: (n) => `Tensor<[32, 8, ${n}, ${n + 1}]>`, use: () => "x.maxPool2d({ kernel: 2 })" },
  split: { x: (n) => `Tensor<[${n}, 64]>`, use: (n) => `x.split([${n - 100}, 100])` },
  index: { x: (n) => `Tensor<[${n}, 64]>`, use: () => "x.index([null, -1])" },
  topK: { x: (n) => `Tensor<[${n}, 64]>`, use: () => "x.topK(5)" },
  tile: { x: matrix, use: () => "x.tile([2, 1])" },
  layerNorm: {
    x: (n) => `Tensor<[${n}, ${n + 1}]>`,
    others: (n) => ({ y: `Tensor<[${n + 1}]>` }),
    use: () => "x.layerNorm(1, { gamma: y })",
  },
  attention: {
    x: (n) => `Tensor<[8, ${n}, 64]>`,
    others: (n) => ({ y: `Tensor<[8, ${n + 1}, 64]>` }),
    use: () => "attention(x, y, y)",
  },
  embedding: { x: () => "Tensor<[100, 8]>", others: (n) => ({ y: indices(n) }), use: () => "x.embedding(y)" },
  zeros: { x: () => "Tensor<[]>", use: (n) => `zeros([${n}, 3])` },
  "linear layer": { x: (n) => `Tensor<[${n}, 784]>`, use: () => "net(x)" },
  "sequential of three": {
    x: () => "Tensor<[]>",
    use: (n) => `sequential(linear(4, ${n}), relu(), linear(${n}, 10))`,
  },
  "jit call": {
    x: (n) => `Tensor<[${n}, 784]>`,
    others: (n) => ({ y: `Tensor<[${n}], "i32">` }),
    use: () => "step(x, y)",
  },
  crossEntropy: {
    x: (n) => `Tensor<[${n}, 10]>`,
    others: (n) => ({ y: `Tensor<[${n}], "i32">` }),
    use: () => "crossEntropy(x, y)",
  },
  mse: { x: matrix, others: (n) => ({ y: matrix(n) }), use: () => "mse(x, y)" },
};

/** How many lines each operation has, and so by what its cost is divided. */
export const linesEach = 100;

const opening = [
  `import { attention, concat, einsum, jit, stack, type Tensor, zeros } from "${rootFromProgram}/src/index.ts";`,
  `import { crossEntropy, mse } from "${rootFromProgram}/src/loss/index.ts";`,
  `import { linear, relu, sequential } from "${rootFromProgram}/src/nn/index.ts";`,
  "const net = linear(784, 10);",
  'const step = jit((x: Tensor<["b", 784]>, y: Tensor<["b"], "i32">) => crossEntropy(net(x), y));',
  "void [attention, concat, einsum, stack, zeros, mse, relu, sequential, step];",
];

/** The program of an operation: its operands alone, and with each of them used. */
export function writeOperation(name: string): readonly [made: string, used: string] {
  const operation = operations[name];
  if (operation === undefined) throw new Error(`no operation is called ${JSON.stringify(name)}`);
  const lines = Array.from({ length: linesEach }, (_, at) => {
    const n = at + 110;
    const operands = { x: operation.x(n), ...operation.others?.(n) };
    const parameters = Object.entries(operands).map(([each, type]) => `${each}: ${type}`);
    const opened = `export function line${at}(${parameters.join(", ")}) {`;
    return [`${opened} }`, `${opened} ${operation.use(n)}; }`] as const;
  });
  const write = (which: 0 | 1): string => [...opening, ...lines.map((each) => each[which]), ""].join("\n");
  return [write(0), write(1)];
}
