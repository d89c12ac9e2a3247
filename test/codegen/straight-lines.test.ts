/** Programs without loops: chunks, state, run-time positions, dead values, and what counts as small. */

import { describe, expect, it } from "vitest";
import { countOperations, loopedBackend, unrolledBackend } from "../../src/codegen/javascript/index.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import type { Scalar } from "../../src/kernel/scalar.ts";
import { accessOf, apply, constant, ProgramBuilder, reducedOf, rowMajor } from "./program-builder.ts";
import { expectAgreement, unrolled } from "./sites.ts";

function check(program: KernelProgram): void {
  const values = program.inputs.map(({ length }, slot) =>
    Array.from({ length }, (_, index) => (((index + 1) * 7919 + slot * 104_729) % 2003) / 1001.5 - 1),
  );
  expectAgreement(unrolled, program, values);
}

/** Layers of tanh(weights·x) over `width` values, every layer read again at the end, then weights ← 0.9·weights. */
function layeredProgram(width: number, layers: number): KernelProgram {
  const builder = new ProgramBuilder();
  const weights = builder.input("f32", width * width);
  const access = rowMajor([width]);
  let buffer = builder.input("f32", width);
  const all: Scalar[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const matrix = builder.load(weights, rowMajor([width, width]));
    const vector = builder.load(buffer, accessOf([width, width], [0, 1]));
    const value = apply("mul", "f32", matrix, vector);
    buffer = builder.arena("f32", width);
    builder.add({
      ...{ kind: "loop", space: [width], reduction: { op: "sum", dtype: "f32", space: [width], value } },
      stores: [{ buffer, access, value: apply("tanh", "f32", reducedOf("f32")) }],
    });
    all.push(builder.load(buffer, access));
  }
  const total = all.reduce((sum, scalar) => apply("add", "f32", sum, scalar));
  const positive = apply("less", "bool", constant(0, "f32"), total);
  builder.loop([width], { buffer: builder.output("f32", width), access, value: total });
  builder.loop([width], { buffer: builder.output("bool", width), access, value: positive });
  builder.startCommit();
  const flat = rowMajor([width * width]);
  const decayed = apply("mul", "f32", builder.load(weights, flat), constant(0.9, "f32"));
  builder.loop([width * width], { buffer: weights, access: flat, value: decayed });
  return builder.build();
}

describe("straight lines", () => {
  it("are cut into functions of bounded size that hand values over", () => {
    const program = layeredProgram(12, 16);
    expect(countOperations(program)).toBeGreaterThan(3000);
    const { source } = unrolledBackend.compile(program);
    const lengths = source.split(/^function /m).map((part) => part.split("\n").length);
    expect(source.match(/^function chunk/gm)!.length).toBeGreaterThan(3);
    expect(Math.max(...lengths)).toBeLessThan(1100);
    expect(source).toContain("spill[");
    check(program);
  });

  it("hand over truth values and inputs that are overwritten later", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([1]);
    const state = builder.input("f64", 1);
    const old = builder.load(state, access);
    const isNegative = builder.arena("bool", 1);
    builder.loop([1], { buffer: isNegative, access, value: apply("less", "bool", old, constant(0)) });
    let long = old;
    for (let kernel = 0; kernel < 15; kernel++) {
      for (let count = 0; count < 100; count++) long = apply("sin", "f64", apply("add", "f64", long, old));
      const part = builder.arena("f64", 1);
      builder.loop([1], { buffer: part, access, value: long });
      long = builder.load(part, access);
    }
    builder.loop([1], { buffer: builder.output("f64", 1), access, value: long });
    const chosen = apply("select", "f64", builder.load(isNegative, access), long, old);
    builder.startCommit();
    builder.loop([1], { buffer: state, access, value: apply("mul", "f64", chosen, constant(2)) });
    const program = builder.build();
    expect(unrolledBackend.compile(program).source).toContain("spill[");
    for (const start of [-0.75, 0.75]) expectAgreement(unrolled, program, [[start]]);
  });

  it("see the new value of a state after it was stored, and the old one before", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([2]);
    const [state, other] = [builder.input("f64", 2), builder.input("f64", 2)];
    builder.startCommit();
    const doubled = apply("mul", "f64", builder.load(state, access), constant(2));
    builder.loop([2], { buffer: state, access, value: doubled });
    const reversed = builder.load(state, accessOf([2], [-1], 1));
    builder.loop([2], {
      buffer: other,
      access,
      value: apply("add", "f64", reversed, builder.load(other, access)),
    });
    check(builder.build());
  });

  it("keep real memory only for buffers with run-time positions", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([4]);
    const numbers = builder.load(builder.input("f64", 4), access);
    const [table, plain] = [builder.arena("f64", 4), builder.arena("f64", 4)];
    builder.loop([4], { buffer: plain, access, value: apply("exp", "f64", numbers) });
    builder.loop([4], { buffer: table, access, value: apply("sin", "f64", builder.load(plain, access)) });
    const position = builder.load(builder.input("i32", 4), access);
    const fault = builder.fault("gather", 4);
    const value: Scalar = {
      ...{ kind: "gather", dtype: "f64", buffer: table, access: accessOf([4], [0]), position },
      ...{ stride: 1, limit: 4, fault },
    };
    builder.loop([4], { buffer: builder.output("f64", 4), access, value });
    const program = builder.build();
    const { source } = unrolledBackend.compile(program);
    expect(source).toContain(`memory${table}[`);
    expect(source).not.toContain(`memory${plain}[`);
    expectAgreement(unrolled, program, [
      [0.5, 1, 1.5, 2],
      [3, 0, 3, 1],
    ]);
  });

  it("leave out what nobody reads", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([3]);
    const load = builder.load(builder.input("f64", 3), access);
    builder.loop([3], { buffer: builder.arena("f64", 3), access, value: apply("tanh", "f64", load) });
    builder.loop([3], { buffer: builder.output("f64", 3), access, value: apply("exp", "f64", load) });
    const program = builder.build();
    expect(unrolledBackend.compile(program).source).not.toContain("tanh");
    check(program);
  });

  it("fold what is known and read each input once", () => {
    const builder = new ProgramBuilder();
    const access = rowMajor([3]);
    const load = builder.load(builder.input("f64", 1), accessOf([3], [0]));
    const known = apply("add", "f64", constant(2), constant(3));
    builder.loop([3], { buffer: builder.output("f64", 3), access, value: apply("mul", "f64", load, known) });
    const { source } = unrolledBackend.compile(builder.build());
    expect(source.match(/input0\[0\]/g)).toHaveLength(1);
    expect(source).toContain("* 5");
  });

  it("are for small programs", () => {
    const most = loopedBackend.straightUpTo;
    expect(countOperations(layeredProgram(4, 4))).toBeLessThan(most);
    expect(countOperations(layeredProgram(12, 40))).toBeGreaterThan(most);
    const builder = new ProgramBuilder();
    const [left, right] = [builder.input("f32", 6), builder.input("f32", 12)];
    builder.add({
      ...{ kind: "contraction", dtype: "f32", space: [2, 4], depth: 3 },
      left: { buffer: left, access: rowMajor([2, 3]) },
      right: { buffer: right, access: rowMajor([3, 4]) },
      stores: [{ buffer: builder.output("f32", 8), access: rowMajor([2, 4]), value: reducedOf("f32") }],
    });
    expect(countOperations(builder.build())).toBe(2 * 4 * (2 * 3 + 1));
  });
});
