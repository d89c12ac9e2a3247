/** Loop nests at the sizes where their forms change: merged axes, long sums, rows, tiles, strips. */

import { describe, expect, it } from "vitest";
import type { DType } from "../../src/base/dtype.ts";
import { loopedBackend } from "../../src/codegen/javascript/index.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import { expectAgreement } from "./agreement.ts";
import {
  accessOf,
  allocate,
  apply,
  constant,
  guard,
  indexOf,
  ProgramBuilder,
  reducedOf,
  rowMajor,
} from "./program-builder.ts";

/** Deterministic numbers in [-1, 1), different in every slot. */
function noise(slot: number, index: number): number {
  return (((index + 1) * 7919 + slot * 104_729) % 2003) / 1001.5 - 1;
}

function check(program: KernelProgram): void {
  const values = program.inputs.map(({ length }, slot) =>
    Array.from({ length }, (_, index) => noise(slot, index)),
  );
  expectAgreement(loopedBackend, program, values);
}

interface Product {
  readonly batch?: readonly number[];
  readonly size: readonly [m: number, n: number, k: number];
  readonly dtype?: DType;
  readonly isLeftTransposed?: boolean;
  readonly isRightTransposed?: boolean;
  /** Whether every batch reads the same right side. */
  readonly isRightShared?: boolean;
}

/** out = max(left·right + bias, 0), and the bare product transposed. */
function productProgram(product: Product): KernelProgram {
  const { batch = [], size, dtype = "f64", isLeftTransposed, isRightTransposed, isRightShared } = product;
  const [m, n, k] = size;
  const builder = new ProgramBuilder();
  const count = batch.reduce((sum, length) => sum * length, 1);
  const steps = (inner: number) => rowMajor([...batch, inner]).strides.slice(0, -1);
  const leftStrides = [...steps(m * k), ...(isLeftTransposed ? [1, m] : [k, 1])];
  const rightBatch = isRightShared ? batch.map(() => 0) : steps(k * n);
  const rightStrides = [...rightBatch, ...(isRightTransposed ? [1, k] : [n, 1])];
  const left = builder.input(dtype, count * m * k);
  const right = builder.input(dtype, (isRightShared ? 1 : count) * k * n);
  const bias = builder.load(
    builder.input(dtype, n),
    accessOf([...batch, m, n], [...batch.map(() => 0), 0, 1]),
  );
  const space = [...batch, m, n];
  const flipped = [...steps(m * n), 1, m];
  const biased = apply("add", dtype, reducedOf(dtype), bias);
  builder.add({
    ...{ kind: "contraction", dtype, space, depth: k },
    left: { buffer: left, access: accessOf([...batch, m, k], leftStrides) },
    right: { buffer: right, access: accessOf([...batch, k, n], rightStrides) },
    stores: [
      {
        buffer: builder.output(dtype, count * m * n),
        access: rowMajor(space),
        value: apply("maximum", dtype, biased, constant(0, dtype)),
      },
      {
        buffer: builder.output(dtype, count * m * n),
        access: accessOf(space, flipped),
        value: reducedOf(dtype),
      },
    ],
  });
  return builder.build();
}

describe("contractions", () => {
  const sizes = [
    [4, 4, 4],
    [5, 7, 9],
    [37, 18, 23],
    [33, 4, 65],
    [1, 19, 33],
    [19, 1, 33],
    [3, 3, 40],
    [6, 10, 3],
    [8, 8, 0],
  ] as const;
  const flags = [false, true];
  const layouts = sizes.flatMap((size) =>
    flags.flatMap((isLeftTransposed) =>
      flags.map((isRightTransposed) => ({ size, isLeftTransposed, isRightTransposed })),
    ),
  );
  it.each(layouts)("$size, left transposed $isLeftTransposed, right $isRightTransposed", (layout) => {
    check(productProgram(layout));
    check(productProgram({ ...layout, dtype: "f32" }));
  });

  it("wraps whole numbers", () => {
    const program = productProgram({ size: [6, 5, 7], dtype: "i32" });
    const values = program.inputs.map(({ length }, slot) =>
      Array.from({ length }, (_, index) => Math.round(noise(slot, index) * 2 ** 31) | 0),
    );
    expectAgreement(loopedBackend, program, values);
  });

  it("runs over batches, with a right side of their own or a shared one", () => {
    check(productProgram({ batch: [3, 2], size: [5, 6, 7] }));
    check(productProgram({ batch: [3, 2], size: [5, 6, 7], isRightShared: true }));
    check(productProgram({ batch: [3, 2], size: [1, 6, 7], isRightShared: true }));
  });

  it("packs wide right sides strip by strip", () => {
    check(productProgram({ size: [5, 1030, 9] }));
    check(productProgram({ size: [6, 70, 4000] }));
  });

  it("never skips a zero", () => {
    const { run } = loopedBackend.compile(productProgram({ size: [4, 4, 4] }));
    const [left, right] = [new Float64Array(16), new Float64Array(16).fill(1)];
    right[0] = Infinity;
    const outputs = [new Float64Array(16), new Float64Array(16)];
    run([left, right, new Float64Array(4)], outputs);
    expect([...outputs[1]!].map(Number.isNaN)).toEqual(Array.from({ length: 16 }, (_, index) => index < 4));
  });
});

describe("reductions", () => {
  const shapes = [
    { space: [3], folded: [9] },
    { space: [3], folded: [1025] },
    { space: [2, 3], folded: [4, 70] },
    { space: [2100], folded: [3] },
    { space: [2100], folded: [9, 2] },
    { space: [2, 5], folded: [7] },
    { space: [], folded: [5000] },
    { space: [6], folded: [] },
  ];
  const cases = shapes.flatMap((shape) =>
    (["sum", "max", "min", "prod"] as const).flatMap((op) =>
      [false, true].map((isRow) => ({ ...shape, op, isRow })),
    ),
  );
  it.each(cases)("$op of $space over $folded, kept axis in order: $isRow", ({ space, folded, op, isRow }) => {
    const builder = new ProgramBuilder();
    const length = [...space, ...folded].reduce((product, size) => product * size, 1);
    const kept = rowMajor(space).strides;
    const count = space.reduce((product, size) => product * size, 1);
    const across = rowMajor(folded).strides.map((stride) => stride * count);
    const access = isRow
      ? accessOf([...space, ...folded], [...kept, ...across])
      : rowMajor([...space, ...folded]);
    const weight = builder.load(
      builder.input("f64", count),
      accessOf([...space, ...folded], kept.concat(folded.map(() => 0))),
    );
    const load = builder.load(builder.input("f64", length), access);
    const value = apply("add", "f64", apply("mul", "f64", load, weight), constant(op === "prod" ? 1 : 0));
    builder.add({
      ...{ kind: "loop", space, reduction: { op, dtype: "f64", space: folded, value } },
      stores: [{ buffer: builder.output("f64", count), access: rowMajor(space), value: reducedOf() }],
    });
    check(builder.build());
  });

  it("keeps a long f64 sum accurate", () => {
    const length = 1_000_000;
    const builder = new ProgramBuilder();
    const value = builder.load(builder.input("f64", length), rowMajor([length]));
    builder.add({
      ...{ kind: "loop", space: [], reduction: { op: "sum", dtype: "f64", space: [length], value } },
      stores: [{ buffer: builder.output("f64", 1), access: rowMajor([]), value: reducedOf() }],
    });
    const output = new Float64Array(1);
    loopedBackend.compile(builder.build()).run([new Float64Array(length).fill(0.1)], [output]);
    expect(Math.abs(output[0]! - 100_000)).toBeLessThan(1e-8);
  });
});

describe("loops", () => {
  it("become one where all axes step together", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([3, 1, 4, 5]);
    const value = apply("neg", "f64", builder.load(builder.input("f64", 61), { ...access, offset: 1 }));
    builder.loop([3, 1, 4, 5], { buffer: builder.output("f64", 60), access, value });
    const program = builder.build();
    expect(loopedBackend.compile(program).source.match(/for \(/g)).toHaveLength(1);
    check(program);
  });

  it("keep guarded axes apart", () => {
    const builder = new ProgramBuilder();
    const load = builder.load(builder.input("f64", 18), rowMajor([6, 5], -6));
    const inside = guard(
      load,
      [
        [2, 5],
        [1, 4],
      ],
      9,
    );
    builder.loop([6, 5], { buffer: builder.output("f64", 30), access: rowMajor([6, 5]), value: inside });
    check(builder.build());
  });

  it("agree on a guard inside a guard and on one that shares its inside", () => {
    const builder = new ProgramBuilder();
    const space = [7, 20];
    const load = builder.load(builder.input("f64", 140), rowMajor(space));
    const shared = apply("sin", "f64", load);
    const inner = guard(apply("mul", "f64", shared, shared), [null, [3, 17]], 0.5);
    const outer = guard(apply("add", "f64", inner, shared), [[1, 6], null], -1);
    const both = apply("add", "f64", outer, guard(shared, [null, [0, 4]], 2));
    const counted = apply("add", "f64", both, indexOf(accessOf(space, [10, -1], 3), "f64"));
    builder.loop(space, { buffer: builder.output("f64", 140), access: rowMajor(space), value: counted });
    check(builder.build());
  });

  it("overwrite what the same index reads, through shared arena bytes", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([50]);
    const first = builder.arena("f32", 50);
    builder.loop([50], { buffer: first, access, value: builder.load(builder.input("f32", 50), access) });
    const second = builder.buffers.push({ ...builder.buffers[first]! }) - 1;
    const value = apply("mul", "f32", builder.load(first, access), constant(3, "f32"));
    builder.loop([50], { buffer: second, access, value });
    builder.loop([50], { buffer: builder.output("f32", 50), access, value: builder.load(second, access) });
    const program = builder.build();
    const [inputs, outputs] = [allocate(program.inputs, noise), allocate(program.outputs, () => 7)];
    loopedBackend.compile(program).run(inputs, outputs);
    expect([...outputs[0]!]).toEqual([...inputs[0]!].map((number) => Math.fround(number * 3)));
  });

  it("read all of an index before writing it", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([20]);
    const [a, b] = [builder.input("f64", 20), builder.input("f64", 20)];
    builder.startCommit();
    const swap = [a, b].map((buffer, index) => ({
      buffer,
      access,
      value: builder.load([b, a][index]!, access),
    }));
    builder.loop([20], ...swap);
    check(builder.build());
  });

  it("write an expression of 20,000 operations", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([2]);
    let value = builder.load(builder.input("f64", 2), access);
    for (let count = 0; count < 20_000; count++) value = apply("neg", "f64", value);
    builder.loop([2], { buffer: builder.output("f64", 2), access, value });
    const output = new Float64Array(2);
    loopedBackend.compile(builder.build()).run([Float64Array.of(1, -2)], [output]);
    expect([...output]).toEqual([1, -2]);
  });
});
