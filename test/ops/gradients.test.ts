/** First and second derivatives of the composed ops against central differences, in f64, on the interpreter and in code. */

import { afterAll, describe, expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { grad, tensor, type Untyped } from "../tensor/untyped.ts";
import { call, callFree, callList, callTree, numbers, scatter } from "./loose.ts";

interface Case {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  readonly build: (...given: Untyped[]) => Untyped;
  readonly bound?: number;
}

const method = (name: string, shape: readonly number[], ...given: readonly unknown[]): Case => ({
  name: `${name} ${JSON.stringify(given)}`,
  shapes: [shape],
  build: (x) => call(x, name, ...given),
});

const conv = (
  name: string,
  x: readonly number[],
  weight: readonly number[],
  options: Readonly<Record<string, unknown>>,
): Case => ({
  name: `${name} ${JSON.stringify(options)}`,
  shapes: [x, weight],
  build: (input, w) => call(input!, name, w, options),
});

const einsum = (equation: string, ...shapes: readonly (readonly number[])[]): Case => ({
  name: `einsum ${equation}`,
  shapes,
  build: (...given) => callFree("einsum", equation, ...given),
});

const unary = (names: readonly string[], bound: number): Case[] =>
  names.map((name) => ({ ...method(name, [5]), bound }));

const pair = (name: string, ...given: readonly unknown[]): Case => ({
  name,
  shapes: [[2, 3], [3]],
  build: (a, b) => call(a!, name, b, ...given),
});

const cases: readonly Case[] = [
  ...unary(["tan", "asin", "acos", "atanh"], 0.9),
  ...unary(["atan", "sinh", "cosh", "asinh", "mish", "selu", "softsign", "hardSwish", "hardSigmoid"], 2),
  ...["leakyRelu", "elu", "celu"].map((name) => method(name, [5], 0.3)),
  method("clip", [6], -0.7, 1.1),
  ...["atan2", "squaredDifference", "logAddExp", "hypot", "prelu"].map((name) => pair(name)),
  { name: "fmod", shapes: [[4]], build: (x) => call(x, "fmod", 0.75) },
  { name: "floorMod", shapes: [[4]], build: (x) => call(x, "floorMod", -0.75) },
  ...["l1Norm", "l2Norm", "sumOfSquares"].map((name) => method(name, [3, 4], 1)),
  method("flip", [2, 3], [0, 1]),
  method("roll", [3, 4], [1, -6], [0, 1]),
  method("tile", [2, 3], [2, 1, 2]),
  method("repeat", [2, 3], 3, 1),
  method("tril", [3, 4], 1),
  method("triu", [2, 3, 3], -1),
  method("diag", [4], -2),
  method("diag", [3, 5], 1),
  method("trace", [3, 4]),
  method("index", [3, 4, 2], [-1, null, 0]),
  method(
    "pad",
    [2, 3],
    [
      [1, 0],
      [2, 1],
    ],
    { mode: "reflect" },
  ),
  method(
    "pad",
    [2, 3],
    [
      [2, 0],
      [0, 3],
    ],
    { mode: "edge" },
  ),
  ...["cumsum", "cumprod"].flatMap((name) => [
    method(name, [7], 0),
    method(name, [2, 5], 1, { exclusive: true }),
    method(name, [5, 2], 0, { reverse: true, exclusive: true }),
  ]),
  {
    name: "cumprod at zeros",
    shapes: [[5]],
    build: (x) => {
      const zeros = tensor([1, 0, 0, 1, 0], { dtype: "f64" }).mul(scatter([5], { seed: 2, bound: 2 }));
      return call(x!.sub(zeros), "cumprod", 0);
    },
  },
  { name: "split", shapes: [[5, 2]], build: (x) => callList(x!, "split", [2, 0, 3])[2]! },
  { name: "chunk", shapes: [[5, 2]], build: (x) => callList(x!, "chunk", 2)[1]! },
  { name: "unstack", shapes: [[3, 4]], build: (x) => callList(x!, "unstack", 1)[3]! },
  {
    name: "sort",
    shapes: [[3, 5]],
    build: (x) => callTree<"values">(x!, "sort", 1, { descending: true }).values,
  },
  { name: "topK", shapes: [[6, 2]], build: (x) => callTree<"values">(x!, "topK", 3, 0).values },
  einsum("ij,jk,kl->il", [2, 3], [3, 4], [4, 2]),
  einsum("bii->bi", [2, 3, 3]),
  einsum("...ij,...j->...i", [2, 1, 2, 3], [4, 3]),
  einsum("...i,...ij->j", [2, 1, 3], [4, 3, 2]),
  einsum("ij,ij", [2, 3], [2, 3]),
  { name: "dot", shapes: [[4], [4]], build: (a, b) => call(a!, "dot", b) },
  { name: "outer", shapes: [[2], [3]], build: (a, b) => call(a!, "outer", b) },
  conv("conv1d", [2, 4, 7], [6, 2, 3], { stride: 2, padding: [[1, 2]], groups: 2 }),
  conv("conv2d", [2, 2, 5, 4], [3, 2, 2, 3], { stride: [2, 1], padding: "same", dilation: [2, 1] }),
  conv("convTranspose1d", [2, 4, 3], [4, 3, 3], { stride: 2, padding: 1, outputPadding: 1, groups: 2 }),
  conv("convTranspose2d", [1, 2, 3, 2], [2, 2, 2, 2], { stride: [1, 2], dilation: 2 }),
  method("maxPool1d", [2, 2, 7], { kernel: 3, stride: 2, padding: 1, ceilMode: true }),
  method("maxPool2d", [1, 2, 5, 5], { kernel: [2, 3], dilation: [2, 1], stride: 1 }),
  method("avgPool1d", [2, 2, 7], {
    kernel: 3,
    stride: 2,
    padding: 1,
    ceilMode: true,
    countIncludePad: false,
  }),
  method("avgPool2d", [1, 2, 6, 5], { kernel: 3, stride: 2, padding: 1, ceilMode: true }),
  method("adaptiveAveragePool2d", [1, 2, 5, 6], [3, 2]),
  method("globalAveragePool", [2, 3, 4]),
  method("globalMaxPool", [2, 3, 4]),
  method("upsampleNearest2d", [1, 2, 2, 3], [2, 3]),
  {
    name: "layerNorm",
    shapes: [
      [3, 2, 4],
      [2, 4],
    ],
    build: (x, gamma) => call(x!, "layerNorm", 2, { gamma }),
  },
  method("rmsNorm", [3, 4]),
  method("groupNorm", [2, 4, 3], 2),
  method("instanceNorm", [2, 3, 4]),
  method("l2Normalize", [3, 4], 0),
  {
    name: "batchNormTrain",
    shapes: [[4, 2, 3]],
    build: (x) => callTree<"output">(x!, "batchNormTrain").output,
  },
  {
    name: "attention",
    shapes: [
      [2, 3, 4],
      [2, 3, 4],
      [2, 3, 2],
    ],
    build: (q, k, v) => callFree("attention", q, k, v, { causal: true }),
  },
  {
    name: "gruCell",
    shapes: [[2, 3], [2, 2], [6, 3], [6, 2], [6], [6]],
    build: (...given) => callFree("gruCell", ...given),
  },
];

const step = 1e-5;
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0);

/** Σ result·weights with weights that are all different, so that nothing hides in a plain sum. */
const weigh = (result: Untyped): Untyped => result.mul(scatter(result.shape, { seed: 7, bound: 1 })).sum();

/** d/dt f(x + t·direction) at 0 by central differences. */
function differ(
  f: (...given: Untyped[]) => Untyped,
  given: readonly Untyped[],
  along: readonly Untyped[],
): number {
  const at = (t: number): number => f(...given.map((x, position) => x.add(along[position]!.mul(t)))).item();
  return (at(step) - at(-step)) / (2 * step);
}

describe.each(executors)("%s", (backend) => {
  afterAll(() => configure({ backend: "auto", verify: false }));

  test.each(cases)("$name", ({ shapes, build, bound = 2 }) => {
    configure({ backend, verify: true });
    const given = shapes.map((shape, position) => scatter(shape, { seed: position + 2, bound }));
    const along = shapes.map((shape, position) => scatter(shape, { seed: position + 11, bound: 1 }));
    const f = (...x: Untyped[]): Untyped => weigh(build(...x));
    const gradients = grad(f(...given), given);
    expect(gradients.map(({ shape }) => shape)).toEqual(shapes);
    const product = (list: readonly Untyped[]): Untyped =>
      list
        .map((gradient, position) => gradient.mul(along[position]).sum())
        .reduce((sum, part) => sum.add(part));
    const first = product(gradients);
    const scale = 1 + gradients.flatMap(numbers).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(Math.abs(first.item() - differ(f, given, along))).toBeLessThan(1e-7 * scale);

    const slope = (...x: Untyped[]): Untyped => product(grad(f(...x), x));
    const second = grad(first, given);
    const exact = second.reduce(
      (sum, part, position) => sum + dot(numbers(part), numbers(along[position]!)),
      0,
    );
    const bend = 1 + second.flatMap(numbers).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(Math.abs(exact - differ(slope, given, along))).toBeLessThan(1e-6 * bend);
  });
});
