/** One program for each operation, every line of sizes that no other line has; knows no compiler. */

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
  "einsum of three axes": { x: (n) => `Tensor<[4, ${n}, 3]>`, use: () => 'einsum("bij,bik->bjk", x, x)' },
  "conv2d, no options": {
    x: (n) => `Tensor<[4, 3, ${n}, 28]>`,
    others: () => ({ y: "Tensor<[8, 3, 3, 3]>" }),
    use: () => "x.conv2d(y)",
  },
  "conv2d, same size": {
    x: (n) => `Tensor<[4, 3, ${n}, 28]>`,
    others: () => ({ y: "Tensor<[8, 3, 3, 3]>" }),
    use: () => 'x.conv2d(y, { padding: "same" })',
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
  "convolutional network": { x: (n) => `Tensor<[${n}, 1, 28, 28]>`, use: () => "convolutional(x)" },
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
  `import { attention, concat, einsum, jit, stack, type Tensor, zeros } from "microml";`,
  `import { crossEntropy, mse } from "microml/loss";`,
  `import { conv2d, flatten, linear, maxPool2d, relu, sequential } from "microml/nn";`,
  "const net = linear(784, 10);",
  "const convolutional = sequential(conv2d(1, 8, 3), relu(), maxPool2d(2), flatten(), linear(1352, 10));",
  'const step = jit((x: Tensor<["b", 784]>, y: Tensor<["b"], "i32">) => crossEntropy(net(x), y));',
  "void [attention, concat, einsum, stack, zeros, mse, relu, sequential, convolutional, step];",
];

const firstSize = 110;

/** A function with the operands of an operation for sizes of n, and a body that uses it or not. */
function writeLine({ x, others, use }: Operation, n: number, name: string, used: boolean): string {
  const operands = Object.entries({ x: x(n), ...others?.(n) }).map(([each, type]) => `${each}: ${type}`);
  return `export function ${name}(${operands.join(", ")}) {${used ? ` ${use(n)};` : ""} }`;
}

/**
 * A program that has used every operation once. What it costs is counted to no other: the types of the library, which a
 * compiler works out when they are first used.
 */
export const everyOperationOnce: string = [
  ...opening,
  ...Object.values(operations).map((each, at) => writeLine(each, firstSize - 1, `first${at}`, true)),
  "",
].join("\n");

/** The program of an operation: its operands alone, and with each of them used. */
export function writeOperation(name: string): readonly [made: string, used: string] {
  const operation = operations[name];
  if (operation === undefined) throw new Error(`no operation is called ${JSON.stringify(name)}`);
  const write = (used: boolean): string =>
    [
      ...opening,
      ...Array.from({ length: linesEach }, (_, at) =>
        writeLine(operation, firstSize + at, `line${at}`, used),
      ),
      "",
    ].join("\n");
  return [write(false), write(true)];
}
