/** All families of reference cases in one process, in shuffled order, while the memory they run in keeps growing. */

import { expect, test } from "vitest";
import { configure } from "../../src/index.ts";
import { growHeap } from "../../src/runtime/index.ts";
import { jit, parameter, tensor, type Untyped } from "../tensor/untyped.ts";
import { type Case, isOptimizerCase, listFamilies, readFamily } from "./case.ts";
import { findMissing } from "./needs.ts";
import { type Run, runCase } from "./run-case.ts";

const seed = Number(process.env.SHUFFLE_SEED ?? 4_242);
/** Cases between two growths. */
const stride = 7;

/** The same cases in an order that follows from the seed (Fisher & Yates 1938). */
function shuffle(cases: readonly Case[]): Case[] {
  const shuffled = [...cases];
  let state = seed;
  for (let last = shuffled.length - 1; last > 0; last--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const at = Math.floor((state / 2 ** 32) * (last + 1));
    [shuffled[last], shuffled[at]] = [shuffled[at]!, shuffled[last]!];
  }
  return shuffled;
}

const run: Run = { backend: "wasm", precision: "f64", ways: ["jit", "grad", "backward"], stepWays: ["jit"] };

test(`in doubles on WebAssembly (seed ${seed})`, () => {
  configure({ backend: "wasm", verify: true });
  // Every other case, and of the optimizers', which take twenty steps each, one in ten.
  const cases = shuffle(
    listFamilies()
      .flatMap((family) => readFamily(family))
      .filter((each, at) => findMissing(each).length === 0 && at % (isOptimizerCase(each) ? 10 : 2) === 0),
  );
  // What is held across all of it: a result, a parameter, and a compiled step that updates it.
  const kept = tensor([1, 2, 3]).exp();
  const before = kept.toArray();
  const weight = parameter(tensor([0, 0]));
  const count = jit((by: Untyped) => {
    weight.assign(weight.add(by));
    return weight.mul(2);
  });
  let turns = 0;
  const faults = cases.flatMap((each, at) => {
    if (at % stride === 0) {
      growHeap(1);
      turns++;
      expect(count(tensor([1, -1])).toArray()).toEqual([2 * turns, -2 * turns]);
    }
    return runCase(each, run, at).map((fault) => `${each.id}: ${fault}`);
  });
  expect(faults).toEqual([]);
  expect(kept.toArray()).toEqual(before);
  expect(weight.toArray()).toEqual([turns, -turns]);
});
