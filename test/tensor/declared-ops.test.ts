/** What a declaration can say of an op beyond floats of known rank: axes in front, and element types. */

import {
  DTypeError,
  defineOp,
  grad,
  jit,
  ShapeError,
  type Tensor,
  tensor,
  vmap,
  where,
  zeros,
} from "microml";
import { checkGradients } from "microml/check";
import type { Equals } from "ts-toolbelt/out/Any/Equals.js";
import { describe, expect, test } from "vitest";

const project = defineOp({
  name: "project",
  shape: {
    takes: [
      ["...", "k"],
      ["k", "n"],
    ],
    gives: ["...", "n"],
  },
  forward: (x, w) => x.matmul(w),
});

const joined = defineOp({
  name: "joined",
  shape: { takes: [["..."], ["..."]], gives: ["..."] },
  forward: (x, y) => x.mul(y),
});

const pick = defineOp({
  name: "pick",
  shape: { takes: [["n", "k"], ["n"], ["n"]], gives: ["n"] },
  dtype: { takes: ["float", "i32", "bool"], gives: "float" },
  forward: {
    host: ([table, chosen, kept], output, { inputs }) => {
      const [, width] = inputs[0] as [number, number];
      for (let at = 0; at < output.length; at++)
        output[at] = kept![at] === 1 ? table![at * width + (Math.abs(chosen![at]!) % width)]! : 0;
    },
  },
  gradient: (cotangent, table, chosen, kept) => {
    const width: number = Number(table.shape[1]);
    const at = chosen.abs().sub(chosen.abs().cast("f32").div(width).floor().cast("i32").mul(width));
    const row = at.oneHot(width).cast(table.dtype);
    return [row.mul(kept.cast(table.dtype).mul(cotangent).expandDims(-1)), null, null];
  },
});

const count = defineOp({
  name: "count",
  shape: { takes: [["..."]], gives: [] },
  dtype: { takes: ["bool"], gives: "i32" },
  forward: (x) => x.cast("i32").sum(),
});

describe("axes in front", () => {
  test("are any, the same in all arguments, and come back in the result", () => {
    const w = zeros([3, 5]);
    const y = project(zeros([2, 4, 3]), w);
    expect(y.shape).toEqual([2, 4, 5]);
    expect(1 satisfies Equals<typeof y, Tensor<[2, 4, 5]>>).toBe(1);
    const row: Tensor<[5]> = project(zeros([3]), w);
    expect(row.shape).toEqual([5]);
    const named = jit((x: Tensor<["batch", 7, 3]>) => project(x, w))(zeros([2, 7, 3]));
    expect(1 satisfies Equals<typeof named, Tensor<[2, 7, 5]>>).toBe(1);
    const scalar: Tensor<[]> = joined(tensor(2), tensor(3));
    expect(scalar.item()).toBe(6);
    expect(vmap((x: Tensor<[2, 3]>) => project(x, w))(zeros([4, 2, 3])).shape).toEqual([4, 2, 5]);
  });

  test("that do not fit are one line, from the compiler and when it runs", () => {
    // @ts-expect-error project: "k" is 4 in argument 1 but 3 in argument 2
    expect(() => project(zeros([2, 4]), zeros([3, 5]))).toThrow(
      new ShapeError('project: "k" is 4 in argument 1 but 3 in argument 2'),
    );
    // @ts-expect-error project: argument 1 is [], expected [..., k] (rank 0 < 1)
    expect(() => project(tensor(1), zeros([3, 5]))).toThrow(
      "project: argument 1 is [], expected [..., k] (rank 0 < 1)",
    );
    // @ts-expect-error joined: "..." is [2, 3] in argument 1 but [3] in argument 2
    expect(() => joined(zeros([2, 3]), zeros([3]))).toThrow(
      'joined: "..." is [2, 3] in argument 1 but [3] in argument 2',
    );
  });

  test("are drawn by gradient checks", () => {
    expect(checkGradients(project, { runs: 10, seed: 1 }).runs).toBe(10);
  });
});

describe("element types", () => {
  const table = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const chosen = tensor([2, 0], { dtype: "i32" });
  const kept = tensor([1, 0], { dtype: "bool" });

  test("are declared for arguments and result", () => {
    const y = pick(table, chosen, kept);
    expect(1 satisfies Equals<typeof y, Tensor<[2]>>).toBe(1);
    expect(y.toArray()).toEqual([3, 0]);
    const doubles = pick(table.cast("f64"), chosen, kept);
    expect(1 satisfies Equals<typeof doubles, Tensor<[2], "f64">>).toBe(1);
    expect(doubles.dtype).toBe("f64");
    const step = jit((x: Tensor<[2, 3]>) => grad(pick(x, chosen, kept).sum(), x));
    expect(step(table).toArray()).toEqual([
      [0, 0, 1],
      [0, 0, 0],
    ]);
    const total = count(table.greater(2));
    expect(1 satisfies Equals<typeof total, Tensor<[], "i32">>).toBe(1);
    expect(total.item()).toBe(4);
  });

  test("that do not fit are one line, from the compiler and when it runs", () => {
    // @ts-expect-error pick: argument 2 is f32, expected i32 (cast it with .cast("i32"))
    expect(() => pick(table, zeros([2]), kept)).toThrow(
      new DTypeError('pick: argument 2 is f32, expected i32 (cast it with .cast("i32"))'),
    );
    // @ts-expect-error pick: needs f32 or f64, got i32 (cast it with .cast("f32"))
    expect(() => pick(table.cast("i32"), chosen, kept)).toThrow("pick: needs f32 or f64, got i32");
  });

  test("are declared for scalar kernels too, which broadcast", () => {
    const gate = defineOp({
      name: "gate",
      dtype: { takes: ["float", "bool", "i32"], gives: "float" },
      forward: { scalar: (x, open, times) => where(open, x.mul(times.cast(x.dtype)), x.mul(0)) },
    });
    const y = gate(table, tensor([true, false, true]), tensor([[2], [3]], { dtype: "i32" }));
    expect(1 satisfies Equals<typeof y, Tensor<[2, 3]>>).toBe(1);
    expect(y.toArray()).toEqual([
      [2, 0, 6],
      [12, 0, 18],
    ]);
    // @ts-expect-error gate: argument 2 is f32, expected bool (cast it with .cast("bool"))
    expect(() => gate(table, zeros([3]), chosen)).toThrow(
      'gate: argument 2 is f32, expected bool (cast it with .cast("bool"))',
    );
    expect(checkGradients(gate, { runs: 10, seed: 1 }).runs).toBe(10);
    const above = defineOp({
      name: "above",
      dtype: { takes: ["float", "float"], gives: "bool" },
      forward: { scalar: (x, y) => x.greater(y) },
    });
    const bits = above(table, tensor([2, 2, 9]));
    expect(1 satisfies Equals<typeof bits, Tensor<[2, 3], "bool">>).toBe(1);
    expect(bits.dtype).toBe("bool");
  });

  test("go into gradient checks, where whole numbers have no derivative", () => {
    expect(checkGradients(pick, { runs: 10, seed: 1, smallest: 1 }).runs).toBe(10);
    const eager = defineOp({
      name: "eager",
      shape: { takes: [["n"], ["n"]], gives: ["n"] },
      dtype: { takes: ["float", "i32"], gives: "float" },
      forward: (x, at) => x.mul(at.cast("f32")),
      // @ts-expect-error eager: argument 2 is i32 and has no derivative (return null for it)
      gradient: (cotangent) => [cotangent, cotangent],
    });
    const x = tensor([1, 2]);
    expect(() => grad(eager(x, tensor([1, 2], { dtype: "i32" })).sum(), x)).toThrow(
      "eager: argument 2 is i32 and has no derivative (return null for it)",
    );
  });
});

describe("declarations", () => {
  const shape = { takes: [["n"]], gives: ["n"] } as const;

  test("whose results do not follow from the arguments are refused", () => {
    // @ts-expect-error odd: forward gives i32, declared as f32
    const odd = defineOp({ name: "odd", shape, forward: (x) => x.cast("i32") });
    expect(() => odd(tensor([1]))).toThrow("odd: forward gives i32, declared as f32");
    const whole = { takes: ["i32"], gives: "float" } as const;
    // @ts-expect-error odd: gives "float", which no argument has (name f32 or f64)
    expect(() => defineOp({ name: "odd", shape, dtype: whole, forward: (x) => x.cast("f32") })).toThrow(
      'odd: gives "float", which no argument has (name f32 or f64)',
    );
    const two = { takes: ["f32", "f32"], gives: "f32" } as const;
    // @ts-expect-error odd: dtype takes 2 arguments, shape takes 1
    expect(() => defineOp({ name: "odd", shape, dtype: two, forward: (x) => x })).toThrow(
      "odd: dtype takes 2 arguments, shape takes 1",
    );
    const unknown = { takes: ["f16" as "f32"], gives: "f32" } as const;
    expect(() => defineOp({ name: "odd", shape, dtype: unknown, forward: (x) => x })).toThrow(
      'odd: dtype is the string "f16", needs "float", "f32", "f64", "i32" or "bool"',
    );
    const late = { takes: [["n", "..."]], gives: ["n"] } as const;
    // @ts-expect-error odd: "..." stands behind other axes in [n, ...], has to come first
    expect(() => defineOp({ name: "odd", shape: late, forward: (x) => x.sum(1) })).toThrow(
      'odd: "..." stands behind other axes in [n, ...], has to come first',
    );
  });
});
