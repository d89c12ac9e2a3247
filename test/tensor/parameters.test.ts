/** Parameters keep their place while their contents change: pending graphs keep what they saw, gradients add up. */

import { describe, expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { grad, jit, parameter, tensor, type Untyped } from "./untyped.ts";

describe.each([...executors, "auto"] as const)("on %s", (backend) => {
  test("a pending graph keeps the contents it was built on", () => {
    configure({ backend, verify: true });
    const weight = parameter(tensor([1, 2]));
    const doubled = weight.mul(2);
    const step = jit(() => {
      weight.assign(weight.add(10));
      return weight.sum();
    });
    expect(step().item()).toBe(23);
    expect(weight.toArray()).toEqual([11, 12]);
    expect(doubled.toArray()).toEqual([2, 4]);
    const tripled = weight.mul(3);
    expect(step().item()).toBe(43);
    weight.assign(tensor([0, 0]));
    expect([tripled.toArray(), doubled.toArray(), weight.toArray()]).toEqual([
      [33, 36],
      [2, 4],
      [0, 0],
    ]);
  });

  test("a loss sends its gradient to a parameter whose contents were replaced since", () => {
    configure({ backend, verify: true });
    const weight = parameter(tensor([3]));
    const loss = weight.square().sum();
    weight.assign(tensor([10]));
    expect(grad(loss, [weight])[0]!.toArray()).toEqual([6]);
    expect(grad(loss.add(weight.mul(5).sum()), [weight])[0]!.toArray()).toEqual([11]);
    loss.backward();
    expect(weight.grad!.toArray()).toEqual([6]);
    weight.mul(2).sum().backward();
    expect(weight.grad!.toArray()).toEqual([8]);
  });

  test("within a step too, and once only", () => {
    configure({ backend, verify: true });
    const weight = parameter(tensor([3]));
    const step = jit(() => {
      const before = weight.square().sum();
      weight.assign(weight.mul(2));
      const [first] = grad(before, [weight]);
      const [both] = grad(before.add(weight.mul(5).sum()), [weight]);
      before.backward();
      return [first!, both!, weight.grad!];
    });
    expect(step().map((each) => each.toArray())).toEqual([[6], [5], [6]]);
  });

  test("contents replaced several times in a step: a loss belongs to the last ones it was built from", () => {
    configure({ backend, verify: true });
    const weight = parameter(tensor([3]));
    const step = jit(() => {
      weight.assign(weight.mul(2));
      const between = weight.square().sum();
      weight.assign(weight.mul(3));
      const after = weight.mul(5).sum();
      const losses = [between, after, between.add(after)];
      return [...losses.map((loss) => grad(loss, [weight])[0]!), weight];
    });
    expect(step().map((each) => each.toArray())).toEqual([[12], [5], [5], [18]]);
    expect(weight.toArray()).toEqual([18]);
  });

  test("parameters that are given the same contents in a step are still told apart, by each other and by them", () => {
    configure({ backend, verify: true });
    const [weight, copy, other] = [parameter(tensor([3])), parameter(tensor([1])), parameter(tensor([1]))];
    const step = jit((x) => {
      copy.assign(weight);
      weight.square().sum().backward();
      const doubled = weight.mul(x!);
      copy.assign(doubled);
      other.assign(doubled);
      const loss = copy.mul(5).add(other.mul(7)).sum();
      return [weight.grad!, ...grad(loss, [copy, other]), ...grad(doubled.sum(), [weight, copy])];
    });
    expect(step(tensor([2])).map((each) => each.toArray())).toEqual([[6], [5], [7], [2], [0]]);
    expect([weight.toArray(), copy.toArray(), other.toArray()]).toEqual([[3], [6], [6]]);
    weight.mul(2).sum().backward();
    expect([weight.grad!.toArray(), copy.grad]).toEqual([[2], undefined]);
  });

  test("what a step returns does not change at the next step", () => {
    configure({ backend, verify: true });
    const weight = parameter(tensor([1, 2]));
    const step = jit(() => {
      weight.assign(weight.mul(2));
      return { now: weight, same: weight.add(0) };
    });
    const first = step() as unknown as { now: Untyped; same: Untyped };
    step();
    expect([first.now.toArray(), first.same.toArray(), weight.toArray()]).toEqual([
      [2, 4],
      [2, 4],
      [4, 8],
    ]);
  });

  test("parameters whose updates read each other change all at once", () => {
    configure({ backend, verify: true });
    const [a, b] = [parameter(tensor([1, 2])), parameter(tensor([10, 20]))];
    const swap = jit(() => {
      const [left, right] = [a.add(0), b.add(0)];
      a.assign(right);
      b.assign(left);
      return left.sum();
    });
    swap();
    expect([a.toArray(), b.toArray()]).toEqual([
      [10, 20],
      [1, 2],
    ]);
    const bare = jit(() => {
      const [left, right] = [a.mul(1), b.mul(1)];
      a.assign(right.add(left));
      b.assign(a.sub(right));
      return a;
    });
    bare();
    expect([a.toArray(), b.toArray()]).toEqual([
      [11, 22],
      [10, 20],
    ]);
  });

  test("gradients of two backward calls add up, until they are forgotten", () => {
    configure({ backend, verify: true });
    const weight = parameter(tensor([1, 2, 3]));
    expect(weight.grad).toBeUndefined();
    weight.square().sum().backward();
    expect(weight.grad!.toArray()).toEqual([2, 4, 6]);
    weight.sum().backward();
    expect(weight.grad!.toArray()).toEqual([3, 5, 7]);
    weight.zeroGradient();
    expect(weight.grad).toBeUndefined();
    weight.mul(weight).mul(weight).sum().backward();
    expect(weight.grad!.toArray()).toEqual([3, 12, 27]);
  });

  test("inside a step gradients add up too, and do not leave it", () => {
    configure({ backend, verify: true });
    const weight = parameter(tensor([1, 2]));
    const step = jit(() => {
      weight.square().sum().backward();
      weight.sum().backward();
      return weight.grad!;
    });
    expect(step().toArray()).toEqual([3, 5]);
    expect(step().toArray()).toEqual([3, 5]);
    expect(weight.grad).toBeUndefined();
  });

  test("tensors on the way have a gradient as well", () => {
    configure({ backend, verify: true });
    const x = tensor([1, 2]);
    const y = x.square();
    y.mul(3).sum().backward();
    expect([x.grad!.toArray(), y.grad!.toArray()]).toEqual([
      [6, 12],
      [3, 3],
    ]);
  });

  test("gradients of gradients: x⁴ by x, three times", () => {
    configure({ backend, verify: true });
    const x = parameter(tensor(2, { dtype: "f64" }));
    const y = x.square().square();
    const [first] = grad(y, [x]);
    const [second] = grad(first!, [x]);
    const [third] = grad(second!, [x]);
    expect([y, first!, second!, third!].map((each) => each.item())).toEqual([16, 32, 48, 48]);
  });

  test("a scalar works as in a scalar autograd engine", () => {
    configure({ backend, verify: true });
    const [a, b] = [tensor(-4, { dtype: "f64" }), tensor(2, { dtype: "f64" })];
    const c = a.add(b).mul(a).add(b.square());
    const d = c.relu().add(c.div(b)).add(a.mul(b));
    d.backward();
    // c = (a + b)·a + b² = 12, d = c + c/b + a·b = 10; ∂d/∂a = 1.5·(2a + b) + b, ∂d/∂b = 1.5·(a + 2b) − c/b² + a
    expect([d.item(), a.grad!.item(), b.grad!.item()]).toEqual([10, -7, -7]);
  });

  test("a tensor that the loss does not depend on has zeros from grad and nothing from backward", () => {
    configure({ backend, verify: true });
    const [used, unused] = [parameter(tensor([1])), parameter(tensor([[1, 2]]))];
    expect(grad(used.sum(), [used, unused]).map((each) => each.toArray())).toEqual([[1], [[0, 0]]]);
    used.sum().backward();
    expect(unused.grad).toBeUndefined();
    expect(grad(used.detach().mul(used).sum(), [used])[0]!.toArray()).toEqual([1]);
  });
});
