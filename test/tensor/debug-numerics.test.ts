/** The first number that is none is traced to its op, operands and line, forward and backward. */

import { debugNumerics, GraphError, jit, parameter, type Tensor, tensor, ValueError, where } from "microml";
import { sgd } from "microml/optim";
import { describe, expect, test } from "vitest";

/** The line of this file that a call stands on. */
const here = (): string =>
  /debug-numerics\.test\.ts:(\d+)/.exec(new Error("here").stack!.split("\n")[2]!)![1]!;

describe("forward", () => {
  test("names the op, its operands and the line", () => {
    let line = "";
    const fault = debugNumerics(
      (x: Tensor<[3]>) => {
        line = here();
        const bad = x.sub(2).log();
        return bad.mul(3).sum();
      },
      tensor([1, 2, 5]),
    );
    expect(fault).toMatchObject({ phase: "forward", op: "log", value: Number.NaN });
    expect(fault!.operands).toEqual([{ shape: [3], dtype: "f32", low: -1, high: 3, notFinite: 0 }]);
    expect(fault!.line).toContain(`debug-numerics.test.ts:${Number(line) + 1}:`);
    expect(fault!.message).toContain("log: made the first NaN forward, from [3] -1 to 3, at ");
  });

  test("a NaN made of infinities is the op's that made it", () => {
    const fault = debugNumerics(
      (x: Tensor<[1]>) => {
        const large = x.exp();
        return large.sub(large);
      },
      tensor([1000]),
    );
    expect(fault).toMatchObject({ op: "exp", value: Infinity });
  });

  test("what comes in bad is an input", () => {
    expect(debugNumerics((x: Tensor<[1]>) => x.mul(2), tensor([Number.NaN]))).toMatchObject({ op: "input" });
  });

  test("infinities that never reach a result are passed over", () => {
    const x = tensor([0, 1]);
    expect(debugNumerics((v: Tensor<[2]>) => where(v.greater(0), v.log(), 0), x)).toBeNull();
  });
});

describe("backward", () => {
  test("names the op whose derivative it is, and its line", () => {
    let line = "";
    const fault = debugNumerics(
      (x: Tensor<[2]>) => {
        line = here();
        const root = x.sqrt();
        return root.sum();
      },
      tensor([0, 4]),
    );
    expect(fault).toMatchObject({ phase: "backward", op: "sqrt", value: Infinity });
    expect(fault!.line).toContain(`debug-numerics.test.ts:${Number(line) + 1}:`);
    expect(fault!.operands.map(({ low, high }) => [low, high])).toEqual([
      [0, 4],
      [1, 1],
    ]);
  });

  test("finds the guarded branch whose derivative leaks", () => {
    const fault = debugNumerics(
      (x: Tensor<[2]>) => where(x.greater(0), x.sqrt().mul(2), x).sum(),
      tensor([0, 4]),
    );
    expect(fault).toMatchObject({ phase: "backward", op: "sqrt" });
  });
});

describe("whole steps", () => {
  const weight = parameter(tensor([0.5, -1]));
  const optimizer = sgd([weight], { learningRate: 1 });
  const step = (x: Tensor<[2]>): Tensor<[]> => {
    const loss = weight.mul(x).square().sum();
    optimizer.minimize(loss);
    return loss;
  };

  test("run without changing parameters, jit functions included", () => {
    expect(debugNumerics(step, tensor([1, 2]))).toBeNull();
    expect(debugNumerics(jit(step), tensor([1, 2]))).toBeNull();
    expect(weight.toArray()).toEqual([0.5, -1]);
  });

  test("overflow in a step is found", () => {
    expect(debugNumerics(jit(step), tensor([1e30, 2]))).toMatchObject({ value: Infinity, phase: "forward" });
  });

  test("a function without arguments can be debugged, time and again", () => {
    const run = (): string | undefined => debugNumerics(() => tensor([-1]).log())?.message;
    expect(run()).toContain("log: made the first NaN forward, from [1] -1 to -1");
    expect(run()).toBe(run());
  });
});

test("what cannot be debugged is refused in one line", () => {
  expect(() => debugNumerics(3 as never)).toThrow(ValueError);
  expect(() => jit((x: Tensor<[1]>) => [debugNumerics(() => x), x])(tensor([1]))).toThrow(GraphError);
});
