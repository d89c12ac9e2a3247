/** Single programs that show one kind of kernel each, as graphs with random data; knows no backend. */

import { pullBack } from "../../src/autodiff/reverse.ts";
import type { Node } from "../../src/graph/node.ts";
import * as ops from "../../src/ops/index.ts";
import { max } from "../../src/ops/reduction.ts";

export interface KernelWorkload {
  readonly name: string;
  readonly inputs: readonly Node[];
  readonly outputs: readonly Node[];
  /** Multiplications and additions in one run, or elements where none are counted. */
  readonly work: number;
  readonly unit: "FLOP" | "element";
}

const tensor = (...shape: number[]): Node => ops.source({}, { shape, dtype: "f32" });

function product(m: number, n: number, k: number, left = false, right = false): KernelWorkload {
  const a = left ? tensor(k, m) : tensor(m, k);
  const b = right ? tensor(n, k) : tensor(k, n);
  const turn = (x: Node, turned: boolean): Node => (turned ? ops.permute(x, [1, 0]) : x);
  const outputs = [ops.matmul(turn(a, left), turn(b, right))];
  const name = `matmul ${m}×${k}${left ? "ᵀ" : ""} · ${k}×${n}${right ? "ᵀ" : ""}`;
  return { name, inputs: [a, b], outputs, work: 2 * m * n * k, unit: "FLOP" };
}

function chain(length: number): KernelWorkload {
  const [a, b, c, d] = [tensor(length), tensor(length), tensor(length), tensor(length)];
  const relu = ops.maximum(ops.add(ops.mul(a, b), c), ops.fillLike(0, a));
  const value = ops.add(ops.mul(relu, ops.fillLike(0.5, a)), ops.tanh(d));
  const name = `relu(a·b+c)·0.5+tanh(d), ${length}`;
  return { name, inputs: [a, b, c, d], outputs: [value], work: length, unit: "element" };
}

function reduce(name: string, build: (x: Node) => Node, dtype: "f32" | "f64" = "f32"): KernelWorkload {
  const x = ops.source({}, { shape: [1024, 1024], dtype });
  return {
    name: `${name} ${dtype === "f32" ? "" : `${dtype} `}[1024, 1024]`,
    inputs: [x],
    outputs: [build(x)],
    work: 2 ** 20,
    unit: "element",
  };
}

function softmax(x: Node): Node {
  const shape = [1024, 1];
  const largest = ops.expand(ops.reshape(max(x, [1]), shape), x.shape);
  const powers = ops.exp(ops.sub(x, largest));
  return ops.div(powers, ops.expand(ops.reshape(ops.sum(powers, [1]), shape), x.shape));
}

function linear(batch: number, from: number, to: number): KernelWorkload {
  const [x, w, b] = [tensor(batch, from), tensor(from, to), tensor(to)];
  const value = ops.add(ops.matmul(x, w), ops.expand(b, [batch, to]));
  const outputs = [ops.maximum(value, ops.fillLike(0, value))];
  return {
    name: `relu(x·w+b) ${batch}×${from}→${to}`,
    inputs: [x, w, b],
    outputs,
    work: 2 * batch * from * to,
    unit: "FLOP",
  };
}

/** A convolution, or the gradients of one for its image and its weights. */
function convolution(n: number, from: number, side: number, to: number, isBackward: boolean): KernelWorkload {
  const [x, weight, cotangent] = [
    tensor(n, from, side, side),
    tensor(to, from, 3, 3),
    tensor(n, to, side, side),
  ];
  const y = ops.convolve("conv2d", x, weight, undefined, { padding: 1 });
  const found = pullBack(y, cotangent, (node) => node === x || node === weight);
  return {
    name: `conv2d ${isBackward ? "gradients " : ""}${n}×${side}×${side}×${from}, 3×3, ${to}`,
    inputs: [x, weight, cotangent],
    outputs: isBackward ? [found.get(x)!, found.get(weight)!] : [y],
    work: 2 * n * side * side * to * from * 9 * (isBackward ? 2 : 1),
    unit: "FLOP",
  };
}

function pool(isBackward: boolean): KernelWorkload {
  const [x, cotangent] = [tensor(32, 8, 28, 28), tensor(32, 8, 14, 14)];
  const y = ops.maxPool("maxPool2d", x, { kernel: 2 });
  return {
    name: `max pool ${isBackward ? "gradient " : ""}32×28×28×8, 2×2`,
    inputs: [x, cotangent],
    outputs: [isBackward ? pullBack(y, cotangent, (node) => node === x).get(x)! : y],
    work: 32 * 8 * 28 * 28,
    unit: "element",
  };
}

/** The list, built anew so that importing does nothing. */
export function makeWorkloads(): KernelWorkload[] {
  return [
    product(64, 64, 64),
    product(128, 128, 128),
    product(256, 256, 256),
    product(512, 512, 512),
    product(512, 512, 512, true),
    product(512, 512, 512, false, true),
    product(512, 512, 512, true, true),
    product(1024, 1024, 1024),
    product(1, 128, 784),
    product(1, 128, 784, false, true),
    product(64, 10, 128),
    linear(64, 784, 128),
    linear(32, 64, 64),
    convolution(8, 8, 28, 16, false),
    convolution(8, 8, 28, 16, true),
    convolution(4, 64, 28, 64, false),
    pool(false),
    pool(true),
    chain(1_000_000),
    chain(1000),
    reduce("softmax", softmax),
    reduce("sum axis 0", (x) => ops.sum(x, [0])),
    reduce("sum axis 1", (x) => ops.sum(x, [1])),
    reduce("sum", (x) => ops.sum(x, [0, 1])),
    reduce("max axis 1", (x) => max(x, [1])),
    reduce("transpose", (x) => ops.add(ops.permute(x, [1, 0]), ops.fillLike(1, x))),
    ...(["f32", "f64"] as const).flatMap((dtype) => [
      reduce("exp", ops.exp, dtype),
      reduce("log", ops.log, dtype),
      reduce("tanh", ops.tanh, dtype),
      reduce("sigmoid", ops.sigmoid, dtype),
      reduce("softplus", ops.softplus, dtype),
      reduce("erf", ops.erf, dtype),
      reduce("sin", ops.sin, dtype),
      reduce("expm1", ops.expm1, dtype),
      reduce("log1p", ops.log1p, dtype),
      reduce("atan", ops.atan, dtype),
      reduce("pow", (x) => ops.pow(x, ops.fillLike(2.5, x)), dtype),
    ]),
  ];
}
