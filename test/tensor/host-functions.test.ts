/** Host functions as ops: in every executor, in jit and vmap, differentiated, refused and in step with updates. */

import {
  configure,
  debugNumerics,
  defineOp,
  GraphError,
  grad,
  jit,
  jvp,
  parameter,
  type Tensor,
  tensor,
  ValueError,
  vmap,
  zeros,
} from "microml";
import { checkGradients } from "microml/check";
import { afterEach, describe, expect, test } from "vitest";
import { executors } from "../setup/executors.ts";

const reversed = defineOp({
  name: "reversed",
  shape: { takes: [["n"]], gives: ["n"] },
  forward: {
    host: ([x], output) => {
      output.set(x!.toReversed());
    },
  },
  gradient: (cotangent) => [cotangent.flip(0)],
});

const outerProduct = defineOp({
  name: "outerProduct",
  shape: { takes: [["n"], ["m"]], gives: ["n", "m"] },
  forward: {
    host: ([a, b], output, { output: [, width] }) => {
      for (let at = 0; at < output.length; at++) output[at] = a![Math.floor(at / width!)]! * b![at % width!]!;
    },
  },
  gradient: (cotangent, a, b) => [cotangent.mul(b).sum(1), cotangent.mul(a.reshape([-1, 1])).sum(0)],
});

const failing = defineOp({
  name: "failing",
  shape: { takes: [["n"]], gives: ["n"] },
  forward: {
    host: ([x]) => {
      if (x![0]! < 0) throw new RangeError("below zero\nat all");
    },
  },
});

const rows = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

afterEach(() => configure({ backend: "auto" }));

describe.each(executors)("on %s", (backend) => {
  test("a host function stands between kernels, on transposed, sliced and broadcast operands", () => {
    configure({ backend });
    const step = jit((x: Tensor<["n", "m"]>) => {
      const column = x
        .transpose()
        .slice([[0, 1]])
        .flatten()
        .mul(2);
      const table = outerProduct(reversed(column), x.slice([[0, 1]]).flatten());
      return { table: table.add(1).sum(1), again: reversed(table.sum(0)) };
    });
    for (let call = 0; call < 3; call++) {
      const { table, again } = step(rows);
      expect(table.toArray()).toEqual([51, 15]);
      expect(again.toArray()).toEqual([30, 20, 10]);
    }
  });

  test("its gradient is the declared one, inside vmap too", () => {
    configure({ backend });
    const weights = tensor([1, 10, 100]);
    const slopes = jit((x: Tensor<[2, 3]>) =>
      grad(vmap((row: Tensor<[3]>) => reversed(row.square()).mul(weights))(x).sum(), x),
    );
    expect(slopes(rows).toArray()).toEqual([
      [200, 40, 6],
      [800, 100, 12],
    ]);
    const shared = vmap((row: Tensor<[3]>, by: Tensor<[3]>) => outerProduct(row, by).sum(0), {
      axes: [0, null],
    });
    expect(shared(rows, weights).toArray()).toEqual([
      [6, 60, 600],
      [15, 150, 1500],
    ]);
    expect(grad(shared(rows, weights).sum(), weights).toArray()).toEqual([21, 21, 21]);
  });

  test("one that throws changes nothing, and the next call works", () => {
    configure({ backend });
    const counter = parameter(tensor([0, 0]));
    const step = jit((x: Tensor<[2]>) => {
      counter.assign(counter.add(1));
      return failing(x.add(0)).add(counter);
    });
    expect(step(tensor([1, 1])).toArray()).toEqual([1, 1]);
    const thrown = (() => {
      try {
        return step(tensor([-1, 1]));
      } catch (error) {
        return error as Error;
      }
    })() as Error;
    expect(thrown).toBeInstanceOf(ValueError);
    expect(thrown.message).toBe("failing: its host function threw RangeError: below zero");
    expect(thrown.cause).toBeInstanceOf(RangeError);
    expect(counter.toArray()).toEqual([1, 1]);
    expect(step(tensor([2, 2])).toArray()).toEqual([2, 2]);
    expect(counter.toArray()).toEqual([2, 2]);
  });

  test("its arrays are its own: written, kept or empty", () => {
    configure({ backend });
    const kept: number[][] = [];
    const greedy = defineOp({
      name: "greedy",
      shape: { takes: [["n"]], gives: ["n"] },
      forward: {
        host: ([x], output) => {
          kept.push([...output]);
          output.set(x!);
          x!.fill(-1);
        },
      },
    });
    const step = jit((x: Tensor<["n"]>) => {
      const doubled = x.mul(2);
      return greedy(doubled).add(doubled);
    });
    expect(step(tensor([1, 2])).toArray()).toEqual([4, 8]);
    expect(step(tensor([3, 4])).toArray()).toEqual([12, 16]);
    expect(kept).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(step(zeros([0])).shape).toEqual([0]);
  });

  test("it may run other programs, even large ones, but not the one it stands in", () => {
    configure({ backend });
    const nested = defineOp({
      name: "nested",
      shape: { takes: [["n"]], gives: ["n"] },
      forward: {
        host: ([x], output) => {
          const total = zeros([64, 64]).add(x![0]!).mean().item();
          output.fill(total);
        },
      },
    });
    const step = jit((x: Tensor<["n"]>) => nested(x.add(1)).mul(x));
    expect(step(tensor([1, 2, 3])).toArray()).toEqual([2, 4, 6]);
    const looping: { step?: (x: Tensor<[1]>) => Tensor<[1]> } = {};
    const around = defineOp({
      name: "around",
      shape: { takes: [["n"]], gives: ["n"] },
      forward: {
        host: () => {
          looping.step!(tensor([1]));
        },
      },
    });
    looping.step = jit((x: Tensor<[1]>) => around(x));
    const message = /around: its host function threw GraphError: around: a host function ran the program/;
    expect(() => looping.step!(tensor([1]))).toThrow(message);
  });

  test("it may use the parameters of the program it stands in, but not change them", () => {
    configure({ backend });
    const weight = parameter(tensor([1, 2, 3]));
    const double = jit((x: Tensor<[3]>) => x.add(weight));
    const shift = jit(() => weight.assign(weight.add(10)));
    const changes: Record<string, () => void> = {
      nothing: () => undefined,
      eagerly: () => weight.assign(tensor([7, 7, 7])),
      compiled: () => shift(),
    };
    let wanted = "nothing";
    const using = defineOp({
      name: "using",
      shape: { takes: [["n"]], gives: ["n"] },
      forward: {
        host: ([x], output) => {
          output.set(double(tensor([x![0]!, x![1]!, x![2]!])).data());
          changes[wanted]!();
        },
      },
    });
    const step = jit((x: Tensor<[3]>) => {
      const result = using(x).mul(weight);
      weight.assign(weight.add(1));
      return result;
    });
    const one = tensor([1, 1, 1]);
    expect(step(one).toArray()).toEqual([2, 6, 12]);
    shift();
    for (wanted of ["eagerly", "compiled"]) {
      expect(() => step(one)).toThrow(/a host function changed a parameter of the program that calls it/);
      expect(weight.toArray()).toEqual([12, 13, 14]);
    }
    wanted = "nothing";
    expect(step(one).toArray()).toEqual([13 * 12, 14 * 13, 15 * 14]);
    expect(weight.toArray()).toEqual([13, 14, 15]);
  });
});

describe("a host function", () => {
  test("runs without jit, in both modes of differentiation and in debugNumerics", () => {
    const v = tensor([1, 2, 3]);
    expect(reversed(v).toArray()).toEqual([3, 2, 1]);
    expect(jvp((x: Tensor<[3]>) => reversed(x), [v], [tensor([1, 0, 2])]).tangent.toArray()).toEqual([
      2, 0, 1,
    ]);
    const fault = debugNumerics((x: Tensor<[3]>) => reversed(x.log()).sum(), tensor([1, 2, 0]));
    expect(fault?.op).toBe("log");
  });

  test("has a gradient that checks, and a wrong one is found", () => {
    expect(checkGradients(reversed, { runs: 20, seed: 1 }).runs).toBe(20);
    expect(checkGradients(outerProduct, { runs: 20, seed: 1 }).runs).toBe(20);
    const wrong = defineOp({
      name: "wrong",
      shape: { takes: [["n"]], gives: ["n"] },
      forward: {
        host: ([x], output) => {
          output.set(x!.map((value: number) => value * value));
        },
      },
      gradient: (cotangent, x) => [cotangent.mul(x)],
    });
    expect(() => checkGradients(wrong, { runs: 20, seed: 1 })).toThrow(/too small by a factor of two/);
  });

  test("without a gradient has none, and has to be done when it returns", () => {
    const v = tensor([1, 2]);
    expect(() => grad(failing(v).sum(), v)).toThrow(
      new GraphError("failing: a host function has no derivative of its own (declare a gradient)"),
    );
    const late = defineOp({
      name: "late",
      shape: { takes: [["n"]], gives: ["n"] },
      forward: { host: async () => undefined },
    });
    expect(() => late(v).toArray()).toThrow(
      new ValueError("late: its host function is async (fill the output before it returns)"),
    );
  });

  test("an array it returns instead of filling the output is refused, under vmap too", () => {
    const doubled = defineOp({
      name: "doubled",
      shape: { takes: [["n"]], gives: ["n"] },
      forward: { host: ([x]) => x!.map((value) => 2 * value) },
    });
    const refusal = new ValueError(
      "doubled: its host function returned an array (fill the output, its second argument)",
    );
    expect(() => doubled(tensor([1, 2])).toArray()).toThrow(refusal);
    expect(() =>
      vmap(doubled)(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ).toArray(),
    ).toThrow(refusal);
    const filled = defineOp({
      name: "filled",
      shape: { takes: [["n"]], gives: ["n"] },
      forward: { host: (_, output) => output.fill(2) },
    });
    expect(
      vmap(filled)(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ).toArray(),
    ).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });
});
