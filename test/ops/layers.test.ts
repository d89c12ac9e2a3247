/** Layers of convolution, pooling, normalisation and embedding: they learn, and refuse what does not fit. */

import { expect, test } from "vitest";
import { jit, shapeChecked, type Tensor, tensor, uniform } from "../../src/index.ts";
import { crossEntropy } from "../../src/loss/index.ts";
import * as nn from "../../src/nn/index.ts";
import { adamW } from "../../src/optim/index.ts";
import type { Untyped } from "../tensor/untyped.ts";

/** The layers as JavaScript sees them. */
type Layer = ((x: unknown) => Untyped) & { parameters(): never[] };
const layers = nn as unknown as Record<string, (...given: readonly unknown[]) => Layer>;
const { conv1d, conv2d, maxPool2d, avgPool2d, flatten, layerNorm, embedding, linear, relu, sequential } =
  layers as Record<
    | "conv1d"
    | "conv2d"
    | "maxPool2d"
    | "avgPool2d"
    | "flatten"
    | "layerNorm"
    | "embedding"
    | "linear"
    | "relu"
    | "sequential",
    (...given: readonly unknown[]) => Layer
  >;

test("a small convolutional network tells vertical from horizontal stripes", () => {
  const net = sequential(
    conv2d(1, 4, 3, { padding: "same", seed: 1 }),
    relu(),
    maxPool2d(2),
    conv2d(4, 4, 3, { padding: 1, groups: 2, seed: 2 }),
    relu(),
    avgPool2d(2),
    flatten(),
    layerNorm(16),
    linear(16, 2, { seed: 3 }),
  );
  const pixels = Array.from({ length: 16 * 64 }, (_, at) => {
    const [image, row, column] = [Math.floor(at / 64), Math.floor(at / 8) % 8, at % 8];
    return ((image % 2 === 0 ? row : column) + (image >> 1)) % 2;
  });
  const images = tensor(pixels, { shape: [16, 1, 8, 8] });
  const labels = tensor(
    Array.from({ length: 16 }, (_, image) => image % 2),
    { dtype: "i32" },
  );
  const optimizer = adamW(net.parameters(), { learningRate: 0.02 });
  const step = jit((x: unknown, y: unknown) => {
    const loss = (crossEntropy as unknown as (...given: unknown[]) => Untyped)(net(x), y);
    optimizer.minimize(loss as never);
    return loss as never;
  }) as unknown as (x: unknown, y: unknown) => Untyped;
  const first = step(images, labels).item();
  for (let round = 0; round < 40; round++) step(images, labels);
  expect(step(images, labels).item()).toBeLessThan(first / 10);
  expect(net(images).argMax(1).toArray()).toEqual(labels.toArray());
});

test("an embedding picks rows of its table, and its table learns only there", () => {
  const layer = embedding(5, 3, { seed: 4 });
  const ids = tensor(
    [
      [4, 0],
      [4, 4],
    ],
    { dtype: "i32" },
  );
  const rows = layer(ids);
  expect(rows.shape).toEqual([2, 2, 3]);
  rows.sum().backward();
  const [table] = layer.parameters() as unknown as [Untyped];
  expect(table.grad!.toArray()).toEqual([
    [1, 1, 1],
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
    [3, 3, 3],
  ]);
});

test("the same seed gives the same weights", () => {
  const x = uniform([1, 2, 6], { seed: 9 });
  const [one, other] = [conv1d(2, 3, 2, { seed: 7 }), conv1d(2, 3, 2, { seed: 7 })];
  expect(one(x).toArray()).toEqual(other(x).toArray());
});

const refusals: readonly (readonly [string, () => unknown, string])[] = [
  ["channels", () => conv2d(3, 4, 3)(uniform([1, 2, 5, 5], { seed: 1 })), "conv2d: channels differ"],
  ["groups", () => conv2d(3, 4, 3, { groups: 2 }), "conv2d: 3 input channels do not divide into 2 groups"],
  [
    "no groups",
    () => conv2d(3, 4, 3, { groups: 0 }),
    "conv2d: groups 0 is not allowed (needs a whole number from 1 on)",
  ],
  ["a kernel", () => conv2d(3, 4, [3]), "conv2d: kernel needs one number or 2, got [3]"],
  [
    "features",
    () => layerNorm(4)(uniform([2, 3], { seed: 1 })),
    "layerNorm: needs [..., 4], got [2, 3] (4 ≠ 3 at axis -1)",
  ],
  ["ids", () => embedding(4, 2)(uniform([2], { seed: 1 })), "embedding: indices are i32, got f32"],
  ["no tensor", () => maxPool2d(2)([1, 2]), "maxPool2d: needs a tensor"],
];

test.each(refusals)("%s that do not fit are one clear line", (_, build, message) => {
  expect(build).toThrow(message);
});

test("functions are layers without parameters, plain or checked, and errors name the layer", () => {
  const checked = shapeChecked((x: Tensor<["n", 3]>) => x.relu(), { shapes: [["n", 3]] });
  const net = sequential(linear(2, 3), checked, (x: Untyped) => x.mul(2), linear(3, 4));
  expect(net.parameters()).toHaveLength(4);
  expect(net(uniform([7, 2], { seed: 1 })).shape).toEqual([7, 4]);
  expect(() => sequential(linear(2, 4), checked)).toThrow(
    "sequential: layer 2 needs [n, 3], but [..., 4] reaches it (3 ≠ 4 at axis -1)",
  );
  expect(() => net(uniform([7, 5, 2], { seed: 1 }))).toThrow(
    "sequential: layer 2, argument 1 is [7, 5, 3], expected [n, 3] (rank 3 ≠ 2)",
  );
  expect(() => sequential(linear(2, 3), (x: Untyped, y: Untyped) => x.add(y))).toThrow(
    "sequential: layer 2 takes 2 tensors (a layer takes one and gives one)",
  );
  expect(() => sequential((x: unknown) => [x])(tensor([1]))).toThrow(
    "sequential: layer 1 gives no tensor (a layer takes one and gives one)",
  );
});
