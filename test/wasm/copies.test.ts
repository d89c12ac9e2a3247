/** What is read and written where it lies, without copies; convolutions on products equal the interpreter's. */

import { afterAll, describe, expect, it } from "vitest";
import { makeWasmBackend } from "../../src/codegen/wasm/index.ts";
import type { Node } from "../../src/graph/node.ts";
import { configure } from "../../src/index.ts";
import { absorbCopies } from "../../src/kernel/absorb.ts";
import { writtenBuffers } from "../../src/kernel/buffers.ts";
import { buildKernels } from "../../src/kernel/index.ts";
import type { Kernel } from "../../src/kernel/kernel.ts";
import * as ops from "../../src/ops/index.ts";
import { optimizeGraph } from "../../src/optimize/pipeline.ts";
import { Heap } from "../../src/runtime/heap.ts";
import { call, numbers, scatter } from "../ops/loose.ts";
import { grad } from "../tensor/untyped.ts";

const backend = makeWasmBackend(new Heap());
afterAll(() => configure({ backend: "auto" }));

const input = (...shape: number[]): Node => ops.source({}, { shape, dtype: "f32" });

/** The kernels of a program, in a word each. */
function kindsOf(inputs: readonly Node[], outputs: readonly Node[]): string[] {
  const program = { inputs, outputs: optimizeGraph(outputs, backend), updates: [] };
  const name = (kernel: Kernel): string =>
    kernel.kind === "loop" && kernel.reduction !== null ? kernel.reduction.op : kernel.kind;
  return buildKernels(program, backend).kernels.map(name);
}

describe("windows", () => {
  it("are read where they lie: a padded convolution is one copy of the input and a product", () => {
    const [x, weight] = [input(2, 8, 12, 12), input(16, 8, 3, 3)];
    expect(kindsOf([x, weight], [ops.convolve("conv2d", x, weight, undefined, { padding: 1 })])).toEqual([
      "loop",
      "contraction",
    ]);
    expect(kindsOf([x, weight], [ops.convolve("conv2d", x, weight, undefined, {})])).toEqual(["contraction"]);
  });

  it("take what follows along, biases and activations too, though it has the shape of an image", () => {
    const [x, weight, bias] = [input(2, 8, 12, 12), input(16, 8, 3, 3), input(16)];
    const image = ops.tanh(ops.convolve("conv2d", x, weight, bias, {}));
    expect(kindsOf([x, weight, bias], [image])).toEqual(["contraction"]);
    expect(kindsOf([x, weight, bias], [ops.mul(image, image), image])).toEqual(["contraction"]);
  });

  it("of a pool that do not overlap are folded in place", () => {
    const x = input(2, 8, 12, 12);
    expect(kindsOf([x], [ops.maxPool("maxPool2d", x, { kernel: 2 })])).toEqual(["max"]);
  });

  it("stay copies for products too narrow for tiles", () => {
    const [x, weight] = [input(2, 8, 12, 12), input(2, 8, 3, 3)];
    const kinds = kindsOf([x, weight], [ops.convolve("conv2d", x, weight, undefined, {})]);
    expect(kinds).toEqual(["loop", "contraction"]);
  });

  it("of a program without copies are left alone", () => {
    const program = { buffers: [], kernels: [], faults: [] };
    expect(absorbCopies(program)).toBe(program);
  });
});

describe("operands of products", () => {
  const [x, weight, bias] = [input(16, 32), input(32, 32), input(32)];
  const spread = ops.expand(ops.reshape(bias, [1, 32]), [16, 32]);
  const projected = ops.add(ops.matmul(x, weight), spread);
  const heads = ops.permute(ops.reshape(projected, [16, 4, 8]), [1, 0, 2]);

  it("lie where they were computed: heads of a projection are strides of what the first product wrote", () => {
    const scores = ops.matmul(heads, ops.permute(heads, [0, 2, 1]));
    expect(kindsOf([x, weight, bias], [scores])).toEqual(["contraction", "contraction"]);
  });

  it("are no larger than what is read of them", () => {
    const wide = ops.exp(ops.expand(ops.reshape(bias, [1, 32]), [16, 32]));
    expect(kindsOf([x, bias], [ops.matmul(ops.permute(wide, [1, 0]), x)])).toEqual(["loop", "contraction"]);
  });
});

describe("what follows a product under another shape", () => {
  it("stays apart where its elements are not in the product's order", () => {
    const [x, weight, column] = [input(16, 32), input(32, 24), input(16, 8, 3)];
    const split = ops.reshape(ops.matmul(x, weight), [16, 8, 3]);
    const slanted = ops.permute(ops.reshape(column, [16, 3, 8]), [0, 2, 1]);
    expect(kindsOf([x, weight, column], [ops.add(split, column)])).toEqual(["contraction"]);
    expect(kindsOf([x, weight, column], [ops.add(split, slanted)])).toEqual(["contraction", "loop"]);
  });
});

describe("concatenations", () => {
  const [x, y, weight] = [input(8, 8), input(8, 8), input(8, 8)];
  const stored = (outputs: readonly Node[]): number[][] => {
    const program = { inputs: [x, y, weight], outputs: optimizeGraph(outputs, backend), updates: [] };
    const { kernels } = buildKernels(program, backend);
    return kernels.map(writtenBuffers);
  };
  it.each([
    ["elementwise values", ops.concat([ops.exp(x), ops.exp(y)], 1)],
    ["products", ops.concat([ops.matmul(x, weight), ops.matmul(y, weight)], 1)],
    ["folds", ops.concat([ops.sum(x, [1]), ops.sum(y, [1])], 0)],
    ["what follows products", ops.concat([ops.exp(ops.matmul(x, weight)), ops.matmul(y, weight)], 0)],
  ])("of %s are written by the kernels that make the parts", (_, node) => {
    const [first, second, ...more] = stored([node]);
    expect(more).toEqual([]);
    expect(first).toEqual(second);
    expect(first).toHaveLength(1);
  });

  it("of parts that are wanted for themselves too are written beside them", () => {
    const part = ops.matmul(x, weight);
    const kernels = stored([ops.concat([part, y], 0), part]);
    expect(kernels.map((buffers) => buffers.length)).toEqual([2, 1]);
  });
});

describe("movements", () => {
  const x = input(6, 8);
  it.each([
    ["transpositions", ops.permute(x, [1, 0])],
    ["slices", ops.slice(x, { starts: [1, 2], steps: [2, 3], sizes: [2, 2] })],
    ["flips", ops.flip(x, [0, 1])],
    [
      "pads",
      ops.pad(
        x,
        [
          [1, 2],
          [0, 3],
        ],
        0,
      ),
    ],
    ["broadcasts", ops.expand(ops.reshape(x, [6, 1, 8]), [6, 4, 8])],
    [
      "chains of them",
      ops.pad(
        ops.permute(ops.flip(x, [1]), [1, 0]),
        [
          [1, 1],
          [0, 0],
        ],
        0,
      ),
    ],
  ])("that are %s are read through", (_, node) => {
    expect(kindsOf([x], [ops.exp(node)])).toEqual(["loop"]);
  });
});

describe("convolutions and their gradients", () => {
  const cases = [
    { x: [2, 3, 9, 11], weight: [5, 3, 3, 3], options: {} },
    { x: [2, 4, 9, 14], weight: [6, 4, 3, 3], options: { padding: 1 } },
    { x: [2, 4, 13, 12], weight: [6, 4, 3, 2], options: { padding: [2, 1], stride: 2 } },
    { x: [1, 4, 12, 12], weight: [7, 4, 2, 3], options: { stride: [1, 2], dilation: [2, 1] } },
    { x: [2, 8, 8, 9], weight: [8, 4, 3, 3], options: { groups: 2, padding: 2, dilation: 2 } },
    { x: [3, 5, 8, 8], weight: [4, 5, 1, 1], options: {} },
    { x: [3, 5, 16, 8], weight: [4, 5, 1, 1], options: { stride: 2 } },
    { x: [20, 4, 5, 5], weight: [4, 4, 3, 3], options: { padding: 1 } },
    { x: [1, 1, 16, 33], weight: [8, 1, 4, 4], options: { padding: "same" } },
  ];
  it.each(cases)("of $x by $weight with $options agree with the interpreter", ({ x, weight, options }) => {
    for (const dtype of ["f32", "f64"] as const) {
      const run = (name: "wasm" | "interpreter"): number[][] => {
        configure({ backend: name });
        const [image, kernel] = [scatter(x, { seed: 1, dtype }), scatter(weight, { seed: 2, dtype })];
        const y = call(image, "conv2d", kernel, options);
        const loss = y.mul(scatter([...y.shape], { seed: 3, dtype })).sum();
        const gradients = grad(loss, [image, kernel]);
        return [y, ...gradients].map(numbers);
      };
      const [got, wanted] = [run("wasm"), run("interpreter")];
      for (const [at, values] of wanted.entries()) {
        const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
        const apart = values.map((value, index) => Math.abs(value - got[at]![index]!) / scale);
        expect(Math.max(...apart)).toBeLessThan(dtype === "f32" ? 1e-5 : 1e-13);
      }
    }
  });
});
