/** Sums of long columns that run in strips: at every remainder, beside other axes, over expressions and on each element type. */

import { describe, expect, it } from "vitest";
import type { DType } from "../../src/base/dtype.ts";
import {
  accessOf,
  allocate,
  apply,
  constant,
  ProgramBuilder,
  reducedOf,
  rowMajor,
} from "./program-builder.ts";
import { expectAgreementOnNoise, wasm } from "./sites.ts";

/** Sums over `folded` of a product and a number of each column, and a bias behind. */
function sumColumns(
  dtype: DType,
  space: readonly number[],
  folded: readonly number[],
  { gap = 0, turn = 1 } = {},
) {
  const builder = new ProgramBuilder();
  const kept = space.reduce((product, size) => product * size, 1);
  const columns = space.at(-1)!;
  const width = columns + gap;
  const rows = folded.at(-1)!;
  const spans = [...folded.slice(0, -1), ...space.slice(0, -1)];
  const length = spans.reduce((product, size) => product * size, 1) * rows * (width + gap) + gap;
  // rows a gap apart, and what lies outside of them another gap, so that no two axes are one
  const block = rows * width + gap;
  const outerStrides = space.slice(0, -1).map(() => block);
  const foldedOuter = folded.slice(0, -1).map(() => block * (kept / columns));
  const strides = [...outerStrides, turn, ...foldedOuter, turn * width];
  const offset = turn < 0 ? (rows - 1) * width + columns - 1 : 0;
  const buffer = builder.input(dtype, length);
  const load = builder.load(buffer, accessOf([...space, ...folded], strides, offset));
  const whole = [...space, ...folded];
  const perColumn = accessOf(whole, [...space.slice(0, -1).map(() => 0), 1, ...folded.map(() => 0)]);
  const factor = builder.load(builder.input(dtype, columns), perColumn);
  const value = apply("add", dtype, apply("mul", dtype, load, factor), constant(1, dtype));
  const bias = builder.load(builder.input(dtype, kept), rowMajor(space));
  builder.add({
    ...{ kind: "loop", space, reduction: { op: "sum", dtype, space: folded, value } },
    stores: [
      {
        ...{ buffer: builder.output(dtype, kept), access: rowMajor(space) },
        value: apply("mul", dtype, reducedOf(dtype), bias),
      },
    ],
  });
  return builder.build();
}

const shapes = [
  { name: "whole vectors and groups of rows", space: [512], folded: [264], gap: 0 },
  { name: "columns and rows left over", space: [517], folded: [301] },
  { name: "several strips, the last one narrow", space: [1063], folded: [259], gap: 0 },
  { name: "other kept axes outside", space: [4, 512], folded: [257] },
  { name: "other folded axes outside", space: [514], folded: [3, 129] },
  { name: "backward rows and columns", space: [515], folded: [261], turn: -1 },
];

describe.each<DType>(["f32", "f64", "i32"])("sums of %s columns", (dtype) => {
  it.each(shapes)("agree with $name", ({ space, folded, gap = 5, turn }) => {
    expectAgreementOnNoise(wasm, sumColumns(dtype, space, folded, { gap, turn }));
  });
});

describe("long f32 columns", () => {
  it("stay within 1e-6 of their sums", () => {
    const [rows, columns] = [5003, 513];
    const builder = new ProgramBuilder();
    const value = builder.load(builder.input("f32", rows * columns), accessOf([columns, rows], [1, columns]));
    builder.add({
      ...{ kind: "loop", space: [columns], reduction: { op: "sum", dtype: "f32", space: [rows], value } },
      stores: [
        { buffer: builder.output("f32", columns), access: rowMajor([columns]), value: reducedOf("f32") },
      ],
    });
    const program = builder.build();
    const inputs = allocate(program.inputs, (_, index) => ((index * 0.618) % 1) + 0.25);
    const outputs = allocate(program.outputs, () => 7);
    const executable = wasm.backend.compile(program);
    executable.run(inputs, outputs);
    executable.release?.();
    for (const [column, sum] of outputs[0]!.entries()) {
      let exact = 0;
      for (let row = 0; row < rows; row++) exact += inputs[0]![row * columns + column]!;
      expect(Math.abs(sum - exact) / exact).toBeLessThan(1e-6);
    }
  });
});
