/** Whatever takes options says in one line when it is given something else; knows no option. */

import { expect, test } from "vitest";
import * as check from "../../src/check/index.ts";
import * as microml from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import * as layers from "../../src/nn/index.ts";
import * as optimizers from "../../src/optim/index.ts";
import { readOptionKeys } from "../agreement/option-keys.ts";
import { tensor, type Untyped } from "../tensor/untyped.ts";
import { publicOps } from "../types/public-ops.ts";
import { held, type Loose, table, whole } from "./loose.ts";

type Names = Readonly<Record<string, Loose>>;
const [main, loss, nn, optim, checks] = [microml, losses, layers, optimizers, check] as unknown as Names[];

/** `[2, 3, 4, 4]`, for what slides over pictures. */
const pictures = (): Untyped => main!.zeros!([2, 3, 4, 4]);
const rows = (): Untyped => main!.zeros!([2, 3, 4]);
const kernel = (...sizes: readonly number[]): Untyped => main!.zeros!(sizes);
/** A method of a tensor, called with what stands before the options and with them. */
const method =
  (op: string, make: () => Untyped, ...before: readonly unknown[]) =>
  (options: unknown): unknown =>
    (make() as unknown as Names)[op]!(...before, options);
const maker =
  (make: Loose, ...before: readonly unknown[]) =>
  (options: unknown): unknown =>
    make(...before, options);

/** Options that can be left out, by the function that takes them. */
const optional: Readonly<Record<string, (options: unknown) => unknown>> = {
  tensor: maker(main!.tensor!, [1, 2]),
  scalar: maker(main!.scalar!, 1),
  zeros: maker(main!.zeros!, [2]),
  ones: maker(main!.ones!, [2]),
  full: maker(main!.full!, [2], 1),
  arange: maker(main!.arange!, 2),
  eye: maker(main!.eye!, 2),
  vmap: maker(main!.vmap!, (x: unknown) => x),
  jit: maker(main!.jit!, (x: unknown) => x),
  shapeChecked: maker(main!.shapeChecked!, (x: unknown) => x),
  attention: (options) => main!.attention!(table(), table(), table(), options),
  ...Object.fromEntries(
    ["sum", "mean", "max", "min", "prod", "var", "std", "logSumExp", "l1Norm", "l2Norm", "sumOfSquares"].map(
      (op) => [op, method(op, table, 0)],
    ),
  ),
  argMax: method("argMax", table, 0),
  argMin: method("argMin", table, 0),
  any: method("any", () => table().greater(2), 0),
  all: method("all", () => table().greater(2), 0),
  oneHot: method("oneHot", whole, 2),
  cumsum: method("cumsum", table, 0),
  cumprod: method("cumprod", table, 0),
  sort: method("sort", table, 0),
  topK: method("topK", table, 1, 0),
  layerNorm: method("layerNorm", table, 1),
  rmsNorm: method("rmsNorm", table),
  groupNorm: method("groupNorm", pictures, 1),
  instanceNorm: method("instanceNorm", pictures),
  batchNormTrain: method("batchNormTrain", pictures),
  l2Normalize: method("l2Normalize", table, 0),
  conv1d: method("conv1d", rows, kernel(2, 3, 1)),
  conv2d: method("conv2d", pictures, kernel(2, 3, 1, 1)),
  convTranspose1d: method("convTranspose1d", rows, kernel(3, 2, 1)),
  convTranspose2d: method("convTranspose2d", pictures, kernel(3, 2, 1, 1)),
  mse: maker(loss!.mse!, table(), table()),
  meanAbsoluteError: maker(loss!.meanAbsoluteError!, table(), table()),
  huber: maker(loss!.huber!, table(), table()),
  smoothL1: maker(loss!.smoothL1!, table(), table()),
  klDivergence: maker(loss!.klDivergence!, table(), table()),
  cosineSimilarity: maker(loss!.cosineSimilarity!, table(), table()),
  binaryCrossEntropy: maker(loss!.binaryCrossEntropy!, table(), table()),
  crossEntropy: maker(loss!.crossEntropy!, table(), whole()),
  nll: maker(loss!.nll!, table(), whole()),
  linear: maker(nn!.linear!, 2, 3),
  mlp: maker(nn!.mlp!, [2, 3]),
  dropout: maker(nn!.dropout!, 0.5),
  embedding: maker(nn!.embedding!, 4, 2),
  adam: maker(optim!.adam!, [held()]),
  adamW: maker(optim!.adamW!, [held()]),
  adagrad: maker(optim!.adagrad!, [held()]),
  rmsProp: maker(optim!.rmsProp!, [held()]),
  "layer layerNorm": maker(nn!.layerNorm!, 3),
  "layer conv1d": maker(nn!.conv1d!, 1, 2, 3),
  "layer conv2d": maker(nn!.conv2d!, 1, 2, 3),
  "layer maxPool2d": maker(nn!.maxPool2d!, 2),
  "layer avgPool2d": maker(nn!.avgPool2d!, 2),
};

/** Options that there have to be, with an example of them. */
const required: Readonly<Record<string, readonly [example: string, call: (options: unknown) => unknown]>> = {
  ...Object.fromEntries(
    ["uniform", "normal", "glorotUniform", "glorotNormal", "heUniform", "heNormal"].map((op) => [
      op,
      ["{ seed: 1 }", maker(main![op]!, [2, 3])] as const,
    ]),
  ),
  configure: ['{ backend: "wasm" }', maker(main!.configure!)],
  batchNorm: ["{ mean, variance }", method("batchNorm", pictures)],
  sgd: ["{ learningRate: 0.1 }", maker(optim!.sgd!, [held()])],
  stepDecay: ["{ every: 10, gamma: 0.5 }", maker(optim!.stepDecay!, 1)],
  milestoneDecay: ["{ milestones: [10, 20], gamma: 0.5 }", maker(optim!.milestoneDecay!, 1)],
  exponentialDecay: ["{ gamma: 0.9 }", maker(optim!.exponentialDecay!, 1)],
  cosineDecay: ["{ total: 100 }", maker(optim!.cosineDecay!, 1)],
  linearWarmup: ["{ steps: 10 }", maker(optim!.linearWarmup!, 1)],
  warmupCosine: ["{ warmup: 10, total: 100 }", maker(optim!.warmupCosine!, 1)],
  linearDecay: ["{ total: 100 }", maker(optim!.linearDecay!, 1)],
  cosineRestarts: ["{ first: 10 }", maker(optim!.cosineRestarts!, 1)],
  polynomialDecay: ["{ total: 100, power: 2 }", maker(optim!.polynomialDecay!, 1)],
};

const notOptions = [
  [null, "null"],
  [true, "the boolean true"],
  [7, "the number 7"],
  ["sum", 'the string "sum"'],
  [[1], "an array"],
] as const;

test.each(Object.entries(optional))("%s", (name, call) => {
  const op = name.replace("layer ", "");
  for (const [given, words] of notOptions)
    expect(() => call(given), words).toThrow(
      new microml.ValueError(`${op}: options are an object, got ${words} (leave them out for the defaults)`),
    );
  expect(() => call(undefined)).not.toThrow();
  expect(() => call({})).not.toThrow();
});

test.each(Object.entries(required))("%s", (name, [example, call]) => {
  for (const [given, words] of [...notOptions, [undefined, "undefined"] as const])
    expect(() => call(given), words).toThrow(
      new microml.ValueError(`${name}: needs options, such as ${example}, got ${words}`),
    );
});

test.each(["checkGradients", "gradientProperty"])("%s", (name) => {
  for (const [given, words] of notOptions)
    expect(() => checks![name]!((x: unknown) => x, given), words).toThrow(
      new microml.ValueError(
        `checkGradients: options are an object, got ${words} (leave them out for the defaults)`,
      ),
    );
});

test("pad by a number or by options", () => {
  const padBy = method("pad", () => tensor([1]), [[1, 0]]);
  for (const [given, words] of notOptions.filter(([each]) => typeof each !== "number"))
    expect(() => padBy(given), words).toThrow(
      new microml.ValueError(`pad: options are an object, got ${words} (leave them out for the defaults)`),
    );
  expect((padBy(7) as Untyped).toArray()).toEqual([7, 1]);
});

/** Options that are one kind of value wherever they stand. */
const kinds: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...[
        "keepDims",
        "causal",
        "exclusive",
        "reverse",
        "descending",
        "largest",
        "ceilMode",
        "countIncludePad",
      ],
      ...["amsgrad", "centered", "nesterov", "reuseResults", "verify"],
    ].map((name) => [name, "true or false"]),
  ),
  ...Object.fromEntries(
    ["epsilon", "correction", "floor", "power", "debug"].map((name) => [name, "a number"]),
  ),
};

test("an option that is of another kind is refused by its name", () => {
  const calls = [
    ...Object.entries(optional),
    ...Object.entries(required).map(([op, [, call]]) => [op, call] as const),
    ...["avgPool2d", "maxPool2d"].map(
      (op) =>
        [op, (options: unknown) => method(op, pictures)({ kernel: 1, ...(options as object) })] as const,
    ),
  ];
  const found = new Set<string>();
  for (const [op, key] of [
    ...readOptionKeys(publicOps),
    ["jit", "reuseResults"],
    ["configure", "debug"],
  ] as const)
    for (const [name, call] of calls.filter(([each]) => each.replace("layer ", "") === op)) {
      if (kinds[key] === undefined || (name === "layer layerNorm" && key !== "epsilon")) continue;
      found.add(key);
      for (const [value, words] of [
        [null, "null"],
        ["no", 'the string "no"'],
        [[1], "an array"],
      ] as const)
        expect(() => call({ [key]: value }), `${name} ${key}`).toThrow(
          new microml.ValueError(`${op}: ${key} is ${words}, and has to be ${kinds[key]}`),
        );
      expect(() => call({ [key]: undefined })).not.toThrow(/has to be (a number|true)/);
    }
  expect([...found].sort()).toEqual(Object.keys(kinds).sort());
});

test.each(["linear", "mlp", "layer conv1d", "layer conv2d"])(
  "whether %s has a bias is true or false",
  (name) => {
    const op = name.replace("layer ", "");
    expect(() => optional[name]!({ bias: 1 })).toThrow(
      new microml.ValueError(`${op}: bias is the number 1, and has to be true or false`),
    );
  },
);

test("every function that takes options is here", () => {
  const here = new Set([...Object.keys(optional), ...Object.keys(required), "pad"]);
  // What these take is no options: sizes of a window, which are asked for by name, and what an op consists of.
  const others = ["avgPool1d", "avgPool2d", "maxPool1d", "maxPool2d", "defineOp"];
  const taking = new Set(readOptionKeys(publicOps).map(([op]) => op));
  expect([...taking].filter((op) => !here.has(op) && !others.includes(op))).toEqual([]);
});
