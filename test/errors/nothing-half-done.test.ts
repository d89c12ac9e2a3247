/** After an error everything is as it was before the call: parameters, optimizer state, gradients, traces. */

import { describe, expect, test } from "vitest";
import { configure, MicromlError } from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import * as optimizers from "../../src/optim/index.ts";
import { executors } from "../setup/executors.ts";
import { jit, parameter, tensor, type Untyped, type UntypedParameter } from "../tensor/untyped.ts";

type Loose = (...given: readonly unknown[]) => Untyped;
const { crossEntropy } = losses as unknown as Record<"crossEntropy", Loose>;
interface Minimizer {
  minimize(loss: Untyped): void;
  step(): void;
  zeroGradients(): void;
}
const { adamW } = optimizers as unknown as Record<"adamW", (...given: readonly unknown[]) => Minimizer>;

const backends = executors;

interface Model {
  readonly parameters: readonly UntypedParameter[];
  readonly optimizer: Minimizer;
  readonly lossOf: (labels: Untyped) => Untyped;
}

function makeModel(): Model {
  const weight = parameter(
    tensor([
      [0.1, -0.2, 0.3],
      [0.4, 0.5, -0.6],
    ]),
  );
  const bias = parameter(tensor([0.01, 0.02, 0.03]));
  const inputs = tensor([
    [1, 2],
    [3, -1],
  ]);
  return {
    parameters: [weight, bias],
    optimizer: adamW([weight, bias], { learningRate: 0.1, weightDecay: 0.01 }),
    lossOf: (labels) => crossEntropy(inputs.matmul(weight).add(bias), labels),
  };
}

const good = (): Untyped => tensor([0, 2], { dtype: "i32" });
const bad = (): Untyped => tensor([0, 3], { dtype: "i32" });
const read = ({ parameters }: Model): number[][] => parameters.map((each) => Array.from(each.data()));

/** A step in one program. */
const minimize = ({ optimizer, lossOf }: Model): void => optimizer.minimize(lossOf(good()));
/** A step whose gradients are kept first; other programs round elsewhere. */
const followGradients = ({ optimizer, lossOf }: Model): void => {
  lossOf(good()).backward();
  optimizer.step();
};

/** What parameters are after three good steps. */
function trainPlainly(step: (model: Model) => void): number[][] {
  const model = makeModel();
  for (let turn = 0; turn < 3; turn++) step(model);
  return read(model);
}

describe.each(backends)("on %s", (backend) => {
  test("a refused minimize leaves parameters and optimizer state, and training goes on as if it had not been", () => {
    configure({ backend, verify: true });
    const model = makeModel();
    model.optimizer.minimize(model.lossOf(good()));
    const before = read(model);
    expect(() => model.optimizer.minimize(model.lossOf(bad()))).toThrow(MicromlError);
    expect(read(model)).toEqual(before);
    model.optimizer.minimize(model.lossOf(good()));
    model.optimizer.minimize(model.lossOf(good()));
    expect(read(model)).toEqual(trainPlainly(minimize));
  });

  test("a refused compiled step does too", () => {
    configure({ backend, verify: true });
    const model = makeModel();
    const step = jit((labels) => {
      const loss = model.lossOf(labels!);
      model.optimizer.minimize(loss);
      return loss;
    });
    step(good());
    const before = read(model);
    expect(() => step(bad())).toThrow("crossEntropy: index 3 is out of range for an axis of size 3");
    expect(read(model)).toEqual(before);
    step(good());
    step(good());
    const reference = makeModel();
    const plain = jit((labels) => {
      const loss = reference.lossOf(labels!);
      reference.optimizer.minimize(loss);
      return loss;
    });
    for (let turn = 0; turn < 3; turn++) plain(good());
    expect(read(model)).toEqual(read(reference));
  });

  test("a refused step after backward leaves parameters, and a forgotten gradient is forgotten", () => {
    configure({ backend, verify: true });
    const model = makeModel();
    model.lossOf(bad()).backward();
    const before = read(model);
    expect(() => model.optimizer.step()).toThrow(MicromlError);
    expect(read(model)).toEqual(before);
    model.optimizer.zeroGradients();
    for (let turn = 0; turn < 3; turn++) followGradients(model);
    expect(read(model)).toEqual(trainPlainly(followGradients));
  });
});

test("a trace that fails writes nothing, keeps no gradient and closes", () => {
  configure({ backend: "auto", verify: true });
  const held = parameter(tensor([1, 2]));
  const step = jit((x) => {
    held.mul(x).sum().backward();
    held.assign(held.mul(10));
    return x!.reshape([7]);
  });
  expect(() => step(tensor([3, 4]))).toThrow(MicromlError);
  expect(held.toArray()).toEqual([1, 2]);
  expect(held.grad).toBeUndefined();
  held.square().sum().backward();
  expect(held.grad!.toArray()).toEqual([2, 4]);
});

test("a user's own error inside a trace comes out as it is, and the next call traces anew", () => {
  configure({ backend: "auto", verify: true });
  const held = parameter(tensor(1));
  let fails = true;
  const step = jit((x) => {
    held.assign(held.add(1));
    if (fails) throw new RangeError("mine");
    return x!.add(held);
  });
  expect(() => step(tensor(1))).toThrow(new RangeError("mine"));
  expect(held.item()).toBe(1);
  fails = false;
  expect(step(tensor(1)).item()).toBe(3);
  expect(held.item()).toBe(2);
});

test("a refused assign leaves the contents, and tensors made from them before", () => {
  configure({ backend: "auto", verify: true });
  const held = parameter(tensor([1, 2]));
  const doubled = held.mul(2);
  expect(() => held.assign(tensor([1, 2, 3]))).toThrow(MicromlError);
  expect(() => held.assign(held.take(tensor([5, 0], { dtype: "i32" })))).toThrow(MicromlError);
  expect([held.toArray(), doubled.toArray()]).toEqual([
    [1, 2],
    [2, 4],
  ]);
});

test("data that is refused midway is not looked at again: the caller's array is untouched", () => {
  const given = new Float64Array([1, 2.5]);
  expect(() => tensor(given, { dtype: "i32" })).toThrow(MicromlError);
  expect(Array.from(given)).toEqual([1, 2.5]);
});
