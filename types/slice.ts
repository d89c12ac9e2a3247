/** Ranges of elements along each axis, as Python counts them; knows nothing of offsets in memory. */

import type { CeilDivide, Difference, IsWhole, Minimum, Negated, Sum } from "./arithmetic.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";

/** `[start, stop, step]`, each left out or null for the default; null takes the whole axis. */
export type SliceRange = null | readonly [start?: number | null, stop?: number | null, step?: number | null];

/** The shape of what the ranges take, or a message; axes beyond the list are taken whole. */
export type Slice<A extends Shape, Ranges extends readonly SliceRange[]> = number extends
  | A["length"]
  | Ranges["length"]
  ? Shape
  : SliceAxes<A, Ranges, A, Ranges>;

type SliceAxes<
  A extends Shape,
  Ranges extends readonly SliceRange[],
  Rest extends Shape,
  RestRanges extends readonly SliceRange[],
  Out extends Shape = [],
> = RestRanges extends readonly [infer Range extends SliceRange, ...infer Tail extends readonly SliceRange[]]
  ? Rest extends readonly [infer D extends Dim, ...infer RestTail extends Shape]
    ? Range extends null
      ? SliceAxes<A, Ranges, RestTail, Tail, [...Out, D]>
      : SliceDim<D, Range> extends infer Size
        ? Size extends readonly [infer Fault extends string]
          ? HasRankWithin<Ranges, A> extends true
            ? `slice: ${SliceFault<Fault, Out["length"] & number, A>}`
            : RankFault<A, Ranges>
          : SliceAxes<A, Ranges, RestTail, Tail, [...Out, Size & Dim]>
        : never
    : RankFault<A, Ranges>
  : [...Out, ...Rest];

type SliceFault<Part extends string, Axis extends number, A extends Shape> = Part extends "0"
  ? `step at axis ${Axis} of ${FormatShape<A>} is 0`
  : `${Part} at axis ${Axis} of ${FormatShape<A>} is not a whole number`;

type RankFault<
  A extends Shape,
  Ranges extends readonly unknown[],
> = `slice: ${FormatShape<A>} has rank ${A["length"] & number}, the number of ranges is ${Ranges["length"] & number}`;

type HasRankWithin<A extends readonly unknown[], B extends readonly unknown[]> = A extends readonly [
  unknown,
  ...infer AT,
]
  ? B extends readonly [unknown, ...infer BT]
    ? HasRankWithin<AT, BT>
    : false
  : true;

type Nothing = null | undefined;

// The size that is left, or a tuple of the number at fault.
type SliceDim<D extends Dim, Range> = Range extends readonly [infer Start, infer Stop, infer Step]
  ? SliceParts<D, Start, Stop, Step>
  : Range extends readonly [infer Start, infer Stop]
    ? SliceParts<D, Start, Stop, undefined>
    : Range extends readonly [infer Start]
      ? SliceParts<D, Start, undefined, undefined>
      : Range extends readonly []
        ? D
        : number;

type SliceParts<D extends Dim, Start, Stop, Step> =
  PartFault<[Start, Stop, Step]> extends infer Fault extends string
    ? [Fault]
    : Step extends 0
      ? ["0"]
      : [Start, Stop, Step] extends [Nothing | 0, Nothing, Nothing | 1] | [Nothing, Nothing, -1]
        ? D
        : D extends number
          ? number extends D | Exclude<Start | Stop | Step, Nothing>
            ? number
            : SliceSize<D, Start, Stop, Step extends number ? Step : 1>
          : number;

type PartFault<Parts extends readonly unknown[]> = Parts extends readonly [infer Head, ...infer Tail]
  ? Head extends number
    ? number extends Head
      ? PartFault<Tail>
      : IsWhole<Head> extends true
        ? PartFault<Tail>
        : `${Head}`
    : PartFault<Tail>
  : null;

type SliceSize<D extends number, Start, Stop, Step extends number> =
  Negated<Step> extends infer Back
    ? Back extends number
      ? Span<ClampBack<Start, D, D>, ClampBack<Stop, D, 0>, Back>
      : Span<Clamp<Stop, D, D>, Clamp<Start, D, 0>, Step>
    : never;

// ⌈(high − low) ÷ step⌉, or 0 when nothing lies between.
type Span<High extends number, Low extends number, Step extends number> =
  Difference<High, Low> extends infer N extends number ? CeilDivide<N, Step> : 0;

// An index between 0 and the size.
type Clamp<Index, Size extends number, Default extends number> = Index extends number
  ? Negated<Index> extends infer FromEnd
    ? FromEnd extends number
      ? OrZero<Difference<Size, FromEnd>>
      : Minimum<Index, Size>
    : never
  : Default;

// An index between −1 and the last, and 1 added to keep it from being negative.
type ClampBack<Index, Size extends number, Default extends number> = Index extends number
  ? Negated<Index> extends infer FromEnd
    ? FromEnd extends number
      ? Difference<Size, FromEnd> extends infer Before extends number
        ? Sum<Before, 1>
        : 0
      : Minimum<Sum<Index, 1>, Size>
    : never
  : Default;

type OrZero<N> = N extends number ? N : 0;
