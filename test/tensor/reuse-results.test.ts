/** Results that last until the next call: the same numbers, told apart when it is too late, and no memory beyond theirs. */

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { configure, GraphError, jit as typedJit } from "../../src/index.ts";
import { growHeap, theHeap } from "../../src/runtime/index.ts";
import { executors } from "../setup/executors.ts";
import { parameter, tensor, type Untyped } from "./untyped.ts";

type Call = (...given: readonly Untyped[]) => Untyped;

const jit = (fn: Call): Call => typedJit(fn as never, { reuseResults: true }) as unknown as Call;

const late =
  "this tensor was written over by the next call of the jit function that returned it (read it before, or leave out reuseResults)";

const numbers = (size: number, from: number): number[] => Array.from({ length: size }, (_, at) => from + at);

describe.each([...executors, "auto"] as const)("on %s", (backend) => {
  test("calls of any shapes, fed with fresh tensors or with the result before, give what they should", () => {
    const call = fc.record({
      size: fc.integer({ min: 0, max: 40 }),
      feedsBack: fc.boolean(),
      grows: fc.boolean(),
    });
    const property = fc.property(fc.array(call, { minLength: 1, maxLength: 12 }), (calls) => {
      configure({ backend });
      const step = jit((x, y) => x.flip(0).sub(y.mul(3)));
      let before: { result: Untyped; values: number[] } | null = null;
      for (const [turn, { size, feedsBack, grows }] of calls.entries()) {
        if (grows && backend === "wasm") growHeap(1);
        const feeds = feedsBack && before !== null;
        const values: number[] = feeds ? before!.values : numbers(size, turn);
        const x = feeds ? before!.result : tensor(values);
        const others = numbers(values.length, 2 * turn);
        const result = step(x, tensor(others));
        const expected = values.toReversed().map((value, at) => value - 3 * others[at]!);
        expect(result.toArray()).toEqual(expected);
        if (before !== null) expect(() => before!.result.toArray()).toThrow(new GraphError(late));
        before = { result, values: expected };
      }
      expect(before!.result.toArray()).toEqual(before!.values);
    });
    fc.assert(property, { numRuns: 40 });
    configure({ backend: "auto" });
  });

  test("what was made of a result in time stays, what reads it too late is refused", () => {
    configure({ backend });
    const step = jit((x) => x.add(1));
    const first = step(tensor([1, 2]));
    const copy = parameter(first);
    const assigned = parameter(tensor([0, 0]));
    assigned.assign(first as never);
    const ready = first.mul(10);
    expect(ready.toArray()).toEqual([20, 30]);
    const pending = first.mul(100);
    step(tensor([5, 6]));
    expect(copy.toArray()).toEqual([2, 3]);
    expect(assigned.toArray()).toEqual([2, 3]);
    expect(ready.toArray()).toEqual([20, 30]);
    expect(() => pending.toArray()).toThrow(new GraphError(late));
    expect(() => step(first)).toThrow(new GraphError(late));
    expect(String(first)).toBe("Tensor [2] f32 (written over)");
    expect(first.shape).toEqual([2]);
    configure({ backend: "auto" });
  });

  test("a call that refuses its data leaves the function as good as before", () => {
    configure({ backend });
    const table = tensor([10, 20, 30]);
    const pick = jit((at) => table.take(at).mul(2));
    const indices = (...values: number[]): Untyped => tensor(values, { dtype: "i32" });
    expect(pick(indices(0, 2)).toArray()).toEqual([20, 60]);
    expect(() => pick(indices(1, 7))).toThrow("take: index 7 is out of range for an axis of size 3");
    expect(pick(indices(1, 1)).toArray()).toEqual([40, 40]);
    configure({ backend: "auto" });
  });
});

test("calls in one go take no memory beyond the first", () => {
  configure({ backend: "wasm" });
  const step = jit((x) => x.mul(2));
  const turns = jit((x) => x.add(1));
  const x = tensor(numbers(50_000, 0));
  let y = turns(turns(turns(x)));
  step(x);
  const { usedBytes, totalBytes } = theHeap();
  for (let turn = 0; turn < 200; turn++) {
    step(x);
    y = turns(y);
  }
  expect(theHeap().usedBytes).toBe(usedBytes);
  expect(theHeap().totalBytes).toBe(totalBytes);
  expect(y.data().slice(0, 3)).toEqual(Float32Array.of(203, 204, 205));
  configure({ backend: "auto" });
});
