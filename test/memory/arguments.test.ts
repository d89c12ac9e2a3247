/** Arguments of jitted functions, given again and again in any order, are read as they are at that call. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { growHeap } from "../../src/runtime/index.ts";
import { jit, parameter, tensor, type Untyped } from "../tensor/untyped.ts";

test("tensors and updated parameters in any order, with the memory growing in between", () => {
  const size = 40;
  const numbers = (from: number): number[] => Array.from({ length: size }, (_, at) => from + at);
  const call = fc.record({ left: fc.nat(3), right: fc.nat(3), grows: fc.boolean() });
  const property = fc.property(fc.array(call, { minLength: 1, maxLength: 12 }), (calls) => {
    configure({ backend: "wasm" });
    const weight = parameter(tensor(numbers(0)));
    const given: Untyped[] = [tensor(numbers(10)), tensor(numbers(200)).mul(2), weight, weight];
    const values = [numbers(10), numbers(200).map((value) => 2 * value), numbers(0), numbers(0)];
    const step = jit((left: Untyped, right: Untyped) => {
      weight.assign(weight.add(1));
      return left.sub(right.mul(3));
    });
    for (const { left, right, grows } of calls) {
      if (grows) growHeap(1);
      const expected = values[left]!.map((value, at) => value - 3 * values[right]![at]!);
      expect(step(given[left]!, given[right]!).toArray()).toEqual(expected);
      values[2] = values[3] = values[2]!.map((value) => value + 1);
      expect(weight.toArray()).toEqual(values[2]);
    }
  });
  fc.assert(property, { numRuns: 100 });
  configure({ backend: "auto" });
});
