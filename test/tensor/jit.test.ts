/** Compiled functions: traced once for each combination of shapes, returning trees, capturing tensors, nested. */

import { describe, expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { jit, parameter, tensor, type Untyped } from "./untyped.ts";

describe.each([...executors, "auto"] as const)("on %s", (backend) => {
  test("traces anew for new shapes and element types, and only then", () => {
    configure({ backend, verify: true });
    let traces = 0;
    const double = jit((x: Untyped) => {
      traces += 1;
      return x.add(x);
    });
    const calls = [
      tensor([1]),
      tensor([1, 2]),
      tensor([[1, 2]]),
      tensor([3]),
      tensor([3], { dtype: "i32" }),
      tensor([5, 6]),
    ];
    expect(calls.map((x) => double(x).toArray())).toEqual([[2], [2, 4], [[2, 4]], [6], [6], [10, 12]]);
    expect(traces).toBe(4);
  });

  test("returns trees as they were", () => {
    configure({ backend, verify: true });
    const step = jit((x: Untyped) => {
      const y = x.mul(2);
      return {
        y,
        list: [y, x, { deep: x.sum() }],
        plain: "text",
        none: null,
        missing: undefined,
        count: 3,
        empty: [],
      };
    });
    const result = step(tensor([1, 2]));
    const { y, list, ...plain } = result;
    expect(y.toArray()).toEqual([2, 4]);
    expect((list as Untyped[]).slice(0, 2).map((each) => each.toArray())).toEqual([
      [2, 4],
      [1, 2],
    ]);
    expect((list[2] as unknown as { deep: Untyped }).deep.item()).toBe(3);
    expect(plain).toEqual({ plain: "text", none: null, missing: undefined, count: 3, empty: [] });
  });

  test("a result that is an argument, a constant or a view is a tensor of its own", () => {
    configure({ backend, verify: true });
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const step = jit((a: Untyped) => [a, a.transpose(), a.reshape([4]), a.slice([[1, 2]]), tensor([7]), a]);
    const values = [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 3],
        [2, 4],
      ],
      [1, 2, 3, 4],
      [[3, 4]],
      [7],
      [
        [1, 2],
        [3, 4],
      ],
    ];
    expect(step(x).map((each) => each.toArray())).toEqual(values);
    expect(step(x).map((each) => each.toArray())).toEqual(values);
  });

  test("captures tensors made before, finished or not", () => {
    configure({ backend, verify: true });
    const finished = tensor([1, 2]);
    const pending = finished.mul(10);
    const step = jit((x: Untyped) => x.add(pending).add(finished));
    expect(step(tensor([1, 1])).toArray()).toEqual([12, 23]);
    expect(pending.toArray()).toEqual([10, 20]);
    expect(step(tensor([0, 0])).toArray()).toEqual([11, 22]);
  });

  test("the same tensor may be several arguments", () => {
    configure({ backend, verify: true });
    const x = tensor([1, 2]);
    expect(jit((a: Untyped, b: Untyped) => a.mul(b).sub(a))(x, x).toArray()).toEqual([0, 2]);
  });

  test("a function without arguments, and one without tensors in its result", () => {
    configure({ backend, verify: true });
    expect(jit(() => tensor([1, 2]).sum())().item()).toBe(3);
    expect(jit(() => "nothing")()).toBe("nothing");
    expect(jit(() => undefined)()).toBeUndefined();
  });

  test("a compiled function called inside another becomes part of it", () => {
    configure({ backend, verify: true });
    const weight = parameter(tensor(1));
    const inner = jit((x: Untyped) => {
      weight.assign(weight.add(1));
      return x.mul(weight);
    });
    const outer = jit((x: Untyped) => inner(x.add(1)).add(inner(x)));
    expect(outer(tensor(1)).item()).toBe(2 * 2 + 1 * 3);
    expect(weight.item()).toBe(3);
    expect(inner(tensor(1)).item()).toBe(4);
  });

  test("a parameter as argument keeps its contents for the call", () => {
    configure({ backend, verify: true });
    const weight = parameter(tensor([1, 2]));
    const step = jit((x: Untyped) => {
      weight.assign(weight.mul(3));
      return x.add(weight);
    });
    expect(step(weight).toArray()).toEqual([4, 8]);
    expect(weight.toArray()).toEqual([3, 6]);
    expect(step(weight).toArray()).toEqual([12, 24]);
  });

  test("explains itself: graph, kernels, memory and code, once it has run", () => {
    configure({ backend, verify: true });
    const step = jit((x: Untyped) => x.tanh().sum());
    expect(step.explain()).toBe("nothing compiled yet: call the function once");
    step(tensor([1, 2]));
    expect(step.explain()).toMatch(/^graph\n%0 = source\(\)/);
    expect(step.explain()).toContain("tanh(");
    if (backend !== "interpreter")
      for (const part of ["kernels", "memory", "code"]) expect(step.explain()).toContain(part);
  });
});

test("programs of one structure are compiled once, whatever they run on, and the results are their own", () => {
  configure({ backend: "auto", verify: false });
  const make = (): ((x: unknown) => Untyped) => jit((x: Untyped) => x.mul(x).sum());
  const [first, second] = [make(), make()];
  const [a, b] = [first(tensor([1, 2])), second(tensor([3, 4]))];
  expect([a.item(), b.item()]).toEqual([5, 25]);
});
