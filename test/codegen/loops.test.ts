/** Loop nests at the sizes where their forms change: merged axes, crossings, pieces between guards, blocks of long sums, rows. */

import { describe, expect, it } from "vitest";
import { loopedBackend } from "../../src/codegen/javascript/index.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import type { Scalar } from "../../src/kernel/scalar.ts";
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
import { expectAgreementOnNoise, noise, sitesWithLoops } from "./sites.ts";

describe.each(sitesWithLoops)("loops on $name", (site) => {
  const { backend } = site;
  const check = (program: KernelProgram) => expectAgreementOnNoise(site, program);

  it("become one where all axes step together", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([3, 1, 4, 5]);
    const value = apply("neg", "f64", builder.load(builder.input("f64", 61), { ...access, offset: 1 }));
    builder.loop([3, 1, 4, 5], { buffer: builder.output("f64", 60), access, value });
    const program = builder.build();
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
    backend.compile(program).run(inputs, outputs);
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

  it.each([
    [8, 8],
    [33, 70],
    [9, 130],
    [64, 7],
    [101, 34],
  ])("read across and write along, %d by %d", (rows, columns) => {
    for (const dtype of ["f32", "f64", "i32"] as const) {
      const builder = new ProgramBuilder();
      const turned = builder.load(builder.input(dtype, rows * columns), accessOf([rows, columns], [1, rows]));
      const straight = builder.load(builder.input(dtype, rows * columns), rowMajor([rows, columns]));
      const access = rowMajor([rows, columns]);
      builder.loop(
        [rows, columns],
        {
          buffer: builder.output(dtype, rows * columns),
          access,
          value: apply("sub", dtype, turned, straight),
        },
        { buffer: builder.output(dtype, rows * columns), access, value: turned },
      );
      check(builder.build());
    }
  });

  it.each([3, 4, 9, 40])("are cut where guards begin and end, %d wide", (size) => {
    const builder = new ProgramBuilder();
    const space = [5, size];
    const outer = 2 * size + 7;
    const near = guard(
      builder.load(builder.input("f32", outer * 5), accessOf(space, [outer, 1], -1)),
      [
        [1, 4],
        [1, size - 1],
      ],
      7,
    );
    const far = guard(
      apply("tanh", "f32", builder.load(builder.input("f32", outer * 5), accessOf(space, [outer, 2], 0))),
      [null, [2, size]],
      -0.5,
    );
    const place = indexOf(accessOf(space, [-3, 2], 5), "f32");
    const value = apply("add", "f32", apply("mul", "f32", near, place), far);
    builder.loop(space, { buffer: builder.output("f32", 5 * size), access: rowMajor(space), value });
    check(builder.build());
  });

  it("go on with more guards than pieces are made of", () => {
    const builder = new ProgramBuilder();
    const load = builder.load(builder.input("f32", 60), rowMajor([60]));
    const guarded = Array.from({ length: 9 }, (_, n) => guard(load, [[5 * n + 1, 5 * n + 9]], n));
    const value = guarded.reduce((sum, each) => apply("add", "f32", sum, each));
    builder.loop([60], { buffer: builder.output("f32", 60), access: rowMajor([60]), value });
    check(builder.build());
  });

  it("choose between truth values, whole and real numbers of both widths", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([37]);
    const [a, b] = [
      builder.load(builder.input("f32", 37), access),
      builder.load(builder.input("f64", 37), access),
    ];
    const wide = apply("mul", "f64", apply("cast", "f64", a), b);
    const condition = apply("less", "bool", wide, constant(0.1));
    const whole = apply("cast", "i32", apply("mul", "f64", b, constant(1e6)));
    const chosen = apply("select", "f32", condition, a, apply("cast", "f32", whole));
    builder.loop(
      [37],
      { buffer: builder.output("f32", 37), access, value: chosen },
      { buffer: builder.output("bool", 37), access, value: condition },
      { buffer: builder.output("i32", 37), access, value: whole },
      { buffer: builder.output("f64", 37), access, value: wide },
    );
    check(builder.build());
  });

  it("read and add up backwards at positions, also at the lowest addresses", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([9]);
    const position = builder.load(builder.input("i32", 9), access);
    const fault = builder.fault("take", 9);
    const last = accessOf([9], [0], 8);
    const turned = { position, stride: -1, limit: 9, fault, access: last } as const;
    const table = builder.arena("f64", 9);
    const sums = builder.arena("f64", 9);
    builder.loop([9], { buffer: table, access, value: indexOf(access, "f64") });
    builder.loop([9], { buffer: sums, access, value: constant(0) });
    const value: Scalar = { kind: "gather", dtype: "f64", buffer: table, ...turned };
    builder.loop([9], { buffer: builder.output("f64", 9), access, value });
    builder.add({ kind: "scatter", space: [9], dtype: "f64", buffer: sums, ...turned, value: constant(2) });
    builder.loop([9], { buffer: builder.output("f64", 9), access, value: builder.load(sums, access) });
    const outputs = [new Float64Array(9), new Float64Array(9)];
    backend.compile(builder.build()).run([Int32Array.of(0, 8, 1, 7, 2, 6, 3, 3, 5)], outputs);
    expect([...outputs[0]!]).toEqual([8, 0, 7, 1, 6, 2, 5, 5, 3]);
    expect([...outputs[1]!]).toEqual([2, 2, 2, 2, 0, 4, 2, 2, 2]);
  });

  it("write an expression of 20,000 operations", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([6]);
    let value = builder.load(builder.input("f64", 6), access);
    for (let count = 0; count < 20_000; count++) value = apply("neg", "f64", value);
    const output = builder.output("f64", 6);
    builder.loop([6], { buffer: output, access, value: apply("neg", "f64", apply("neg", "f64", value)) });
    const program = builder.build();
    const input = Float64Array.of(1, -2, 3, -4, 5, -6);
    const result = new Float64Array(6);
    backend.compile(program).run([input], [result]);
    expect([...result]).toEqual([...input]);
  });
});

describe.each(sitesWithLoops)("reductions on $name", (site) => {
  const shapes = [
    { space: [3], folded: [9] },
    { space: [3], folded: [1025] },
    { space: [], folded: [9001] },
    { space: [2, 3], folded: [4, 70] },
    { space: [300], folded: [3] },
    { space: [130], folded: [300] },
    { space: [2, 5], folded: [7] },
    { space: [2100], folded: [9, 2] },
    { space: [40], folded: [9, 40] },
    { space: [6], folded: [] },
  ];
  const cases = shapes.flatMap((shape) =>
    (["sum", "max", "min", "prod"] as const).flatMap((op) =>
      [false, true].map((isTurned) => ({ ...shape, op, isTurned })),
    ),
  );
  it.each(cases)("$op of $space over $folded, turned: $isTurned", ({ space, folded, op, isTurned }) => {
    for (const dtype of ["f32", "f64"] as const) {
      const builder = new ProgramBuilder();
      const whole = [...space, ...folded];
      const length = whole.reduce((product, size) => product * size, 1);
      const kept = space.reduce((product, size) => product * size, 1);
      const strides = isTurned
        ? [...rowMajor(space).strides, ...rowMajor(folded).strides.map((stride) => stride * kept)]
        : rowMajor(whole).strides;
      const load = builder.load(builder.input(dtype, length), accessOf(whole, strides));
      const near = apply("add", dtype, constant(1, dtype), apply("mul", dtype, load, constant(0.001, dtype)));
      const inside =
        folded.length > 0
          ? guard(
              load,
              whole.map((size) => [0, Math.max(size - 1, 1)]),
              0.5,
            )
          : load;
      const reduction = { op, dtype, space: folded, value: op === "prod" ? near : inside };
      const bias = builder.load(builder.input(dtype, kept), rowMajor(space));
      const stores = [
        {
          buffer: builder.output(dtype, kept),
          access: rowMajor(space),
          value: apply("add", dtype, reducedOf(dtype), bias),
        },
      ];
      builder.add({ kind: "loop", space, reduction, stores });
      expectAgreementOnNoise(site, builder.build());
    }
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
    site.backend.compile(builder.build()).run([new Float64Array(length).fill(0.1)], [output]);
    expect(Math.abs(output[0]! - 100_000)).toBeLessThan(2e-7);
  });
});

it("axes that step together become one loop", () => {
  const builder = new ProgramBuilder();
  const access = rowMajor([3, 1, 4, 5]);
  const value = apply("neg", "f64", builder.load(builder.input("f64", 60), access));
  builder.loop([3, 1, 4, 5], { buffer: builder.output("f64", 60), access, value });
  expect(loopedBackend.compile(builder.build()).source.match(/for \(/g)).toHaveLength(1);
});
