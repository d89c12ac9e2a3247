/** Both modes of differentiation, higher orders, own rules and batches, against each other and against differences. */

import { afterAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.ts";
import { configure, GraphError, ShapeError } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { grad, jit, parameter, tensor, type Untyped } from "../tensor/untyped.ts";
import { call, numbers, scatter } from "./loose.ts";

type Fn = (...given: Untyped[]) => Untyped;

/** The functions as JavaScript sees them. */
const { valueAndGrad, vjp, jvp, hvp, jacobian, hessian, checkpoint, customGradient, vmap, stopGradient } =
  library as unknown as {
    valueAndGrad: (fn: Fn) => (...given: Untyped[]) => { value: Untyped; gradients: Untyped[] };
    vjp: (fn: Fn, ...given: Untyped[]) => { value: Untyped; pullback: (cotangent: Untyped) => Untyped[] };
    jvp: (fn: Fn, at: Untyped[], along: Untyped[]) => { value: Untyped; tangent: Untyped };
    hvp: (loss: Untyped, targets: Untyped[], vectors: Untyped[]) => Untyped[];
    jacobian: (fn: Fn) => (x: Untyped) => Untyped;
    hessian: (fn: Fn) => (x: Untyped) => Untyped;
    checkpoint: (fn: Fn) => Fn;
    customGradient: (fn: Fn, backward: (...given: Untyped[]) => (Untyped | null)[]) => Fn;
    vmap: (fn: Fn, options?: { axes: (0 | null)[] }) => Fn;
    stopGradient: Fn;
  };

const x = scatter([3], { seed: 2, bound: 1 });
const direction = scatter([3], { seed: 5, bound: 1 });
const weight = scatter([3, 3], { seed: 8, bound: 1 });
const curve: Fn = (v) => v!.sin().mul(v).add(v!.sum().square()).matmul(weight);
const bowl: Fn = (v) => v!.square().mul(v).sum().mul(v!.exp().sum());

const close = (got: Untyped, wanted: readonly number[], within = 1e-12): void => {
  const values = numbers(got);
  expect(values.length).toBe(wanted.length);
  for (const [at, value] of wanted.entries()) expect(Math.abs(values[at]! - value)).toBeLessThan(within);
};

/** (f(x + h·d) − f(x − h·d)) / 2h. */
function differ(f: Fn): number[] {
  const h = 1e-6;
  const [ahead, behind] = [f(x.add(direction.mul(h))), f(x.sub(direction.mul(h)))];
  return numbers(ahead.sub(behind).div(2 * h));
}

describe.each(executors)("%s", (backend) => {
  afterAll(() => configure({ backend: "auto", verify: false }));
  const use = (): void => configure({ backend, verify: true });

  test("forward mode, reverse mode and the Jacobian agree with differences", () => {
    use();
    const { value, tangent } = jvp(curve, [x], [direction]);
    close(value, numbers(curve(x)));
    close(tangent, differ(curve), 1e-8);
    const matrix = jacobian(curve)(x);
    expect(matrix.shape).toEqual([3, 3]);
    close(matrix.matmul(direction), numbers(tangent));
    const cotangent = scatter([3], { seed: 9 });
    close(vjp(curve, x).pullback(cotangent)[0]!, numbers(cotangent.matmul(matrix)));
  });

  test("the Hessian is symmetric, and its product with a vector is hvp", () => {
    use();
    const matrix = hessian(bowl)(x);
    close(matrix, numbers(matrix.transpose()));
    const product = hvp(bowl(x), [x], [direction])[0]!;
    close(matrix.matmul(direction), numbers(product), 1e-11);
    close(
      product,
      differ((v) => grad(bowl(v!), [v!])[0]!),
      1e-7,
    );
  });

  test("one tensor given twice has a derivative as each argument", () => {
    use();
    const { value, gradients } = valueAndGrad((a, b) => a!.square().mul(b).sum())(x, x);
    expect(value.shape).toEqual([]);
    close(gradients[0]!, numbers(x.square().mul(2)));
    close(gradients[1]!, numbers(x.square()));
  });

  test("derivatives nest", () => {
    use();
    const inner: Fn = (v) => valueAndGrad(bowl)(v!).gradients[0]!.mul(direction).sum();
    close(valueAndGrad(inner)(x).gradients[0]!, numbers(hvp(bowl(x), [x], [direction])[0]!));
    const twice = jvp((v) => jvp(bowl, [v!], [direction]).tangent, [x], [direction]).tangent;
    expect(Math.abs(twice.item() - hessian(bowl)(x).matmul(direction).matmul(direction).item())).toBeLessThan(
      1e-10,
    );
  });

  test("a checkpoint changes no value and no derivative, captured parameters included", () => {
    use();
    const held = parameter(weight);
    const block: Fn = (v) => v!.matmul(held).tanh().exp().matmul(held).sin();
    const [kept, again] = [block, checkpoint(block)].map((fn) => {
      const loss = fn(x).mul(direction).sum();
      const gradients = grad(loss, [x, held]);
      return [loss, ...gradients, ...grad(gradients[0]!.square().sum(), [x, held])].flatMap(numbers);
    });
    for (const [at, value] of kept!.entries()) expect(Math.abs(again![at]! - value)).toBeLessThan(1e-11);
  });

  test("a checkpoint computes its inner values again", () => {
    use();
    const loss: Fn = (v) => checkpoint((u) => u!.tanh().exp().sin())(v!).sum();
    const text = jit((v) => grad(loss(v), [v])[0]!);
    text(x);
    const source = text.explain();
    expect(source.split("recompute(").length).toBeGreaterThan(1);
  });

  test("a declared derivative is used as it is, also in batches and twice", () => {
    use();
    const clipped = customGradient(
      (v) => v!.square().sum(),
      (ct, v) => [ct!.mul(call(v!, "clip", -0.5, 0.5))],
    );
    const limited = numbers(call(x, "clip", -0.5, 0.5));
    expect(clipped(x).item()).toBeCloseTo(x.square().sum().item(), 12);
    close(grad(clipped(x), [x])[0]!, limited);
    const rows = scatter([4, 3], { seed: 3, bound: 1 });
    close(grad(vmap(clipped)(rows).sum(), [rows])[0]!, numbers(call(rows, "clip", -0.5, 0.5)));
    const second = hvp(clipped(x), [x], [direction])[0]!;
    close(
      second,
      numbers(direction).map((value, at) => (Math.abs(numbers(x)[at]!) <= 0.5 ? value : 0)),
    );
  });

  test("vmap is the function on each slice", () => {
    use();
    const rows = scatter([4, 3], { seed: 3 });
    const each: Fn = (v) =>
      call(v!.softmax().slice([[null, null, -1]]), "cumsum", 0)
        .matmul(weight)
        .maximum(v);
    const wanted = [0, 1, 2, 3].flatMap((row) => numbers(each(call(rows, "index", [row]))));
    close(vmap(each)(rows), wanted);
    const places = tensor(
      [
        [2, 0],
        [1, 1],
        [0, 2],
        [2, 2],
      ],
      { dtype: "i32" },
    );
    const picked = vmap(
      (v, at) =>
        v!
          .take(at)
          .pad([[1, 0]])
          .sum(),
      { axes: [0, 0] },
    )(rows, places);
    close(picked, numbers(rows.gather(places, 1).sum(1)));
    const shared = vmap((v, m) => v!.matmul(m), { axes: [0, null] })(rows, weight);
    close(shared, numbers(rows.matmul(weight)));
    const constant = vmap(() => tensor(3, { dtype: "f64" }))(rows);
    expect(constant.toArray()).toEqual([3, 3, 3, 3]);
  });

  test("all of it compiles into one step", () => {
    use();
    const step = jit((v) => ({ tangent: jvp(curve, [v], [direction]).tangent, matrix: hessian(bowl)(v) }));
    const { tangent, matrix } = step(x);
    close(tangent, numbers(jvp(curve, [x], [direction]).tangent));
    close(matrix, numbers(hessian(bowl)(x)));
  });

  test("no derivative passes a stopped one", () => {
    use();
    close(grad(stopGradient(x).mul(x).sum(), [x])[0]!, numbers(x));
  });
});

test("what does not fit is refused in one line", () => {
  expect(() => jvp(curve, [x], [scatter([2])])).toThrow(ShapeError);
  expect(() => jvp(curve, [x], [scatter([2])])).toThrow("jvp: the tangent is [2], and has to be [3]");
  expect(() => valueAndGrad(curve)(x)).toThrow(GraphError);
  expect(() => vmap(curve)(tensor(1))).toThrow("vmap: a scalar has no axis to map over");
  expect(() => vmap((a, b) => a!.add(b))(scatter([2]), scatter([3]))).toThrow(
    "vmap: the sizes mapped over differ, 2 and 3",
  );
});
