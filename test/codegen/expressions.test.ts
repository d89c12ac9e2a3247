/** Every elementwise row and reduction gives in generated code exactly what the row says, on ordinary and extreme values. */

import { describe, expect, it } from "vitest";
import { type DType, dtypes } from "../../src/base/dtype.ts";
import { type ElementwiseName, elementwise } from "../../src/ops/elementwise.ts";
import { type ReductionName, reductions } from "../../src/ops/reduction.ts";
import {
  accessOf,
  allocate,
  apply,
  constant,
  ProgramBuilder,
  reducedOf,
  rowMajor,
} from "./program-builder.ts";
import { looped, sites, wasm } from "./sites.ts";

const floats = [
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -2.5,
  3,
  30,
  -40,
  2 ** 31,
  -(2 ** 33),
];
const samples: Record<DType, readonly number[]> = {
  f64: [...floats, 1e-310, 1e300, 2 ** 32 + 5.5],
  f32: [...floats, 2 ** -149, 2147483520, 3e38],
  // products of these stay exact in doubles, as the row's function on doubles needs them
  i32: [0, 1, -1, 2, -7, 46_341, 67_108_863],
  bool: [0, 1],
};
const classes: Record<string, readonly DType[]> = {
  any: ["f64", "f32", "i32", "bool"],
  numeric: ["f64", "f32", "i32"],
  float: ["f64", "f32"],
  i32: ["i32"],
  bool: ["bool"],
};

/** The element types an op can be tried with: of its operands, and of its result. */
function signaturesOf(name: ElementwiseName): { operands: DType[]; result: DType }[] {
  const op = elementwise[name];
  const types = classes[op.operands.at(-1)!]!;
  if (name === "cast") return types.flatMap((from) => types.map((result) => ({ operands: [from], result })));
  return types.map((type) => {
    const operands = op.operands.map((accepted) => (accepted === "bool" ? "bool" : type));
    const inputs = op.operands.map((_, index) => ({ shape: [], dtype: operands[index]! }));
    return { operands, result: op.infer(inputs, {}).dtype };
  });
}

/** Every combination of sample values, one row per combination. */
function combine(types: readonly DType[]): number[][] {
  return types.reduce<number[][]>(
    (rows, type) => rows.flatMap((row) => samples[type].map((value) => [...row, value])),
    [[]],
  );
}

const names = Object.keys(elementwise) as ElementwiseName[];
describe.each(sites)("$name", ({ backend, ulps }) => {
  const available = names.filter((name) => !backend.lacks.has(name));
  const cases = available.flatMap((name) => signaturesOf(name).map((signature) => ({ name, ...signature })));

  it("lacks only what has a decomposition", () => {
    for (const name of backend.lacks) expect(elementwise[name].decompose, name).not.toBeNull();
  });

  it.each(cases)("$name of $operands gives $result", ({ name, operands, result }) => {
    const rows = combine(operands);
    const builder = new ProgramBuilder();
    const access = rowMajor([rows.length]);
    const loads = operands.map((dtype) => builder.load(builder.input(dtype, rows.length), access));
    const buffer = builder.output(result, rows.length);
    builder.loop([rows.length], { buffer, access, value: apply(name, result, ...loads) });
    const program = builder.build();
    const inputs = allocate(program.inputs, (slot, index) => rows[index]![slot]!);
    const outputs = allocate(program.outputs, () => 0);
    backend.compile(program).run(inputs, outputs);
    const scalar = elementwise[name].scalar as (...numbers: number[]) => number;
    for (const [index, row] of rows.entries()) {
      const value = scalar(...row.map((number, slot) => dtypes[operands[slot]!].round(number)));
      const expected = dtypes[result].round(value);
      const actual = outputs[0]![index]!;
      const unit = result === "f32" ? 2 ** -23 : result === "f64" ? 2 ** -52 : 0;
      const allowed = Math.abs(expected) * ulps * unit;
      if (expected !== 0 && Math.abs(actual - expected) <= allowed) continue;
      expect(actual, `${name}(${row.join(", ")})`).toBe(result === "i32" ? expected + 0 : expected);
    }
  });

  const folds = (Object.keys(reductions) as ReductionName[]).flatMap((op) =>
    (["f64", "f32", "i32"] as const).flatMap((dtype) =>
      [0, 1, 2, 5, 11, 70].map((length) => ({ op, dtype, length })),
    ),
  );
  it.each(folds)("$op of $length $dtype", ({ op, dtype, length }) => {
    const builder = new ProgramBuilder();
    // products of these overflow in no order
    const bounded = samples[dtype].filter((number) => Math.abs(number) < 1e38 || !Number.isFinite(number));
    const rows = bounded.length;
    const value = builder.load(builder.input(dtype, rows + length), accessOf([rows, length], [1, 1]));
    const buffer = builder.output(dtype, rows);
    builder.add({
      ...{ kind: "loop", space: [rows], reduction: { op, dtype, space: [length], value } },
      stores: [{ buffer, access: rowMajor([rows]), value: reducedOf(dtype) }],
    });
    const program = builder.build();
    // small numbers fold alike in any order; an extreme one stands at the front of each row
    const data = (_: number, index: number) => (index < rows ? bounded[index]! : (index % 3) - 1);
    const [inputs, outputs] = [allocate(program.inputs, data), allocate(program.outputs, () => 7)];
    backend.compile(program).run(inputs, outputs);
    const { initial, combine: step } = reductions[op];
    for (let row = 0; row < rows; row++) {
      let expected = initial(dtype);
      let size = 0;
      for (let index = row; index < row + length; index++) {
        expected = dtypes[dtype].round(step(expected, inputs[0]![index]!));
        size = Math.max(size, Math.abs(inputs[0]![index]!));
      }
      const actual = outputs[0]![row]!;
      if (!Number.isFinite(expected)) expect(actual).toBe(expected);
      else
        expect(Math.abs(actual - expected)).toBeLessThanOrEqual(Math.min(size, 1e10) * (length + 1) * 2e-7);
    }
  });

  it("folds truth values", () => {
    const builder = new ProgramBuilder();
    const value = builder.load(builder.input("bool", 12), rowMajor([4, 3]));
    for (const op of ["max", "min"] as const) {
      builder.add({
        ...{ kind: "loop", space: [4], reduction: { op, dtype: "bool", space: [3], value } },
        stores: [{ buffer: builder.output("bool", 4), access: rowMajor([4]), value: reducedOf("bool") }],
      });
    }
    const program = builder.build();
    const rows = [0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1];
    const [inputs, outputs] = [
      allocate(program.inputs, (_, index) => rows[index]!),
      allocate(program.outputs, () => 7),
    ];
    backend.compile(program).run(inputs, outputs);
    expect(outputs.map((output) => [...output])).toEqual([
      [0, 1, 1, 1],
      [0, 0, 0, 1],
    ]);
  });

  it("wraps whole-number arithmetic to 32 bits", () => {
    const builder = new ProgramBuilder();
    const [a, b] = [builder.load(builder.input("i32", 1), rowMajor([1])), constant(2 ** 31 - 1, "i32")];
    for (const op of ["add", "sub", "mul"] as const) {
      builder.loop([1], {
        buffer: builder.output("i32", 1),
        access: rowMajor([1]),
        value: apply(op, "i32", b, a),
      });
    }
    const program = builder.build();
    const outputs = allocate(program.outputs, () => 0);
    backend.compile(program).run([Int32Array.of(2 ** 31 - 1)], outputs);
    expect(outputs.map((output) => output[0])).toEqual([-2, 0, 1]);
    backend.compile(program).run([Int32Array.of(-2)], outputs);
    expect(outputs.map((output) => output[0])).toEqual([2 ** 31 - 3, -(2 ** 31) + 1, 2]);
  });

  it("finds an f32 value equal to its stored copy", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([8]);
    const exact = apply("exp", "f32", builder.load(builder.input("f32", 8), access));
    const stored = builder.arena("f32", 8);
    builder.loop([8], { buffer: stored, access, value: exact });
    const value = apply("equal", "bool", exact, builder.load(stored, access));
    builder.loop([8], { buffer: builder.output("bool", 8), access, value });
    const program = builder.build();
    const [inputs, outputs] = [
      allocate(program.inputs, (_, index) => index / 7),
      allocate(program.outputs, () => 7),
    ];
    backend.compile(program).run(inputs, outputs);
    expect([...outputs[0]!]).toEqual(new Array(8).fill(1));
  });

  it("prints constants exactly", () => {
    const numbers = [-0, 0, NaN, Infinity, -Infinity, 1e-45, 5e-324, 1 / 3, -1e21, 2 ** 53 - 1, 1e21, -0.1];
    const builder = new ProgramBuilder();
    for (const number of numbers) {
      const value = apply("stopGradient", "f64", constant(number));
      builder.loop([1], { buffer: builder.output("f64", 1), access: rowMajor([1]), value });
      const negated = apply(
        "sub",
        "f64",
        builder.load(builder.input("f64", 1), rowMajor([1])),
        constant(number),
      );
      builder.loop([1], {
        buffer: builder.output("f64", 1),
        access: rowMajor([1]),
        value: apply("neg", "f64", negated),
      });
    }
    const program = builder.build();
    const outputs = allocate(program.outputs, () => 7);
    backend.compile(program).run(
      allocate(program.inputs, () => 0),
      outputs,
    );
    for (const [index, number] of numbers.entries()) {
      expect(outputs[2 * index]![0]).toBe(number);
      expect(outputs[2 * index + 1]![0]).toBe(-(0 - number));
    }
  });
});

describe.each(sites)("extrema beside constants on $name", ({ backend }) => {
  const constants = [0, -0, 1, -1.5, Infinity, -Infinity, NaN];
  const cases = (["maximum", "minimum"] as const).flatMap((op) =>
    constants.flatMap((number) => [true, false].map((isFirst) => ({ op, number, isFirst }))),
  );
  it.each(cases)("$op with $number, first: $isFirst", ({ op, number, isFirst }) => {
    const numbers = Float32Array.from(samples.f32);
    const builder = new ProgramBuilder();
    const access = rowMajor([numbers.length]);
    const load = builder.load(builder.input("f32", numbers.length), access);
    const operands = isFirst ? [constant(number, "f32"), load] : [load, constant(number, "f32")];
    const buffer = builder.output("f32", numbers.length);
    builder.loop([numbers.length], { buffer, access, value: apply(op, "f32", ...operands) });
    const result = new Float32Array(numbers.length);
    backend.compile(builder.build()).run([numbers], [result]);
    const scalar = op === "maximum" ? Math.max : Math.min;
    expect([...result]).toEqual([...numbers].map((each) => scalar(each, number)));
  });
});

describe.each([looped, wasm])("long sums on $name", ({ backend }) => {
  it.each([0, 1])("add up a million f32 numbers to seven digits, along axis %d", (axis) => {
    const count = 1_000_000;
    const builder = new ProgramBuilder();
    const space = axis === 0 ? [4] : [];
    const folded = axis === 0 ? [count / 4] : [count];
    const access = accessOf([...space, ...folded], axis === 0 ? [1, 4] : [1]);
    const value = builder.load(builder.input("f32", count), access);
    const length = axis === 0 ? 4 : 1;
    builder.add({
      ...{ kind: "loop", space, reduction: { op: "sum", dtype: "f32", space: folded, value } },
      stores: [{ buffer: builder.output("f32", length), access: rowMajor(space), value: reducedOf("f32") }],
    });
    const input = Float32Array.from({ length: count }, (_, index) => 0.1 + ((index * 7919) % 1009) / 1009);
    const output = new Float32Array(length);
    backend.compile(builder.build()).run([input], [output]);
    const exact = new Float64Array(length);
    for (const [index, number] of input.entries()) exact[index % length]! += number;
    for (const [index, sum] of exact.entries()) {
      expect(Math.abs(output[index]! - sum) / sum).toBeLessThan(1e-6);
    }
  });
});
