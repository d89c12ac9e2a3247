/** However many threads there are, every program gives the same bits: random ones, and every way a kernel is split. */

import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pullBack } from "../../src/autodiff/reverse.ts";
import type { DType } from "../../src/base/dtype.ts";
import type { Node } from "../../src/graph/node.ts";
import { buildKernels, type KernelProgram, withRoots } from "../../src/kernel/index.ts";
import * as ops from "../../src/ops/index.ts";
import { max, prod } from "../../src/ops/reduction.ts";
import { optimizeGraph } from "../../src/optimize/pipeline.ts";
import { apply, constant, ProgramBuilder, reducedOf, rowMajor } from "../codegen/program-builder.ts";
import { randomPrograms } from "../codegen/random-program.ts";
import { noise } from "../codegen/sites.ts";
import { alone, expectSameBits, makeThreads, type Threaded } from "./pools.ts";

const seed = Number(process.env.MICROML_SEED ?? 20_261_122);
const numRuns = Number(process.env.MICROML_RUNS ?? 60);

let threaded: Threaded[] = [];
beforeAll(async () => {
  threaded = await Promise.all([makeThreads(2), makeThreads(3)]);
});
afterAll(() => {
  for (const { pool } of threaded) {
    expect(pool.chunksByWorkers).toBeGreaterThan(100);
    pool.resize(1);
  }
});

describe.each(["f64", "f32"] as const)("random %s programs", (dtype) => {
  it("give the same bits on 1, 2 and 3 threads", () => {
    const property = fc.property(randomPrograms(dtype), ({ program, values }) => {
      expectSameBits(threaded, program, (slot, index) => values[slot]![index]!);
    });
    fc.assert(property, { seed, numRuns, endOnFailure: true });
  });
});

/** The program of a graph. */
function programOf(inputs: readonly Node[], outputs: readonly Node[]): KernelProgram {
  const traced = { inputs, outputs, updates: [] };
  return buildKernels(withRoots(traced, optimizeGraph(outputs, { lacks: alone.lacks })), alone);
}

type Build = (tensor: (...shape: number[]) => Node) => Node | readonly Node[];

const relu = (x: Node): Node => ops.maximum(x, ops.fillLike(0, x));
const turned = (x: Node): Node => ops.permute(x, [1, 0]);

/** One row for every way that kernels are split: rows, columns, batches, single axes with remainders, guards, crossings. */
const builds: Readonly<Record<string, Build>> = {
  "a chain along one axis": (t) => relu(ops.add(ops.mul(t(1003), t(1003)), t(1003))),
  "a chain along one axis, short of a vector": (t) => ops.add(t(2), t(2)),
  "a broadcast over rows": (t) => ops.add(t(19, 33), ops.expand(t(33), [19, 33])),
  "few rows of many": (t) => ops.add(t(3, 501), ops.expand(ops.reshape(t(3), [3, 1]), [3, 501])),
  "a transposition": (t) => ops.add(turned(t(70, 37)), t(37, 70)),
  "a transposition of large squares": (t) => ops.add(turned(t(128, 96)), t(96, 128)),
  "transpositions in a batch": (t) => ops.add(ops.permute(t(9, 12, 17), [0, 2, 1]), t(9, 17, 12)),
  "a padded line": (t) => ops.neg(ops.pad(t(300), [[11, 30]], 2)),
  "a padded matrix": (t) =>
    ops.add(
      ops.pad(
        t(12, 30),
        [
          [1, 2],
          [5, 6],
        ],
        2,
      ),
      t(15, 41),
    ),
  "sums of rows": (t) => ops.sum(t(37, 300), [1]),
  "sums of long rows": (t) => ops.sum(t(5, 5000), [1]),
  "sums of columns": (t) => ops.sum(t(45, 301), [0]),
  "sums of long columns": (t) => ops.sum(t(700, 70), [0]),
  "sums of long columns far apart": (t) => ops.sum(t(270, 1301), [0]),
  "sums of long columns far apart in a small batch": (t) => ops.sum(t(2, 270, 1027), [1]),
  "sums of columns in a batch": (t) => ops.sum(t(9, 20, 33), [1]),
  "sums of columns in a small batch": (t) => ops.sum(t(2, 20, 133), [1]),
  "largest of rows and columns": (t) => ops.add(max(t(31, 45), [1]), max(t(45, 31), [0])),
  "products of a few": (t) => prod(t(50, 6), [1]),
  "a sum of all": (t) => ops.sum(t(40, 41), [0, 1]),
  "a product": (t) => ops.matmul(t(70, 50), t(50, 37)),
  "a product with an epilogue": (t) =>
    relu(ops.add(ops.matmul(t(61, 30), t(30, 41)), ops.expand(t(41), [61, 41]))),
  "a product of turned sides": (t) => ops.matmul(turned(t(33, 66)), turned(t(48, 33))),
  "a deep product": (t) => ops.matmul(t(40, 1100), t(1100, 24)),
  "a product of whole vectors": (t) => ops.matmul(t(96, 64), t(64, 64)),
  "a wide product": (t) => ops.matmul(t(20, 33), t(33, 1030)),
  "products in a batch": (t) => ops.matmul(t(9, 7, 12), t(9, 12, 10)),
  "products in a small batch": (t) => ops.matmul(t(2, 30, 12), t(2, 12, 10)),
  "a matrix by a vector": (t) => ops.matmul(t(90, 40), t(40, 1)),
  "a vector by a matrix": (t) => ops.matmul(t(1, 40), t(40, 90)),
};

/** The same for ops of floats alone. */
const buildsOfFloats: Readonly<Record<string, Build>> = {
  "a convolution": (t) => ops.convolve("conv2d", t(3, 5, 12, 11), t(8, 5, 3, 3), undefined, { padding: 1 }),
  "a convolution's gradients": (t) => {
    const [x, weight] = [t(9, 5, 12, 11), t(8, 5, 3, 3)];
    const cotangent = t(9, 8, 12, 11);
    const y = ops.convolve("conv2d", x!, weight!, undefined, { padding: 1 });
    const found = pullBack(y, cotangent, (node) => node === x || node === weight);
    return [found.get(x!)!, found.get(weight!)!];
  },
};

/** Rows whose kernels cannot be cut: a fold of everything, and fewer indices than a part has at least. */
const whole = new Set(["a sum of all", "a chain along one axis, short of a vector"]);

const floats = ["f32", "f64"] as const;

describe.each([
  ...Object.entries(builds).map(([name, build]) => ({ name, build, dtypes: [...floats, "i32"] as const })),
  ...Object.entries(buildsOfFloats).map(([name, build]) => ({ name, build, dtypes: floats })),
])("$name", ({ name, build, dtypes }) => {
  it.each<DType>(dtypes)("of %s", (dtype) => {
    const inputs: Node[] = [];
    const built = build((...shape) => {
      const input = ops.source({}, { shape, dtype });
      inputs.push(input);
      return input;
    });
    const program = programOf(inputs, [built].flat());
    const { source } = threaded[0]!.backend.compile(program);
    expect(source.includes("call $share")).toBe(!whole.has(name));
    expectSameBits(threaded, program, (slot, index) =>
      dtype === "i32" ? Math.round(noise(slot, index) * 2 ** 31) | 0 : noise(slot, index),
    );
  });
});

/** speed ← 0.9·speed + left·right and weight ← weight − speed, then another weight by a product that reads the first. */
function updatingProgram(dtype: "f32" | "f64", size: number, depth: number): KernelProgram {
  const builder = new ProgramBuilder();
  const access = rowMajor([size, size]);
  const side = (buffer: number, rows: number, columns: number) => ({
    buffer,
    access: rowMajor([rows, columns]),
  });
  const [left, right] = [builder.input(dtype, size * depth), builder.input(dtype, depth * size)];
  const square = size * size;
  const [speed, weight, other] = [0, 1, 2].map(() => builder.input(dtype, square)) as [
    number,
    number,
    number,
  ];
  const product = { kind: "contraction", dtype, space: [size, size] } as const;
  builder.loop([square], {
    buffer: builder.output(dtype, square),
    access: rowMajor([square]),
    value: builder.load(weight, rowMajor([square])),
  });
  builder.startCommit();
  const slowed = apply("mul", dtype, builder.load(speed, access), constant(0.9, dtype));
  const next = apply("add", dtype, slowed, reducedOf(dtype));
  builder.add({
    ...{ ...product, depth, left: side(left, size, depth), right: side(right, depth, size) },
    stores: [
      { buffer: speed, access, value: next },
      { buffer: weight, access, value: apply("sub", dtype, builder.load(weight, access), next) },
    ],
  });
  builder.add({
    ...{ ...product, depth: size, left: side(weight, size, size), right: side(speed, size, size) },
    stores: [{ buffer: other, access, value: reducedOf(dtype) }],
  });
  return builder.build();
}

it.each(["f32", "f64"] as const)(
  "products among %s updates, ahead of them where nothing they read is updated",
  (dtype) => {
    const program = updatingProgram(dtype, 40, 70);
    const { source } = threaded[0]!.backend.compile(program);
    expect(source.match(/call \$share/g)).toHaveLength(2);
    expectSameBits(threaded, program, noise);
  },
);

/** Functions with vector code, functions of the host that workers have too, and those that only the calling thread has. */
const functions = {
  ...{ exp: ops.exp, log: ops.log, tanh: ops.tanh, sigmoid: ops.sigmoid, erf: ops.erf, sin: ops.sin },
  ...{ tan: ops.tan, atan: ops.atan, log2: ops.log2, round: ops.round, sqrt: ops.sqrt },
};

it.each(Object.entries(functions))("%s of every element", (_, apply) => {
  for (const dtype of ["f32", "f64"] as const) {
    const x = ops.source({}, { shape: [1001], dtype });
    expectSameBits(threaded, programOf([x], [apply(x)]), (slot, index) => noise(slot, index) * 40);
  }
});
