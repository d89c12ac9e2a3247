/** A temporary array is written over another of its size that is read for the last time, and nowhere else. */

import { expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { jit, tensor, type Untyped } from "../tensor/untyped.ts";

const size = 48;
const values = Float32Array.from({ length: size * size }, (_, at) => Math.sin(at));
const square = (): Untyped => tensor(values, { shape: [size, size] });
const arrayBytes = 4 * size * size;
const rowBytes = 4 * size;

/** The arena of a function's program, and its result beside the interpreter's. */
function run(fn: (x: Untyped) => Untyped): { arena: number; result: Float32Array; expected: Float32Array } {
  configure({ backend: "interpreter" });
  const expected = jit(fn)(square()).data() as Float32Array;
  configure({ backend: "wasm" });
  const compiled = jit(fn);
  const result = compiled(square()).data() as Float32Array;
  return { arena: Number(/arena: (\d+) bytes/.exec(compiled.explain())![1]), result, expected };
}

function expectClose(actual: Float32Array, expected: Float32Array): void {
  const worst = actual.reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at]!)), 0);
  expect(worst).toBeLessThan(1e-5);
}

test("a chain of softmaxes has one array of temporary memory, and one row", () => {
  const { arena, result, expected } = run((x) => x.softmax(1).softmax(0).softmax(1).softmax(0));
  expect(arena).toBe(arrayBytes + rowBytes);
  expectClose(result, expected);
});

test("what is read again later, or out of order, is not written over", () => {
  const { arena, result, expected } = run((x) => {
    const first = x.softmax(1);
    const second = first.transpose().softmax(1);
    return second.softmax(0).add(first).softmax(1);
  });
  expect(arena).toBeGreaterThanOrEqual(2 * arrayBytes);
  expectClose(result, expected);
});
