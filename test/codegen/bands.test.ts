/** Loops that are walked together in rows: the same bits as one after the other, and only where rows keep to themselves. */

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pullBack } from "../../src/autodiff/reverse.ts";
import type { TypedArray } from "../../src/base/dtype.ts";
import type { Node } from "../../src/graph/node.ts";
import { buildKernels, type KernelProgram, withRoots } from "../../src/kernel/index.ts";
import { formatKernels } from "../../src/kernel/print.ts";
import * as ops from "../../src/ops/index.ts";
import { max } from "../../src/ops/reduction.ts";
import { optimizeGraph } from "../../src/optimize/pipeline.ts";
import { leaf } from "../graph/leaf.ts";
import { allocate } from "./program-builder.ts";
import { noise, wasm } from "./sites.ts";

const { backend } = wasm;

/** A graph's program with bands of any size, walked three rows at a time, or without. */
function programOf(inputs: readonly Node[], outputs: readonly Node[], bandBytes: number): KernelProgram {
  const traced = { inputs, outputs, updates: [] };
  const graph = withRoots(traced, optimizeGraph(outputs, { lacks: backend.lacks }));
  const program = buildKernels(graph, { absorbs: true, fillsResults: true, bandBytes });
  return { ...program, bands: program.bands.map((band) => ({ ...band, step: 3 })) };
}

function run(program: KernelProgram): Uint8Array[] {
  const [inputs, outputs] = [allocate(program.inputs, noise), allocate(program.outputs, () => 7)];
  const executable = backend.compile(program);
  executable.run(inputs, outputs);
  executable.release?.();
  return [...inputs, ...outputs].map(
    (array: TypedArray) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
  );
}

/** How many bands a program has, after it has given the same bits with and without. */
function compareBits(inputs: readonly Node[], outputs: readonly Node[]): number {
  const banded = programOf(inputs, outputs, 0);
  const expected = run(programOf(inputs, outputs, Number.POSITIVE_INFINITY));
  const actual = run(banded);
  expect(actual.map((bytes, slot) => Buffer.compare(bytes, expected[slot]!))).toEqual(actual.map(() => 0));
  return banded.bands.length;
}

const back = (x: Node, shape: readonly number[]): Node =>
  ops.expand(ops.reshape(x, [...shape.slice(0, -1), 1]), shape);
const last = ({ shape }: Node): number => shape.length - 1;

function softmax(x: Node): Node {
  const powers = ops.exp(ops.sub(x, back(max(x, [last(x)]), x.shape)));
  return ops.div(powers, back(ops.sum(powers, [last(x)]), x.shape));
}

const tensor = (...shape: number[]): Node => leaf(shape, "f32");

describe("what is walked in rows", () => {
  it("is a softmax along the last axis, along one axis or under several", () => {
    for (const [rows, ...shape] of [
      [64, 64, 33],
      [24, 4, 6, 40],
      [24, 2, 3, 4, 16],
    ]) {
      const x = tensor(...shape);
      const { bands, kernels } = programOf([x], [softmax(x)], 0);
      expect(bands).toMatchObject([{ first: 0, end: kernels.length, rows }]);
      expect(compareBits([x], [softmax(x)])).toBe(1);
    }
  });

  it("is said where a program is explained", () => {
    const x = tensor(64, 33);
    expect(formatKernels(programOf([x], [softmax(x)], 0))).toMatch(
      /^kernels 0–3 together, 3 of 64 rows at a time\nkernel 0/,
    );
  });

  it("is nothing smaller than what is asked for", () => {
    const x = tensor(64, 33);
    const bytes = (64 * 33 + 2 * 64) * 4;
    expect(programOf([x], [softmax(x)], bytes).bands).toHaveLength(1);
    expect(programOf([x], [softmax(x)], bytes + 1).bands).toHaveLength(0);
  });

  it("is nothing where kernels hand nothing on", () => {
    const [x, y] = [tensor(64, 33), tensor(64, 33)];
    expect(compareBits([x, y], [ops.sum(ops.exp(x), [1]), ops.sum(ops.exp(y), [1])])).toBe(0);
  });

  it("is no sum over rows that another kernel needs whole", () => {
    const x = tensor(64, 33);
    const powers = ops.exp(x);
    const columns = ops.expand(ops.reshape(ops.sum(powers, [0]), [1, 33]), [64, 33]);
    expect(compareBits([x], [ops.div(powers, columns)])).toBe(0);
  });

  it("leaves in its place what other rows are still to read", () => {
    const [x, y] = [tensor(32, 16), tensor(16, 24)];
    const product = ops.matmul(x, y);
    const powers = ops.exp(ops.sub(product, back(max(ops.flip(product, [0]), [1]), product.shape)));
    const scaled = ops.mul(powers, back(ops.sum(powers, [1]), product.shape));
    expect(compareBits([x, y], [max(scaled, [1])])).toBe(1);
  });

  it("is a gradient through a softmax", () => {
    const x = tensor(32, 24);
    const weights = tensor(32, 24);
    const gradients = pullBack(softmax(x), weights, (node) => node === x);
    expect(compareBits([x, weights], [gradients.get(x)!])).toBeGreaterThan(0);
  });
});

/** A step over what there is so far: by kind, on two operands. */
const steps = fc.array(fc.tuple(fc.nat(10), fc.nat(20), fc.nat(20)), { minLength: 2, maxLength: 9 });
const sizes = fc.constantFrom<[number, number]>([8, 40], [9, 5], [16, 16], [33, 7], [10, 64]);

const build: readonly ((a: Node, b: Node) => Node)[] = [
  (a) => softmax(a),
  (a, b) => ops.sub(a, back(max(b, [1]), a.shape)),
  (a, b) => ops.mul(a, back(ops.sum(b, [1]), a.shape)),
  (a) => ops.exp(a),
  (a, b) => ops.add(ops.tanh(a), b),
  (a, b) => ops.mul(a, ops.expand(ops.reshape(ops.sum(b, [0]), [1, b.shape[1]!]), a.shape)),
  (a, b) => (a.shape[0] === a.shape[1] ? ops.add(ops.permute(a, [1, 0]), b) : ops.maximum(a, b)),
  (a, b) => ops.add(ops.flip(a, [0]), b),
  (a, b) => ops.sub(ops.flip(a, [1]), b),
  // what the next row has found
  (a, b) => {
    const next = ops.slice(ops.exp(max(b, [1])), { starts: [1], steps: [1], sizes: [b.shape[0]! - 1] });
    return ops.mul(a, back(ops.pad(next, [[0, 1]], 2), a.shape));
  },
  // rows twice as wide on the way, which lie on those of other numbers
  (a, b) => {
    const [rows, columns] = a.shape as [number, number];
    const wide = softmax(ops.tanh(ops.concat([ops.exp(a), ops.exp(b)], 1)));
    const part = { starts: [0, 1], steps: [1, 1], sizes: [rows, columns] };
    return ops.mul(ops.slice(wide, part), back(max(wide, [1]), a.shape));
  },
];

it("gives the same bits whatever the program", () => {
  let bands = 0;
  const property = fc.property(sizes, steps, ([rows, columns], list) => {
    const inputs = [tensor(rows, columns), tensor(rows, columns)];
    const values = [...inputs];
    for (const [kind, a, b] of list) {
      values.push(build[kind]!(values[a % values.length]!, values[b % values.length]!));
    }
    bands += compareBits(inputs, values.slice(-2));
  });
  fc.assert(property, { seed: Number(process.env.MICROML_SEED ?? 20_261_128), numRuns: 150 });
  expect(bands).toBeGreaterThan(75);
});
