/** Where memory ends: one line that says how much was asked for, and everything stays readable and usable. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { configure, ValueError } from "../../src/index.ts";
import { growHeap, replaceHeap, theHeap } from "../../src/runtime/index.ts";
import { jit, parameter, tensor, type Untyped, type UntypedParameter } from "../tensor/untyped.ts";

const pageBytes = 65_536;
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, (_, at) => at);
/** Compared as bytes: element by element takes seconds. */
const expectSame = (actual: { readonly buffer: ArrayBufferLike }, expected: Float32Array): void =>
  expect(Buffer.from(actual.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
const makeParameter = (count: number): UntypedParameter => parameter(tensor(numbers(count)));

/** A step that adds 1 to each parameter. */
const makeStep = (...held: readonly UntypedParameter[]) =>
  jit(() => {
    for (const each of held) each.assign(each.add(1));
  });

beforeEach(() => {
  configure({ backend: "wasm" });
  replaceHeap({ maximumPages: 8 });
});

afterEach(() => {
  replaceHeap({});
  configure({ backend: "auto" });
});

describe("where memory ends", () => {
  test("a step whose parameters do not fit says what it asked for and changes none of them", () => {
    const small = makeParameter(1000);
    const large = makeParameter(200_000);
    const step = makeStep(small, large);
    for (let turn = 0; turn < 2; turn++) {
      expect(step).toThrow(ValueError);
      expect(step).toThrow(
        /^out of memory: 800000 bytes asked for with \d+ in use of 524288 \(use smaller tensors\)$/,
      );
      expectSame(small.data(), numbers(1000));
      expectSame(large.data(), numbers(200_000));
    }
    configure({ backend: "javascript" });
    makeStep(small, large)();
    expectSame(
      small.data(),
      numbers(1000).map((value) => value + 1),
    );
    expectSame(
      large.data(),
      numbers(200_000).map((value) => value + 1),
    );
  });

  test("arguments that do not fit leave the parameters of the step, and the next call works", () => {
    const weight = makeParameter(10);
    const step = jit((x: Untyped) => {
      weight.assign(weight.add(x.sum()));
      return weight.mul(2);
    });
    step(tensor([1]));
    expect(() => step(tensor(numbers(150_000)))).toThrow(/^out of memory: 600000 bytes asked for/);
    expectSame(
      weight.data(),
      numbers(10).map((value) => value + 1),
    );
    expect(step(tensor([1])).data()).toEqual(numbers(10).map((value) => 2 * (value + 2)));
  });

  test("programs that do not fit leave nothing behind", () => {
    const x = tensor(numbers(60_000));
    const y = tensor(numbers(60_000));
    const before = theHeap().usedBytes;
    const product = x
      .reshape([300, 200])
      .matmul(y.reshape([200, 300]))
      .exp();
    expect(() => product.sum(0).add(product.sum(1)).toArray()).toThrow(/^out of memory: \d+ bytes asked for/);
    expect(theHeap().usedBytes).toBe(before);
    expectSame(x.data(), numbers(60_000));
    expect(
      x
        .slice([[0, 3]])
        .mul(2)
        .toArray(),
    ).toEqual([0, 2, 4]);
  });

  test("programs kept for later give their memory to those that need it now", () => {
    const x = tensor(numbers(30_000));
    for (let count = 1; count <= 12; count++) {
      const sums = x
        .slice([[count, 30_000]])
        .mul(2)
        .sum();
      expect(sums.item()).toBeCloseTo(30_000 * 29_999 - count * (count - 1), -3);
    }
    const weight = makeParameter(70_000);
    makeStep(weight)();
    expectSame(
      weight.data(),
      numbers(70_000).map((value) => value + 1),
    );
  });

  test("the whole of what is allowed can be used", () => {
    const heap = replaceHeap({ maximumPages: 8 });
    expect(heap.allocate(8 * pageBytes - 64, {})).toBe(64);
    expect(heap.totalBytes).toBe(8 * pageBytes);
    expect(() => growHeap(1)).toThrow("out of memory: 1 pages cannot be added");
  });
});

test("parameters follow the steps that use them from heap to heap", () => {
  replaceHeap({});
  const weight = makeParameter(300);
  const first = makeStep(weight);
  first();
  const old = theHeap();
  replaceHeap({ maximumPages: 16 });
  const second = makeStep(weight);
  for (const step of [second, first, second, second, first]) {
    step();
    growHeap(1);
  }
  expectSame(
    weight.data(),
    numbers(300).map((value) => value + 6),
  );
  expect(theHeap()).not.toBe(old);
});
