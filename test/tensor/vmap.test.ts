/** Functions over slices along any axis: types, values, empty batches and refusals. */

import { grad, jit, ShapeError, type Tensor, tensor, uniform, ValueError, vmap, zeros } from "microml";
import type { Equals } from "ts-toolbelt/out/Any/Equals.js";
import { describe, expect, test } from "vitest";

const numbers = (x: { data(): ArrayLike<number> } | undefined): number[] => Array.from(x!.data());
const cube = uniform([2, 3, 4], { seed: 1 });
const scaled = (x: Tensor<[2, 3]>, by: Tensor<[3]>) => x.mul(by).cumsum(0);

describe("axes", () => {
  test("of arguments and results can be any, negative ones from the end", () => {
    const by = uniform([5, 4, 3], { seed: 2 })
      .slice([[0, 1]])
      .reshape([4, 3]);
    const mapped = vmap(scaled, { axes: [-1, 0], outAxis: 1 })(cube, by);
    expect(1 satisfies Equals<typeof mapped, Tensor<[2, 4, 3]>>).toBe(1);
    expect(mapped.shape).toEqual([2, 4, 3]);
    const slices = [0, 1, 2, 3].map((at) =>
      scaled(cube.index([null, null, at]) as Tensor<[2, 3]>, by.index([at]) as Tensor<[3]>),
    );
    slices.forEach((slice, at) => {
      expect(numbers(mapped.index([null, at]))).toEqual(numbers(slice));
    });
    const shared = vmap(scaled, { axes: [2, null], outAxis: -1 })(cube, by.index([0]) as Tensor<[3]>);
    expect(1 satisfies Equals<typeof shared, Tensor<[2, 3, 4]>>).toBe(1);
    expect(numbers(shared.index([null, null, 0]))).toEqual(numbers(slices[0]));
  });

  test("differentiate, nest and compile like any other", () => {
    const step = jit((x: Tensor<[2, 3, 4]>) => {
      const inner = vmap((row: Tensor<[2]>) => row.square().sum(), { axes: [1] });
      const y = vmap((slice: Tensor<[2, 3]>) => inner(slice), { axes: [2], outAxis: 1 })(x);
      return { y, slope: grad(y.sum(), x) };
    });
    const { y, slope } = step(cube);
    expect(1 satisfies Equals<typeof y, Tensor<[3, 4]>>).toBe(1);
    expect(numbers(y)).toEqual(numbers(cube.square().sum(0)));
    expect(numbers(slope)).toEqual(numbers(cube.mul(2)));
  });

  test("may be empty, in the batch and in the slices", () => {
    expect(vmap((x: Tensor<[3]>) => x.sum())(zeros([0, 3])).shape).toEqual([0]);
    expect(vmap((x: Tensor<[0]>) => x.sum(), { axes: [1] })(zeros([0, 2])).toArray()).toEqual([0, 0]);
    expect(vmap((x: Tensor<[]>) => x.add(1), { axes: [-1], outAxis: -1 })(zeros([2])).toArray()).toEqual([
      1, 1,
    ]);
  });
});

test("a slice that is not what the function takes is a message of the compiler", () => {
  const double = vmap((x: Tensor<[3]>, by: Tensor<[]>) => x.mul(by), { axes: [1, null] });
  // @ts-expect-error vmap: a slice of argument 1 is [2], expected [3]
  expect(double(zeros([2, 4]), tensor(2)).shape).toEqual([4, 2]);
  // @ts-expect-error vmap: argument 1 is i32, expected f32 (cast it with .cast("f32"))
  expect(() => double(zeros([3, 4], { dtype: "i32" }), tensor(2))).toThrow("dtypes differ, i32 and f32");
  const named = jit((x: Tensor<["batch", 3]>) => vmap((row: Tensor<[3]>) => row.sum())(x));
  expect(1 satisfies Equals<ReturnType<typeof named<[Tensor<[5, 3]>]>>, Tensor<[5]>>).toBe(1);
});

test("what does not fit is one line, from the compiler and when it runs", () => {
  const double = (x: Tensor<[3]>) => x.mul(2);
  // @ts-expect-error vmap: axis 2 is out of range for rank 2 (axes are -2 to 1)
  expect(() => vmap(double, { axes: [2] })(zeros([4, 3]))).toThrow(
    new ShapeError("vmap: axis 2 is out of range for rank 2 (axes are -2 to 1)"),
  );
  // @ts-expect-error vmap: axis -3 is out of range for [3] (axes are -2 to 1)
  expect(() => vmap(double, { outAxis: -3 })(zeros([4, 3]))).toThrow(
    "vmap: axis -3 is out of range for [3] (axes are -2 to 1)",
  );
  // @ts-expect-error vmap: axis 0.5 is not a whole number
  expect(() => vmap(double, { axes: [0.5] })(zeros([4, 3]))).toThrow("vmap: axis 0.5 is not a whole number");
  const both = vmap((x: Tensor<[3]>, y: Tensor<[3]>) => x.add(y), { axes: [0, 1] });
  // @ts-expect-error vmap: the sizes mapped over differ, 4 and 5 in argument 2
  expect(() => both(zeros([4, 3]), zeros([3, 5]))).toThrow(
    "vmap: the sizes mapped over differ, 4 and 5 in argument 2",
  );
  const loose = vmap(double, { axes: [] as never }) as unknown as (x: unknown) => unknown;
  expect(() => loose(tensor([[1, 2, 3]]))).toThrow(
    new ValueError("vmap: needs one entry of axes for each of 1 arguments, got 0"),
  );
});
