/** Compiled steps that update parameters in place agree with the same steps taken one by one, and fail without a trace. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { configure, MicromlError } from "../../src/index.ts";
import { grad, jit, parameter, tensor, type Untyped, type UntypedParameter } from "../tensor/untyped.ts";
import { distance, largest, type Read } from "./compare.ts";
import { buildProgram, inputValues, type Program, programs, runs, seed } from "./program.ts";

type Executor = "interpreter" | "javascript-looped" | "javascript-unrolled" | "wasm";
const generators: readonly Executor[] = ["javascript-looped", "javascript-unrolled", "wasm"];

/** Parameters of one shape, so that they can trade contents, and one of another. */
const shapes = [[3, 2], [3, 2], [3, 2], [4]] as const;

/** Which new contents each parameter gets, as choices that `makeUpdates` reads. */
interface Trial {
  readonly program: Pick<Program, "steps">;
  readonly choices: readonly number[];
  /** How many parameters are assigned, in which order. */
  readonly order: readonly number[];
}

const trials: fc.Arbitrary<Trial> = fc.record({
  program: programs("f64"),
  choices: fc.array(fc.nat({ max: 99 }), { minLength: 4, maxLength: 4 }),
  order: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 6 }),
});

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
function takeStep(
  { program, choices, order }: Trial,
  held: readonly UntypedParameter[],
  input: Untyped,
): Untyped[] {
  const { values } = buildProgram(program, [...held, input]);
  const loss = values
    .slice(-2)
    .map((value) => value.tanh().sum())
    .reduce((total, part) => total.add(part));
  const gradients = grad(loss, held);
  for (const at of order) held[at]!.assign(newContents(held, gradients, at, choices[at]!));
  // What is returned reads some parameters after the update, and some values made before it.
  return [loss, held[0]!.add(held[1]!), values.at(-1)!, held[2]!];
}

const makeHeld = (): UntypedParameter[] =>
  shapes.map((shape, at) => parameter(tensor(inputValues(shape, 40 + at), { shape, dtype: "f64" })));

const read = (tensors: readonly Untyped[]): Read[] =>
  tensors.map((each) => ({ shape: each.shape, data: each.data() }));

/** Results of three steps and the parameters after each. */
function runTrial(trial: Trial, executor: Executor, isCompiled: boolean): Read[] {
  configure({ backend: executor, verify: true });
  const held = makeHeld();
  const plain = (input: Untyped): Untyped[] => takeStep(trial, held, input);
  const step = isCompiled ? jit(plain) : plain;
  return [1, 2, 3].flatMap((turn) => {
    const results = read(step(tensor(inputValues([3], turn), { shape: [3], dtype: "f64" })));
    return [...results, ...read(held)];
  });
}

test(`compiled updates agree with updates one by one (seed ${seed})`, () => {
  fc.assert(
    fc.property(trials, (trial) => {
      const wanted = runTrial(trial, "interpreter", false);
      for (const executor of ["interpreter", ...generators] as const) {
        const got = runTrial(trial, executor, true);
        wanted.forEach((each, at) => {
          expect(distance(got[at]!, each), `${executor}, result ${at}`).toBeLessThanOrEqual(
            1e-9 * largest(each),
          );
        });
      }
    }),
    { seed, numRuns: Math.ceil(runs / 2) },
  );
});

test(`a step that is refused leaves every parameter and every tensor as it was (seed ${seed})`, () => {
  fc.assert(
    fc.property(trials, fc.constantFrom(-1, 3, 1000), (trial, position) => {
      for (const executor of ["interpreter", ...generators] as const) {
        configure({ backend: executor, verify: true });
        const held = makeHeld();
        const before = held[0]!.mul(1);
        const step = jit((input: Untyped, chosen: Untyped) => {
          const results = takeStep(trial, held, input.add(held[0]!.take(chosen).sum().mul(0)));
          held[1]!.assign(held[1]!.add(held[2]!.take(chosen).sum()));
          return results;
        });
        const input = tensor(inputValues([3], 1), { shape: [3], dtype: "f64" });
        const good = tensor([2], { dtype: "i32" });
        step(input, good);
        const contents = read(held);
        expect(() => step(input, tensor([position], { dtype: "i32" }))).toThrow(MicromlError);
        expect(read(held), executor).toEqual(contents);
        expect(before.data(), executor).toEqual(makeHeld()[0]!.data());
        expect(
          read(step(input, good)).every(({ data }) => data.every(Number.isFinite)),
          executor,
        ).toBe(true);
      }
    }),
    { seed: seed + 2, numRuns: Math.ceil(runs / 4) },
  );
});
