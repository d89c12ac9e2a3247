/** The order of rows by their bits against a comparison: short and long rows, ties, zeros of both signs, NaN and infinities. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { TypedArray } from "../../src/base/dtype.ts";
import { orderRows } from "../../src/base/order.ts";

/** Ascending, NaN as the largest, zeros of both signs equal. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : Number(a > b);
}

const special = fc.constantFrom(0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
const floats = (number: fc.Arbitrary<number>) => fc.oneof({ weight: 2, arbitrary: special }, number);

const kinds: readonly (readonly [string, fc.Arbitrary<number>, (list: number[]) => TypedArray])[] = [
  ["f32", floats(fc.float()), (list) => Float32Array.from(list)],
  ["f64", floats(fc.double()), (list) => Float64Array.from(list)],
  ["i32", fc.oneof(fc.integer(), fc.integer({ min: -3, max: 3 })), (list) => Int32Array.from(list)],
];

test.each(kinds)("%s", (_name, element, make) => {
  const table = fc
    .tuple(fc.constantFrom(0, 1, 2, 9, 48, 49, 130), fc.integer({ min: 0, max: 3 }))
    .chain(([size, rows]) =>
      fc.tuple(
        fc.constant(size),
        fc.array(element, { minLength: size * rows, maxLength: size * rows }),
        fc.boolean(),
      ),
    );
  fc.assert(
    fc.property(table, ([size, list, descending]) => {
      const values = make(list);
      const order = new Int32Array(values.length);
      orderRows(values, order, size, descending);
      for (let start = 0; start < values.length; start += size) {
        const row = values.slice(start, start + size);
        const wanted = Array.from(row, (_, at) => at).sort(
          (a, b) => (descending ? -1 : 1) * compare(row[a]!, row[b]!) || a - b,
        );
        expect(Array.from(order.subarray(start, start + size))).toEqual(wanted);
      }
    }),
    { numRuns: 60, seed: 5 },
  );
});
