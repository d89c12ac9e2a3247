/** Single positions picked along axes, which leave the shape; knows no elements. */

import type { Difference, IsWhole, Negated } from "./arithmetic.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";

/** The shape without the indexed axes, or a message; null keeps an axis. */
export type Index<A extends Shape, Entries extends readonly (number | null)[]> = number extends
  | A["length"]
  | Entries["length"]
  ? Shape
  : HasRankWithin<Entries, A> extends true
    ? IndexAxes<A, A, Entries>
    : `index: ${FormatShape<A>} has rank ${A["length"] & number}, the number of indices is ${Entries["length"] & number}`;

type HasRankWithin<A extends readonly unknown[], B extends readonly unknown[]> = A extends readonly [
  unknown,
  ...infer AT,
]
  ? B extends readonly [unknown, ...infer BT]
    ? HasRankWithin<AT, BT>
    : false
  : true;

type IndexAxes<
  A extends Shape,
  Rest extends Shape,
  Entries extends readonly (number | null)[],
  Out extends Shape = [],
  Seen extends Shape = [],
> = Entries extends readonly [infer E extends number | null, ...infer ET extends readonly (number | null)[]]
  ? Rest extends readonly [infer D extends Dim, ...infer RT extends Shape]
    ? [E] extends [null]
      ? IndexAxes<A, RT, ET, [...Out, D], [...Seen, D]>
      : E extends number
        ? EntryFault<A, D, E, Seen["length"] & number> extends infer Fault extends string
          ? Fault
          : null extends Entries[0]
            ? Shape
            : IndexAxes<A, RT, ET, Out, [...Seen, D]>
        : Shape
    : never
  : [...Out, ...Rest];

type EntryFault<A extends Shape, D extends Dim, E extends number, Axis extends number> = number extends E
  ? null
  : IsWhole<E> extends false
    ? `index: ${E} at axis ${Axis} is not a whole number`
    : D extends number
      ? number extends D
        ? null
        : IsWithin<D, E> extends true
          ? null
          : `index: ${E} is out of range for axis ${Axis} of ${FormatShape<A>}`
      : null;

// −size ≤ index < size
type IsWithin<D extends number, E extends number> =
  Negated<E> extends infer FromEnd extends number
    ? Difference<D, FromEnd> extends number
      ? true
      : false
    : Difference<D, E> extends infer Left extends number
      ? Left extends 0
        ? false
        : true
      : false;
