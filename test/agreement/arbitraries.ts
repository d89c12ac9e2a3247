/** Random shapes and arguments, about half of them fitting; knows no rule. */

import fc from "fast-check";
import type { SliceRange } from "../../src/shape/index.ts";

/** Mostly small sizes, with 0, 1 and sizes of many digits among them. */
export const size = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1, 1, 2) },
  { weight: 2, arbitrary: fc.integer({ min: 10, max: 1999 }) },
);

/** Shapes of any rank up to 8, mostly small ones. */
export const shape = fc.oneof(
  { weight: 8, arbitrary: fc.array(size, { maxLength: 4 }) },
  { weight: 2, arbitrary: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 8 }) },
);

/** What a user may write for a size by mistake, and sizes at the edge of what can be counted. */
export const wildSize = fc.oneof(
  { weight: 6, arbitrary: size },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      -1,
      -2,
      -17,
      0.5,
      2.25,
      -0.5,
      1e21,
      9007199254740991,
      9007199254740992,
      94906266,
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 ** 53 - 1 }) },
);

/** An axis of a shape of this rank, negative or not, and now and then none. */
export function axisOf(rank: number): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: -Math.max(rank, 1), max: Math.max(rank, 1) - 1 }) },
    { weight: 1, arbitrary: fc.constantFrom(-rank - 1, rank, 12, -12, 0.5) },
  );
}

/** No axes, one, or a list. */
export function axesOf(rank: number): fc.Arbitrary<number | readonly number[] | null | undefined> {
  return fc.oneof(
    fc.constantFrom(null, undefined),
    axisOf(rank),
    fc.uniqueArray(axisOf(rank), { maxLength: 4 }),
  );
}

/** The shape with one size changed somewhere, or unchanged. */
export function nearly(base: readonly number[], changes = 1): fc.Arbitrary<number[]> {
  if (base.length === 0) return fc.constant([]);
  const changed: fc.Arbitrary<number[]> = fc
    .tuple(fc.nat(base.length - 1), size)
    .map(([axis, other]) => base.map((each, index) => (index === axis ? other : each)));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<number[]>([...base]) },
    { weight: changes, arbitrary: changed },
  );
}

/** A shape that mostly broadcasts with the base: leading axes left out, some sizes 1. */
export function broadcastable(base: readonly number[]): fc.Arbitrary<number[]> {
  return fc
    .tuple(fc.nat(base.length), fc.array(fc.nat(3), { minLength: base.length, maxLength: base.length }))
    .chain(([dropped, ones]) =>
      nearly(base.map((each, axis) => (ones[axis] === 0 ? 1 : each)).slice(dropped)),
    );
}

/** Whole numbers up to a size around zero, and what is no whole number. */
export function indexNear(length: number): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: -length - 2, max: length + 2 }) },
    { weight: 1, arbitrary: fc.constantFrom(0.5, -1.5, 1e21, -123456789, 9007199254740991) },
  );
}

/** A range of a slice of an axis of this size. */
export function rangeOf(length: number): fc.Arbitrary<SliceRange> {
  const part = fc.oneof(
    { weight: 3, arbitrary: indexNear(length) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(1, -1, 2, 3, -2, -3, 7) },
    { weight: 1, arbitrary: fc.constantFrom(null, 0, 1.5, -100, 123456) },
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<SliceRange[]>(null, []) },
    { weight: 1, arbitrary: fc.tuple(part) },
    { weight: 2, arbitrary: fc.tuple(part, part) },
    { weight: 4, arbitrary: fc.tuple(part, part, step) },
  );
}

/** One case of a list for each element of another. */
export function each<T, U>(list: readonly T[], arbitrary: (entry: T) => fc.Arbitrary<U>): fc.Arbitrary<U[]> {
  return list.length === 0 ? fc.constant([]) : (fc.tuple(...list.map(arbitrary)) as fc.Arbitrary<U[]>);
}
