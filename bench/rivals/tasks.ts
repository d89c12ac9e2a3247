/** The rows of the comparison, with the ratio wanted of each; knows no library. */

import type { InputSpec, ModelName, Task } from "./task.ts";

const plain = (scale: number, ...shape: number[]): InputSpec => ({ shape, scale });
/** A weight whose scale keeps the size of what passes through it. */
const weight = (inputs: number, outputs: number): InputSpec => plain(Math.sqrt(3 / inputs), inputs, outputs);
const kernel = (outputs: number, inputs: number): InputSpec => ({
  shape: [outputs, inputs, 3, 3],
  scale: Math.sqrt(3 / (inputs * 9)),
  layout: "kernel",
});
const pictures = (...shape: number[]): InputSpec => ({ shape, scale: 1, layout: "pictures" });
const labels = (samples: number, classes: number): InputSpec => ({
  shape: [samples, classes],
  scale: 1,
  oneHot: true,
});

function value(name: string, model: ModelName, wanted: number, inputs: readonly InputSpec[]): Task {
  return { name, model, mode: "value", inputs, parameters: 0, checkedRuns: 1, tolerance: 1e-4, wanted };
}

function train(
  name: string,
  model: ModelName,
  wanted: number,
  parameters: readonly InputSpec[],
  data: readonly InputSpec[],
): Task {
  const inputs = [...parameters, ...data];
  const common = { name, model, inputs, wanted, parameters: parameters.length };
  return { ...common, mode: "train", checkedRuns: 5, tolerance: 2e-3 };
}

function product(size: number, model: ModelName = "matmul", form = "A·B"): Task {
  const square = plain(1, size, size);
  return { ...value(`matmul ${size}, ${form}`, model, 1.25, [square, square]), operations: 2 * size ** 3 };
}

function chain(size: number, wanted: number): Task {
  const name = `relu(a·b+c)·0.5+tanh(d), ${size.toLocaleString("en-US")}`;
  const each = plain(2, size);
  return { ...value(name, "chain", wanted, [each, each, each, each]), wantedOfTorch: 1 };
}

const matrix = [plain(3, 1024, 1024)];
const width = 128;
const ones = plain(1, width);
/** Four projections with biases, two layers between which stands relu, and two normalisations. */
const blockParameters = [
  ...[0, 1, 2, 3].flatMap(() => [weight(width, width), plain(0.1, width)]),
  ...[ones, ones, ones, ones],
  ...[weight(width, 512), plain(0.1, 512), weight(512, width), plain(0.1, width)],
];
const sequence = plain(1, 256, width);
const cnnParameters: readonly InputSpec[] = [
  ...[kernel(8, 1), plain(0.1, 8), kernel(16, 8), plain(0.1, 16)],
  { ...weight(784, 10), layout: { flattened: [16, 7, 7] } },
  plain(0.1, 10),
];

export const tasks: readonly Task[] = [
  product(128),
  product(256),
  { ...product(512), wantedOfPeak: 0.8 },
  product(512, "matmulLeft", "Aᵀ·B"),
  product(512, "matmulRight", "A·Bᵀ"),
  product(512, "matmulBoth", "Aᵀ·Bᵀ"),
  product(1024),
  chain(1_000_000, 6),
  chain(1000, 10),
  value("softmax [1024, 1024]", "softmax", 1.2, matrix),
  value("sum over axis 0 [1024, 1024]", "sumRows", 1.8, matrix),
  value("sum over axis 1 [1024, 1024]", "sumColumns", 1.8, matrix),
  {
    ...train(
      "MLP 784-128-10 train step, batch 64",
      "mlp",
      2.5,
      [weight(784, 128), plain(0.1, 128), weight(128, 10), plain(0.1, 10)],
      [plain(1, 64, 784), labels(64, 10)],
    ),
    wantedOfTorch: 1,
    comparesFirst: true,
  },
  train(
    "XOR MLP 2-4-1 train step",
    "xor",
    200,
    [weight(2, 4), plain(0.1, 4), weight(4, 1), plain(0.1, 1)],
    [plain(1, 4, 2), plain(1, 4, 1)],
  ),
  value("conv2d 8×28×28×8, 3×3, 16", "convolution", 1.5, [
    pictures(8, 8, 28, 28),
    kernel(16, 8),
    plain(0.1, 16),
  ]),
  {
    ...train("small CNN train step, batch 32", "cnn", 20, cnnParameters, [
      pictures(32, 1, 28, 28),
      labels(32, 10),
    ]),
    wantedOfTorch: 0.5,
    comparesFirst: true,
  },
  value("transformer block, 256 tokens of 128, forward", "block", 2, [...blockParameters, sequence]),
  {
    ...train("transformer block, train step", "blockLoss", 4, blockParameters, [sequence, sequence]),
    comparesFirst: true,
  },
  {
    ...train("1,000 scalar nodes, forward + backward", "scalars", 10, [plain(1), plain(1)], [plain(0.5)]),
    mode: "gradients",
    checkedRuns: 1,
    comparesFirst: true,
  },
];
