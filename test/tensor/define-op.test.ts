/** Ops of one's own: typed shapes, all three kinds of forward, gradients, jit and errors that name them. */

import {
  DTypeError,
  defineOp,
  grad,
  jit,
  ShapeError,
  type Tensor,
  tensor,
  ValueError,
  vmap,
  zeros,
} from "microml";
import { checkGradients } from "microml/check";
import type { Equals } from "ts-toolbelt/out/Any/Equals.js";
import { describe, expect, test } from "vitest";

const dense = defineOp({
  name: "dense",
  shape: {
    takes: [
      ["n", "k"],
      ["k", "m"],
    ],
    gives: ["n", "m"],
  },
  forward: (x, w) => x.matmul(w).tanh(),
});

const gated = defineOp({
  name: "gated",
  forward: { scalar: (x: Tensor<[]>, gate: Tensor<[]>) => x.mul(gate.sigmoid()).add(1) },
});

const halves = defineOp({
  name: "halves",
  shape: { takes: [["n"]], gives: ["n"] },
  forward: (x) => x.mul(0.5),
  gradient: (cotangent) => [cotangent.mul(7)],
});

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

describe("types", () => {
  test("names are bound at each call", () => {
    const y = dense(x, zeros([3, 4]));
    expect(y.shape).toEqual([2, 4]);
    expect(1 satisfies Equals<typeof y, Tensor<[2, 4]>>).toBe(1);
    const wide = dense(zeros([2, 3], { dtype: "f64" }), zeros([3, 4], { dtype: "f64" }));
    expect(wide.dtype).toBe("f64");
    expect(1 satisfies Equals<typeof wide, Tensor<[2, 4], "f64">>).toBe(1);
  });

  test("scalar kernels broadcast", () => {
    const y = gated(x, tensor([0, 0, 0]));
    expect(1 satisfies Equals<typeof y, Tensor<[2, 3]>>).toBe(1);
    expect(y.toArray()).toEqual([
      [1.5, 2, 2.5],
      [3, 3.5, 4],
    ]);
  });

  test("a wrong call is a compile error with the op's name, and an error when it runs", () => {
    // @ts-expect-error dense: "k" is 3 in argument 1 but 2 in argument 2
    expect(() => dense(x, zeros([2, 4]))).toThrow(
      new ShapeError('dense: "k" is 3 in argument 1 but 2 in argument 2'),
    );
    // @ts-expect-error dense: argument 1 is [3], expected [n, k] (rank 1 ≠ 2)
    expect(() => dense(zeros([3]), zeros([3, 4]))).toThrow(
      "dense: argument 1 is [3], expected [n, k] (rank 1 ≠ 2)",
    );
    // @ts-expect-error dense: needs f32 or f64, got i32 (cast it with .cast("f32"))
    expect(() => dense(zeros([2, 3], { dtype: "i32" }), zeros([3, 4]))).toThrow(DTypeError);
    // @ts-expect-error dense: dtypes differ, f32 and f64 (cast one side with .cast("f32"))
    expect(() => dense(x, zeros([3, 4], { dtype: "f64" }))).toThrow("dense: dtypes differ, f32 and f64");
    // @ts-expect-error gated: shapes do not broadcast, [2, 3] and [2] (3 ≠ 2 at axis -1)
    expect(() => gated(x, zeros([2]))).toThrow(
      "gated: shapes do not broadcast, [2, 3] and [2] (3 ≠ 2 at axis -1)",
    );
    // @ts-expect-error one argument is missing
    expect(() => dense(x)).toThrow("dense: expected 2 tensors, got 1");
  });
});

describe("values and gradients", () => {
  test("a composition runs in jit as outside, fused with what is around it", () => {
    const w = tensor([[1], [0], [-1]]);
    const step = jit((a: Tensor<["n", 3]>) => dense(a, w).mul(2));
    expect(step(x).toArray()).toEqual(dense(x, w).mul(2).toArray());
  });

  test("a declared gradient takes the place of the op's own", () => {
    const v = tensor([1, 2]);
    expect(grad(halves(v).sum(), v).toArray()).toEqual([7, 7]);
    const slope = jit((a: Tensor<[2]>) => grad(halves(a).sum(), a));
    expect(slope(v).toArray()).toEqual([7, 7]);
    expect(vmap((row: Tensor<[3]>) => halves(row))(x).toArray()).toEqual([
      [0.5, 1, 1.5],
      [2, 2.5, 3],
    ]);
  });

  test("a scalar kernel keeps zero sizes and takes a gradient of one element", () => {
    const clipped = defineOp({
      name: "clipped",
      forward: { scalar: (v: Tensor<[]>) => v.mul(3) },
      gradient: (cotangent) => [cotangent.minimum(1)],
    });
    expect(clipped(zeros([0, 2])).shape).toEqual([0, 2]);
    expect(grad(clipped(x).mul(5).sum(), x).toArray()).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
  });
});

describe("checked gradients", () => {
  test.each([
    ["composition", dense],
    ["scalar kernel", gated],
  ])("of a %s, from its own declaration", (_kind, op) => {
    expect(checkGradients(op, { runs: 20, seed: 1 }).runs).toBe(20);
  });

  test("a wrong declared gradient is found, under the op's name", () => {
    expect(() => checkGradients(halves, { runs: 20, seed: 1 })).toThrow(
      /checkGradients\(halves\): the gradient is wrong[\s\S]*a constant factor of 14/,
    );
  });
});

describe("declarations", () => {
  const shape = { takes: [["n"]], gives: ["n"] } as const;

  test("that are none are refused", () => {
    // @ts-expect-error defineOp: needs a name, got the string ""
    expect(() => defineOp({ name: "", shape, forward: (a) => a })).toThrow(ValueError);
    const nowhere = { takes: [["n"]], gives: ["m"] } as const;
    // @ts-expect-error odd: gives "m", which no argument has
    expect(() => defineOp({ name: "odd", shape: nowhere, forward: (a) => a })).toThrow(
      'odd: gives "m", which no argument has',
    );
    expect(() => defineOp({ name: "odd", shape, forward: 3 as never })).toThrow(
      "odd: forward is a function, { scalar } or { host }, got the number 3",
    );
  });

  test("a forward of another shape and a gradient of another shape are told at the call", () => {
    // @ts-expect-error short: forward gives [], declared as [n]
    const short = defineOp({ name: "short", shape, forward: (a) => a.sum() });
    expect(() => short(tensor([1, 2]))).toThrow("short: forward gives [], declared as [2]");
    // @ts-expect-error flat: the cotangent of argument 1 is [] f32, and has to be [n] f32
    const flat = defineOp({ name: "flat", shape, forward: (a) => a, gradient: (ct) => [ct.sum()] });
    const v = tensor([1, 2]);
    expect(() => grad(flat(v).sum(), v)).toThrow(
      "flat: the cotangent of argument 1 is [] f32, and has to be [2] f32",
    );
    const none = defineOp({ name: "none", shape, forward: (a) => a, gradient: () => [] as never });
    expect(() => grad(none(v).sum(), v)).toThrow(
      "none: gradient has to return a list of 1 (a cotangent for each argument), got 0",
    );
  });
});
