/** The gradient checker catches what is wrong, lets pass what is right, and says what it saw; knows no internals. */

import * as fc from "fast-check";
import { type Tensor, tensor, ValueError } from "microml";
import { type CheckOptions, checkGradients, GradientCheckError, gradientProperty } from "microml/check";
import { installMatchers } from "microml/check/vitest";
import { beforeAll, describe, expect, test } from "vitest";
import { type Forward, withGradient } from "./loose.ts";
import { mutants } from "./mutants.ts";
import { rightGradients } from "./right-gradients.ts";

beforeAll(() => installMatchers(expect));

/** The report of a check that has to fail. */
function failureOf(fn: Forward, options: CheckOptions): GradientCheckError {
  try {
    checkGradients(fn as unknown as (...args: never[]) => never, { seed: 7, ...options });
  } catch (error) {
    if (error instanceof GradientCheckError) return error;
    throw error;
  }
  throw new Error("the check passed");
}

describe("negative control", () => {
  test("there are at least 40 mutants, all of them different", () => {
    expect(new Set(mutants.map(([name]) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(40);
  });

  test.each(mutants)("catches %s", (_name, inputs, forward, backward) => {
    const { fault } = failureOf(withGradient(forward, backward), {
      inputs,
      runs: 40,
      smallest: 1,
      dtype: "f64",
    });
    // Caught by its derivative, or by a cotangent of the wrong shape: not by a chance fault of the mutant's own code.
    if (fault.kind === "thrown") expect(fault.error.message).toMatch(/the cotangent of argument \d is \[/);
    else expect(["derivative", "forward", "not finite"]).toContain(fault.kind);
  });

  test.each(mutants)("lets pass the function of %s", (_name, inputs, forward) => {
    const fn = forward as unknown as (...args: never[]) => never;
    expect(checkGradients(fn, { inputs, runs: 3, seed: 3 }).runs).toBe(3);
  });
});

const runsEach = 1000 / rightGradients.length;

test.each(rightGradients)(`no false alarm in ${runsEach} runs: %s`, (_name, fn, options) => {
  const result = checkGradients(fn as unknown as (...args: never[]) => never, {
    ...options,
    runs: runsEach,
    seed: 11,
  });
  expect(result.runs).toBe(runsEach);
});

describe("the report", () => {
  const halved = withGradient(
    (x) => x.square(),
    (ct, x) => [ct.mul(x)],
  );
  const doubled = withGradient(
    (x, b) => x.mul(b),
    (ct, x, b) => [ct.mul(b), ct.mul(x).mean(0)],
  );

  test("names shapes, input, both derivatives, direction, cause and replay", () => {
    const { message } = failureOf(halved, { inputs: [["n"]], name: "halved" });
    expect(message).toContain("checkGradients(halved): the gradient is wrong");
    for (const label of ["shapes", "input 1", "analytic 1", "numeric 1", "direction", "along it", "replay"])
      expect(message).toContain(`\n  ${label}`);
    expect(message).toContain("likely input 1: too small by a factor of two");
  });

  test("shrinks to one element at the simplest place", () => {
    const { sample } = failureOf(halved, { inputs: [["n"]] });
    expect(sample.inputs.map(({ shape }) => shape)).toEqual([[1]]);
    expect(sample.inputs[0]!.data[0]).toBeCloseTo(1, 1);
  });

  test("replays from seed and path to the same point", () => {
    const { seed, path, sample } = failureOf(halved, { inputs: [["n"]] });
    const again = failureOf(halved, { inputs: [["n"]], seed: seed!, path: path! });
    expect(again.sample).toEqual(sample);
  });

  test.each<readonly [string, Forward, CheckOptions]>([
    [
      'too small by "batch" = 2 (a mean where a sum belongs',
      doubled,
      { inputs: [["batch", 3], [3]], smallest: 1 },
    ],
    [
      "a wrong sign",
      withGradient(
        (x) => x.exp(),
        (ct, x) => [ct.mul(x.exp()).neg()],
      ),
      { inputs: [["n"]] },
    ],
    [
      "missing sum over a broadcast axis",
      withGradient(
        (x, b) => x.add(b),
        (ct) => [ct, ct],
      ),
      { inputs: [["batch", 3], [3]] },
    ],
    [
      "it is the gradient of input 2",
      withGradient(
        (a, b) => a.mul(b),
        (ct, a, b) => [ct.mul(a), ct.mul(b)],
      ),
      { inputs: [["n"], ["n"]] },
    ],
    [
      "exchanged (a transposed operand)",
      withGradient(
        (x) => x.transpose(),
        (ct) => [ct],
      ),
      { inputs: [["n", "n"]] },
    ],
    [
      "no derivative arrives",
      withGradient(
        (x) => x.exp(),
        () => [null],
      ),
      { inputs: [["n"]] },
    ],
    [
      "the first derivative is not made of tensor ops",
      withGradient(
        (x) => x.sin(),
        (ct, x) => [ct.mul(x.cos().detach())],
      ),
      { inputs: [["n"]] },
    ],
    ["likely a missing guard", (x) => x!.log(), { inputs: [["n"]] }],
  ])("finds the cause: %s", (cause, fn, options) => {
    expect(failureOf(fn, options).message).toContain(cause);
  });
});

test("an executor that is off in f32 is named, with the element", () => {
  const drifting = (x: Tensor<["n"]>): Tensor<["n"]> => x.mul(x.dtype === "f32" ? 1.01 : 1);
  const { message, fault } = failureOf(drifting as unknown as Forward, { inputs: [["n"]] });
  expect(fault.kind).toBe("executor");
  expect(message).toMatch(/^checkGradients\(drifting\): \S+ in f32 is off in the value\n/);
  expect(message).toMatch(/\n {2}element {4}0: 1\.01\d*, in f64 1\.00\d*\n/);
});

test("a point that is not smooth is reported as such", () => {
  const kinks = {
    inputs: [{ shape: ["n"], domain: { low: -1e-5, high: 1e-5 } }],
    runs: 20,
    seed: 5,
  } as const;
  const always = { ...kinks, inputs: [{ shape: [2], domain: { low: -1e-9, high: 1e-9 } }] } as const;
  expect(() => checkGradients((x) => x.abs(), always)).toThrow(/none of 20 points is smooth/);
  const { nonSmooth } = checkGradients((x) => x.abs(), kinks);
  expect(nonSmooth.length).toBeGreaterThan(0);
  expect(nonSmooth[0]!.left).not.toBeCloseTo(nonSmooth[0]!.right, 1);
});

test("zero sizes are drawn, and pass", () => {
  const seen = new Set<number>();
  const spy = (x: Tensor<["n"], "f64">): Tensor<["n"], "f64"> => {
    seen.add(x.size);
    return x.square();
  };
  checkGradients(spy, { inputs: [["n"]], runs: 60, seed: 2, dtype: "f64" });
  expect([...seen].sort()).toEqual([0, 1, 2, 3]);
});

test("indices are drawn below the size they point into", () => {
  const inputs = [["rows", 2], { shape: ["n"], below: "rows" }] as const;
  expect(checkGradients((table, ids) => table.take(ids, 0).square(), { inputs, runs: 30 }).runs).toBe(30);
});

test("a function that reads values is built anew at every point", () => {
  const shifted = (x: Tensor<[2], "f64">): Tensor<[2], "f64"> =>
    x.mul(tensor([x.toArray()[0]! > 0 ? 2 : 3], { shape: [1], dtype: "f64" }));
  const inputs = [{ shape: [2], domain: { low: 0.5, high: 2 } }] as const;
  expect(checkGradients(shifted, { inputs, runs: 10, dtype: "f64" }).runs).toBe(10);
});

test("the bare property runs in a suite of one's own", () => {
  fc.assert(
    gradientProperty((x) => x.tanh(), { inputs: [["n"]] }),
    { numRuns: 10 },
  );
  const wrong = withGradient(
    (x) => x.tanh(),
    (ct) => [ct],
  );
  const property = gradientProperty(wrong as unknown as (...args: never[]) => never, { inputs: [["n"]] });
  expect(() => fc.assert(property, { numRuns: 50, seed: 1 })).toThrow(
    expect.objectContaining({ cause: expect.any(GradientCheckError) }),
  );
});

test("the matcher passes and fails with the report", () => {
  expect((x: Tensor<["n"], "f64">) => x.square()).toHaveCorrectGradients({
    inputs: [["n"]],
    runs: 5,
    dtype: "f64",
  });
  const wrong = withGradient(
    (x) => x.square(),
    (ct) => [ct],
  );
  expect(() => expect(wrong).toHaveCorrectGradients({ inputs: [["n"]], seed: 1 })).toThrow(/is wrong/);
  expect(wrong).not.toHaveCorrectGradients({ inputs: [["n"]], seed: 1 });
});

test.each([
  [{ runs: -1 }, "checkGradients: runs is -1, and has to be a whole number from 1 on"],
  [{ runs: 1.5 }, "checkGradients: runs is 1.5, and has to be a whole number from 1 on"],
  [{ seed: "a" }, 'checkGradients: the seed is the string "a", needs a whole number'],
  [{ dtype: "f16" }, 'checkGradients: the dtype is the string "f16", needs "f32" or "f64"'],
  [{ smallest: 4 }, "checkGradients: smallest is 4, and has to be at most largest, 3"],
  [{ largest: -1 }, "checkGradients: largest is -1, and has to be a whole number from 0 to 2^53"],
  [
    { inputs: ["n"] },
    'checkGradients: input 1 is the string "n", needs a shape of names and sizes (such as ["batch", 3])',
  ],
  [
    { inputs: [["n", -1]] },
    'checkGradients: input 1 is [n, -1], needs a shape of names and sizes (such as ["batch", 3])',
  ],
])("%j is refused before anything is drawn", (settings, message) => {
  const check = (): unknown => checkGradients((x) => x, { inputs: [["n"]], ...settings } as never);
  expect(check).toThrow(new ValueError(message));
});

test("what cannot be checked is refused in one line", () => {
  expect(() => checkGradients((x: Tensor<[2]>) => x, { inputs: [] })).toThrow(ValueError);
  expect(() => checkGradients((x) => x, { inputs: [["n"]], domain: { low: 1, high: 0 } })).toThrow(
    "checkGradients: the domain is 1 to 0, low has to be less",
  );
  expect(() => installMatchers({} as never)).toThrow(/needs vitest's expect/);
});
