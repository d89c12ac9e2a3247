/** An extremum is found again among the elements it was taken from, also where those are computed anew instead of stored. */

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { configure, arange as typedArange } from "../../src/index.ts";
import { executors } from "../setup/executors.ts";
import { grad, jit, tensor, type Untyped } from "../tensor/untyped.ts";

const arange = typedArange as unknown as (size: number, options?: object) => Untyped;

/** Functions that cost less to compute again than to store, and the size of their slopes. */
const cheap: readonly (readonly [name: string, slope: number, compute: (x: Untyped) => Untyped])[] = [
  ["scaled", 0.3, (x) => x.mul(0.3)],
  ["scaled and moved", 0.3, (x) => x.mul(0.3).add(0.7)],
  [
    "turned and moved",
    1 / 3,
    (x) =>
      x
        .transpose()
        .mul(-1 / 3)
        .add(0.1),
  ],
  ["divided", 1 / 3, (x) => x.div(3)],
];

describe.each(executors)("%s", (backend) => {
  test.each(cheap)("%s", (_, size, compute) => {
    configure({ backend, verify: true });
    const find = jit((x) => {
      const y = compute(x);
      const top = y.max(0, { keepDims: true });
      const [slope] = grad(y.max(0).sum(), [x]);
      return [y.equal(top).cast("i32").sum(0), slope!.abs().sum(), y.argMin(0)];
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 9, maxLength: 9 }),
        (values) => {
          const x = tensor(
            values.map((value) => value / 7),
            { shape: [3, 3] },
          );
          const [found, slope, least] = find(x);
          expect(Array.from(found!.data())).toEqual([1, 1, 1]);
          expect(slope!.item()).toBeCloseTo(3 * size, 5);
          const y = compute(x).data();
          const columns = [0, 1, 2].map((column) => [0, 1, 2].map((row) => y[row * 3 + column]!));
          expect(Array.from(least!.data())).toEqual(columns.map((each) => each.indexOf(Math.min(...each))));
        },
      ),
      { seed: 5, numRuns: 10 },
    );
  });

  test("numbers known before anything runs", () => {
    configure({ backend, verify: true });
    const find = jit((x) => {
      const line = arange(12)
        .mul(-0.25 / 12)
        .add(1)
        .reshape([3, 4]);
      const big = arange(4, { dtype: "i32" })
        .add(2 ** 30)
        .mul(2 ** 30 + 1);
      return [x.add(line).sub(x), line.mul(line.argMin(0).cast("f32")), big];
    });
    const [, chosen, big] = find(tensor(0));
    expect(Array.from(chosen!.data()).map((value) => value.toFixed(4))).toEqual(
      Array.from({ length: 12 }, (_, at) => (2 - at / 24).toFixed(4)),
    );
    expect(Array.from(big!.data())).toEqual([0, 1, 2, 3].map((at) => Math.imul(at + 2 ** 30, 2 ** 30 + 1)));
  });
});
