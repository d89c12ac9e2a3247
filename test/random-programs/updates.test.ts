/** Compiled steps that update parameters in place agree with the same steps taken one by one, and fail without a trace. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { withBuildScope } from "../../src/graph/node.ts";
import { configure, MicromlError } from "../../src/index.ts";
import { objectOf } from "../../src/tensor/tensor-object.ts";
import { handleBehind } from "../../src/tensor/typed.ts";
import { executors } from "../setup/executors.ts";
import { grad, jit, parameter, tensor, type Untyped, type UntypedParameter } from "../tensor/untyped.ts";
import { continueProgram, inputValues, type Step, steps } from "./program.ts";
import { runs, seed } from "./settings.ts";

/** A tensor's elements, copied out. */
type Read = ArrayLike<number>;

/** Parameters of one shape, so that they can trade contents, and one of another. */
const shapes = [[3, 2], [3, 2], [3, 2], [4]] as const;
const inputShape = [3] as const;

/** Which new contents each parameter gets, as choices that `newContents` reads. */
interface Trial {
  readonly steps: readonly Step[];
  readonly choices: readonly number[];
  /** How many parameters are assigned, in which order. */
  readonly order: readonly number[];
}

const trials: fc.Arbitrary<Trial> = fc.record({
  steps,
  choices: fc.array(fc.nat({ max: 99 }), { minLength: 4, maxLength: 4 }),
  order: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 6 }),
});

const nodeOf = (given: Untyped) => handleBehind(given as unknown as Parameters<typeof handleBehind>[0]).node;
const contentsOf = (shape: readonly number[], turn: number): number[] => [...inputValues(shape, 40 + turn)];

/** Something of a parameter's shape that reads other parameters, a gradient, or itself turned around. */
function newContents(
  held: readonly UntypedParameter[],
  gradients: readonly Untyped[],
  at: number,
  choice: number,
): Untyped {
  const own = held[at]!;
  const other = held[(at + 1 + (choice % 2)) % 3]!;
  if (own.rank === 1)
    return [
      own.slice([[null, null, -1]]),
      own.mul(0.5).add(other.sum().mul(0.1)),
      own.sub(gradients[at]!.tanh()),
    ][choice % 3]!;
  const forms = [
    other,
    own.sub(gradients[at]!.tanh().mul(0.1)),
    own.slice([[null, null, -1], null]),
    other.transpose().reshape([3, 2]).mul(0.5),
    own.mul(0.5).add(other.mul(0.25)),
    gradients[(at + 1) % 3]!.tanh().add(own.softmax(0)),
    own,
  ];
  return forms[choice % forms.length]!;
}

/** One step: a random program over the parameters, then assignments that read what came before them. */
function takeStep(trial: Trial, held: readonly UntypedParameter[], input: Untyped): Untyped[] {
  const given = [...held, input].map((each, at) => ({
    node: nodeOf(each),
    exact: inputValues([...shapes, inputShape][at]!, 40 + at),
  }));
  // Which steps are taken depends on which nodes are one: that must not depend on whether the step is compiled.
  const { values } = withBuildScope(() => continueProgram(trial.steps, given, "f64"));
  const floats = values.filter(({ node }) => node.dtype === "f64").map(({ node }) => objectOf(node));
  const loss = (floats as unknown as Untyped[])
    .slice(-2)
    .map((value) => value.tanh().sum())
    .reduce((total, part) => total.add(part));
  const gradients = grad(loss, held);
  const last = objectOf(values.at(-1)!.node) as unknown as Untyped;
  for (const at of trial.order) held[at]!.assign(newContents(held, gradients, at, trial.choices[at]!));
  // What is returned reads some parameters after the update, and some values made before it.
  return [loss, held[0]!.add(held[1]!), last, held[2]!];
}

/** Parameters whose contents are off by a relative error, each element by another. */
const makeHeld = (error = 0): UntypedParameter[] =>
  shapes.map((shape, at) => {
    const contents = contentsOf(shape, at).map((value, element) => value * (1 + error * Math.cos(element)));
    return parameter(tensor(contents, { shape, dtype: "f64" }));
  });

const makeInput = (turn: number): Untyped =>
  tensor(contentsOf(inputShape, 3 + turn), { shape: inputShape, dtype: "f64" });

const read = (tensors: readonly Untyped[]): Read[] => tensors.map((each) => each.data());

/** Results of three steps and the parameters after each. */
function runTrial(
  trial: Trial,
  executor: (typeof executors)[number],
  isCompiled: boolean,
  error = 0,
): Read[] {
  configure({ backend: executor, verify: true });
  const held = makeHeld(error);
  const plain = (input: Untyped): Untyped[] => takeStep(trial, held, input);
  const step = isCompiled ? jit(plain) : plain;
  return [1, 2, 3].flatMap((turn) => {
    const results = read(step(makeInput(turn)));
    return [...results, ...read(held)];
  });
}

/** The largest difference, relative to the largest element (at least 1); infinite where only one is a number. */
function distance(a: Read, b: Read): number {
  let [most, scale] = [0, 1];
  for (let at = 0; at < a.length; at++) {
    if (Object.is(a[at], b[at]) || a[at] === b[at]) continue;
    const apart = Math.abs(a[at]! - b[at]!);
    most = Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(most, apart);
    if (Number.isFinite(b[at])) scale = Math.max(scale, Math.abs(b[at]!));
  }
  return a.length === b.length ? most / scale : Number.POSITIVE_INFINITY;
}

test(`compiled updates agree with updates one by one (seed ${seed}, ${runs} programs)`, () => {
  fc.assert(
    fc.property(trials, (trial) => {
      const wanted = runTrial(trial, "interpreter", false);
      // Where a small error grows a thousandfold in three steps, rounding may do the same.
      const blurred = runTrial(trial, "interpreter", false, 1e-12);
      fc.pre(wanted.every((each, at) => distance(blurred[at]!, each) < 1e-9));
      for (const executor of executors) {
        const got = runTrial(trial, executor, true);
        wanted.forEach((each, at) => {
          expect(distance(got[at]!, each), `${executor}, result ${at}`).toBeLessThanOrEqual(1e-9);
        });
      }
    }),
    { seed, numRuns: Math.ceil(runs / 2) },
  );
});

test(`a step that is refused leaves every parameter and every tensor as it was (seed ${seed})`, () => {
  fc.assert(
    fc.property(trials, fc.constantFrom(-1, 3, 1000), (trial, position) => {
      for (const executor of executors) {
        configure({ backend: executor, verify: true });
        const held = makeHeld();
        const before = held[0]!.mul(1);
        const step = jit((input: Untyped, chosen: Untyped) => {
          const results = [...takeStep(trial, held, input), held[0]!.take(chosen)];
          held[1]!.assign(held[1]!.add(held[2]!.take(chosen).sum()));
          return results;
        });
        const good = tensor([2], { dtype: "i32" });
        step(makeInput(1), good);
        const contents = read(held);
        expect(() => step(makeInput(1), tensor([position], { dtype: "i32" }))).toThrow(MicromlError);
        expect(read(held), executor).toEqual(contents);
        expect(before.data(), executor).toEqual(makeHeld()[0]!.data());
        expect(read(step(makeInput(1), good)).length, executor).toBe(5);
      }
    }),
    { seed: seed + 2, numRuns: Math.ceil(runs / 4) },
  );
});
