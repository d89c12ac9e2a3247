/** Loop nests at the sizes where their forms change: crossings, pieces between guards, blocks of long sums, single elements. */

import { describe, expect, it } from "vitest";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import {
  accessOf,
  apply,
  constant,
  guard,
  indexOf,
  ProgramBuilder,
  reducedOf,
  rowMajor,
} from "../codegen/program-builder.ts";
import { expectWasmAgreement, makePoisonedBackend } from "./agreement.ts";

const site = makePoisonedBackend();

function check(program: KernelProgram): void {
  const values = program.inputs.map(({ length }, slot) =>
    Array.from({ length }, (_, index) => (((index + 1) * 7919 + slot * 104_729) % 2003) / 1001.5 - 1),
  );
  expectWasmAgreement(site, program, values);
}

describe("loops", () => {
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
    site.backend.compile(program).run([input], [result]);
    expect([...result]).toEqual([...input]);
  });
});

describe("reductions", () => {
  const shapes = [
    { space: [3], folded: [9] },
    { space: [3], folded: [1025] },
    { space: [], folded: [9001] },
    { space: [2, 3], folded: [4, 70] },
    { space: [300], folded: [3] },
    { space: [130], folded: [300] },
    { space: [2, 5], folded: [7] },
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
      check(builder.build());
    }
  });
});
