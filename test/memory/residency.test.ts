/** Parameters that lie in the heap behave as plain arrays would: over steps on every backend, growth, aliases and old graphs. */

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { growHeap } from "../../src/runtime/index.ts";
import { assignAll, jit, parameter, tensor, type Untyped, type UntypedParameter } from "../tensor/untyped.ts";

const backends = ["wasm", "javascript-looped", "javascript-unrolled", "interpreter"] as const;
type BackendName = (typeof backends)[number];

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, at) => sum + x * b[at]!, 0);

/** Two parameters, what they should hold, and everything that was read or left pending on the way. */
class World {
  readonly #size: number;
  readonly #first: UntypedParameter;
  readonly #second: UntypedParameter;
  #model: [number[], number[]];
  readonly #steps = new Map<
    BackendName,
    { exchange: () => Untyped; multiplyBySuccessor: (x: Untyped) => Untyped }
  >();
  readonly #kept: { read: () => readonly number[]; expected: readonly number[] }[] = [];

  constructor(size: number) {
    const numbers = (from: number): number[] => Array.from({ length: size }, (_, at) => from + at);
    this.#size = size;
    this.#model = [numbers(1), numbers(-50)];
    [this.#first, this.#second] = this.#model.map((values) => parameter(tensor(values))) as [
      UntypedParameter,
      UntypedParameter,
    ];
  }

  #stepsOn(backend: BackendName) {
    configure({ backend });
    const known = this.#steps.get(backend);
    if (known !== undefined) return known;
    const [first, second, size] = [this.#first, this.#second, this.#size];
    const steps = {
      exchange: jit(() => {
        const old = first.neg();
        first.assign(second.add(1));
        second.assign(old);
        return second.add(first);
      }),
      multiplyBySuccessor: jit((x: Untyped) => {
        first.assign(first.add(1));
        return x.reshape([1, size]).matmul(first.reshape([size, 1]));
      }),
    };
    this.#steps.set(backend, steps);
    return steps;
  }

  #keep(expected: readonly number[], read: () => readonly number[]): void {
    this.#kept.push({ read, expected: expected.slice() });
  }

  readonly actions: Record<string, (backend: BackendName) => void> = {
    exchange: (backend) => {
      const [first, second] = this.#model;
      this.#model = [second.map((x) => x + 1), first.map((x) => -x)];
      const result = this.#stepsOn(backend).exchange();
      this.#keep(
        this.#model[0].map((x, at) => x + this.#model[1][at]!),
        () => [...result.data()],
      );
    },
    passItself: (backend) => {
      const old = this.#model[0];
      const result = this.#stepsOn(backend).multiplyBySuccessor(this.#first);
      this.#model[0] = old.map((x) => x + 1);
      this.#keep([dot(old, this.#model[0])], () => [...result.data()]);
    },
    passOther: (backend) => {
      const result = this.#stepsOn(backend).multiplyBySuccessor(this.#second);
      this.#model[0] = this.#model[0].map((x) => x + 1);
      this.#keep([dot(this.#model[1], this.#model[0])], () => [...result.data()]);
    },
    assignEagerly: () => {
      this.#first.assign(this.#second);
      this.#model[0] = this.#model[1].slice();
    },
    computeEagerly: (backend) => {
      configure({ backend });
      this.#second.assign(this.#first.sub(this.#second));
      this.#model[1] = this.#model[0].map((x, at) => x - this.#model[1][at]!);
    },
    exchangeEagerly: (backend) => {
      configure({ backend });
      const [first, second] = this.#model;
      const sum = this.#first.add(this.#second);
      assignAll(
        [
          [this.#first, this.#second.add(1)],
          [this.#second, this.#first.neg()],
        ],
        [sum],
      );
      this.#keep(
        first.map((x, at) => x + second[at]!),
        () => [...sum.data()],
      );
      this.#model = [second.map((x) => x + 1), first.map((x) => -x)];
    },
    turnInPlace: (backend) => {
      configure({ backend });
      const [first] = this.#model;
      const next = this.#first.flip(0).neg();
      assignAll([
        [this.#first, next],
        [this.#second, this.#first],
      ]);
      this.#model = [first.map((x) => -x).reverse(), first];
      this.#keep(this.#model[0], () => [...next.data()]);
    },
    assignOneToBoth: (backend) => {
      configure({ backend });
      const next = this.#second.sub(1);
      assignAll([
        [this.#first, next],
        [this.#second, next],
      ]);
      const values = this.#model[1].map((x) => x - 1);
      this.#model = [values, values.slice()];
      this.#keep(values, () => [...next.data()]);
    },
    leavePending: (backend) => {
      const pending = this.#first.add(this.#second);
      this.#keep(
        this.#model[0].map((x, at) => x + this.#model[1][at]!),
        () => {
          configure({ backend });
          return [...pending.data()];
        },
      );
    },
    capturePending: (backend) => {
      configure({ backend });
      const pending = this.#first.mul(2);
      const shifted = jit(() => pending.add(1));
      const expected = this.#model[0].map((x) => 2 * x + 1);
      this.#keep(expected, () => [...shifted().data()]);
      expect([...shifted().data()]).toEqual(expected);
    },
    read: () => {
      const [first, second] = [this.#first.data(), this.#second.data()];
      this.#keep(this.#model[0], () => [...first]);
      this.#keep(this.#model[1], () => [...second]);
    },
    grow: () => growHeap(1),
  };

  check(): void {
    expect([[...this.#first.data()], [...this.#second.data()]]).toEqual(this.#model);
    expect(this.#first.toArray()).toEqual(this.#model[0]);
  }

  checkKept(): void {
    for (const { read, expected } of this.#kept) expect(read()).toEqual(expected);
  }
}

const numbers = Array.from({ length: 300 }, (_, at) => at);
const names = Object.keys(new World(1).actions);

describe("parameters in the heap", () => {
  test("hold what plain arrays would, and nothing read or pending ever changes", () => {
    const action = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...backends));
    const property = fc.property(
      fc.constantFrom(0, 1, 3, 300),
      fc.array(action, { minLength: 1, maxLength: 25 }),
      (size, actions) => {
        const world = new World(size);
        for (const [name, backend] of actions) {
          world.actions[name]!(backend);
          world.check();
        }
        world.checkKept();
      },
    );
    fc.assert(property, { seed: 11, numRuns: 60 });
  });

  test("follow the steps that use them into shared memory and back", () => {
    const weight = parameter(tensor(numbers));
    const makeStep = (threads: number) => {
      configure({ backend: "wasm", threads });
      const step = jit((x: Untyped) => {
        weight.assign(weight.add(x));
        return weight.mul(2);
      });
      step(tensor(numbers));
      return step;
    };
    const steps = [makeStep(1), makeStep(2)];
    let count = 3;
    for (const which of [0, 1, 1, 0, 0, 1]) {
      growHeap(1);
      count += 1;
      const doubled = steps[which]!(tensor(numbers)).data();
      expect([...doubled]).toEqual(numbers.map((x) => 2 * count * x));
      expect(doubled.buffer).toBeInstanceOf(ArrayBuffer);
      expect([...weight.data()]).toEqual(numbers.map((x) => count * x));
      expect(weight.data().buffer).toBeInstanceOf(ArrayBuffer);
    }
    configure({ backend: "auto", threads: 1 });
    expect([...weight.add(0).data()]).toEqual(numbers.map((x) => count * x));
  });
});
