/** Refused positions stop a program with the user's own call named, before anything the caller sees has changed. */

import { describe, expect, it } from "vitest";
import { ValueError } from "../../src/base/errors.ts";
import type { KernelProgram } from "../../src/kernel/kernel.ts";
import { accessOf, apply, constant, guard, ProgramBuilder, rowMajor } from "./program-builder.ts";
import { sites, wasm } from "./sites.ts";

const hostileName = "'); process.exit(1); ('";
const origin = new Error("the user's call");

/** y[i] = x[position[i]] for three positions and five elements, then state ← 2·state. */
function gatherProgram(dtype: "i32" | "f32", isGuarded = false): KernelProgram {
  const builder = new ProgramBuilder();
  const table = builder.input("f32", 5);
  const position = builder.load(builder.input(dtype, 3), rowMajor([3]));
  const state = builder.input("f32", 2);
  builder.fault("elsewhere", 9);
  const fault = builder.fault(hostileName, 5, origin);
  const access = accessOf([3], [0]);
  const gathered = {
    kind: "gather",
    dtype: "f32",
    buffer: table,
    access,
    position,
    stride: 1,
    limit: 5,
    fault,
  } as const;
  const value = isGuarded ? guard(apply("add", "f32", gathered, constant(1, "f32")), [[0, 2]], -1) : gathered;
  builder.loop([3], { buffer: builder.output("f32", 3), access: rowMajor([3]), value });
  builder.startCommit();
  const double = apply("mul", "f32", builder.load(state, rowMajor([2])), constant(2, "f32"));
  builder.loop([2], { buffer: state, access: rowMajor([2]), value: double });
  return builder.build();
}

/** sums[position[i]] += 1 over four places, then state ← sums. */
function scatterProgram(): KernelProgram {
  const builder = new ProgramBuilder();
  const position = builder.load(builder.input("i32", 3), rowMajor([3]));
  const state = builder.input("f64", 4);
  const sums = builder.arena("f64", 4);
  builder.loop([4], { buffer: sums, access: rowMajor([4]), value: constant(0) });
  const fault = builder.fault("scatterAdd", 4, origin);
  builder.add({
    ...{ kind: "scatter", space: [3], dtype: "f64", buffer: sums, access: accessOf([3], [0]), position },
    ...{ stride: 1, limit: 4, fault, value: constant(1) },
  });
  builder.startCommit();
  builder.loop([4], { buffer: state, access: rowMajor([4]), value: builder.load(sums, rowMajor([4])) });
  return builder.build();
}

function catchError(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
}

describe.each(sites)("$name", ({ backend }) => {
  it.each([5, -1, 2 ** 31 - 1, -(2 ** 31)])("refuses the position %d", (bad) => {
    const { run, source } = backend.compile(gatherProgram("i32"));
    const inputs = [Float32Array.of(1, 2, 3, 4, 5), Int32Array.of(0, 4, bad), Float32Array.of(1, 2)];
    const error = catchError(() => run(inputs, [new Float32Array(3)]));
    expect(error).toBeInstanceOf(ValueError);
    expect((error as ValueError).message).toBe(
      `${hostileName}: index ${bad} is out of range for an axis of size 5`,
    );
    expect((error as ValueError).cause).toBe(origin);
    expect([...inputs[2]!]).toEqual([1, 2]);
    expect(source).not.toContain("process");
  });

  it.each([1.5, NaN, 5, -0.25, Infinity])("refuses the position %d among floats", (bad) => {
    const { run } = backend.compile(gatherProgram("f32"));
    const inputs = [Float32Array.of(1, 2, 3, 4, 5), Float32Array.of(bad, 4, 0), Float32Array.of(1, 2)];
    expect(() => run(inputs, [new Float32Array(3)])).toThrow(`index ${bad} is out of range`);
    expect([...inputs[2]!]).toEqual([1, 2]);
  });

  it("runs again after a refusal", () => {
    const { run } = backend.compile(gatherProgram("i32"));
    const [table, state, output] = [
      Float32Array.of(1, 2, 3, 4, 5),
      Float32Array.of(1, 2),
      new Float32Array(3),
    ];
    expect(() => run([table, Int32Array.of(0, 9, 0), state], [output])).toThrow(ValueError);
    run([table, Int32Array.of(4, 0, 2), state], [output]);
    expect([...output]).toEqual([5, 1, 3]);
    expect([...state]).toEqual([2, 4]);
  });

  it("does not look at positions outside a guard", () => {
    const { run } = backend.compile(gatherProgram("i32", true));
    const output = new Float32Array(3);
    run([Float32Array.of(1, 2, 3, 4, 5), Int32Array.of(4, 0, 99), Float32Array.of(1, 2)], [output]);
    expect([...output]).toEqual([6, 2, -1]);
  });

  it("adds up at equal positions and refuses bad ones", () => {
    const { run } = backend.compile(scatterProgram());
    const state = new Float64Array(4);
    run([Int32Array.of(2, 0, 2), state], []);
    expect([...state]).toEqual([1, 0, 2, 0]);
    const error = catchError(() => run([Int32Array.of(2, 4, 2), state], []));
    expect((error as Error).message).toBe("scatterAdd: index 4 is out of range for an axis of size 4");
    expect([...state]).toEqual([1, 0, 2, 0]);
    run([Int32Array.of(3, 3, 3), state], []);
    expect([...state]).toEqual([0, 0, 0, 3]);
  });
});

it("leaves state in the heap as it was, and the program ready for the next call", () => {
  const { heap, backend } = wasm;
  const { run } = backend.compile(gatherProgram("i32"));
  const owner = {};
  const start = heap.allocate(8, owner);
  heap.view("f32", start, 2).set([1, 2]);
  const table = Float32Array.of(1, 2, 3, 4, 5);
  const output = new Float32Array(3);
  const state = () => heap.view("f32", start, 2);
  expect(() => run([table, Int32Array.of(0, 9, 0), state()], [output])).toThrow(ValueError);
  expect([...state()]).toEqual([1, 2]);
  run([table, Int32Array.of(4, 0, 2), state()], [output]);
  expect([...output]).toEqual([5, 1, 3]);
  expect([...state()]).toEqual([2, 4]);
  heap.grow(1);
  run([table, Int32Array.of(4, 0, 2), state()], [output]);
  expect([...state()]).toEqual([4, 8]);
  heap.release(owner);
});
