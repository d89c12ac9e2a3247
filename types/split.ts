/** Shapes of the parts a tensor is cut into along an axis; knows no elements. */

import type { CeilDivide, Difference, Divide, IsCount, Product, Sum } from "./arithmetic.ts";
import type { NormalizeAxis } from "./axis.ts";
import type { ParseDigits } from "./digits.ts";
import type { Dim, IsUnknownDim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { ReplaceAxis } from "./gather.ts";

/** The shapes of consecutive parts along an axis, or a message. */
export type Split<
  A extends Shape,
  Sizes extends readonly number[],
  Axis extends number = 0,
> = number extends A["length"]
  ? PartsOfAnyShape<Sizes>
  : NormalizeAxis<"split", A, Axis> extends infer Along
    ? Along extends number
      ? number extends Sizes["length"] | Along
        ? SizesFault<Sizes> extends infer Fault extends string
          ? Fault
          : PartsOfAnyShape<Sizes>
        : SizesFault<Sizes> extends infer Fault extends string
          ? Fault
          : TotalFault<A, Sizes, Along, A[Along]> extends infer Fault extends string
            ? Fault
            : { -readonly [K in keyof Sizes]: ReplaceAxis<A, Along, [Sizes[K]]> }
      : Along
    : never;

type PartsOfAnyShape<Sizes extends readonly number[]> = { -readonly [K in keyof Sizes]: Shape };

type SizesFault<Sizes extends readonly number[]> = Sizes extends readonly [
  infer Head extends number,
  ...infer Tail extends readonly number[],
]
  ? IsCount<Head> extends false
    ? `split: ${Head} is no size (needs a whole number from 0 on)`
    : SizesFault<Tail>
  : null;

type TotalFault<A extends Shape, Sizes extends readonly number[], Along extends number, D extends Dim> =
  IsUnknownDim<D> extends true
    ? null
    : D extends number
      ? TotalOf<Sizes> extends infer Total extends number
        ? number extends Total
          ? null
          : Total extends D
            ? null
            : `split: sizes ${FormatShape<Sizes>} add up to ${Total}, but axis ${Along} of ${FormatShape<A>} has ${D}`
        : never
      : null;

type TotalOf<Sizes extends readonly number[], Total extends number = 0> = number extends Total
  ? number
  : Sizes extends readonly [infer Head extends number, ...infer Tail extends readonly number[]]
    ? TotalOf<Tail, number extends Head ? number : Sum<Total, Head>>
    : Total;

/** The shapes of so many parts of one size along an axis, or a message; the last may be smaller, and there may be fewer. */
export type Chunk<A extends Shape, Count extends number, Axis extends number = 0> = number extends A["length"]
  ? ChunkFault<Count> extends infer Fault extends string
    ? Fault
    : Shape[]
  : NormalizeAxis<"chunk", A, Axis> extends infer Along
    ? Along extends number
      ? ChunkFault<Count> extends infer Fault extends string
        ? Fault
        : number extends Along
          ? Shape[]
          : EvenParts<A, Along, A[Along], Count>
      : Along
    : never;

type ChunkFault<Count extends number> =
  IsCount<Count> extends false ? NoCount<Count> : [Count] extends [0] ? NoCount<Count> : null;
type NoCount<Count extends number> = `chunk: ${Count} is no number of parts (needs a whole number from 1 on)`;

type EvenParts<A extends Shape, Along extends number, D extends Dim, Count extends number> = number extends
  | D
  | Count
  ? ReplaceAxis<A, Along, [number]>[]
  : D extends 0
    ? Copies<A, Count>
    : D extends number
      ? PartsOfSize<A, Along, D, CeilDivide<D, Count>>
      : ReplaceAxis<A, Along, [number]>[];

type PartsOfSize<A extends Shape, Along extends number, D extends number, Size extends number> =
  Divide<D, Size> extends [infer Whole extends number, infer Exact]
    ? Copies<ReplaceAxis<A, Along, [Size]>, Whole> extends infer Parts extends readonly Shape[]
      ? Exact extends true
        ? Parts
        : Difference<D, Product<Size, Whole>> extends infer Rest extends number
          ? [...Parts, ReplaceAxis<A, Along, [Rest]>]
          : never
      : never
    : never;

/** The shapes of all slices of size 1 along an axis, without that axis, or a message. */
export type Unstack<A extends Shape, Axis extends number = 0> = number extends A["length"]
  ? Shape[]
  : NormalizeAxis<"unstack", A, Axis> extends infer Along
    ? Along extends number
      ? number extends Along
        ? Shape[]
        : Copies<ReplaceAxis<A, Along, []>, A[Along]>
      : Along
    : never;

// A tuple of that many; a list, where the number is unknown or beyond what a tuple can hold.
type Copies<S extends Shape, Count extends Dim> =
  IsUnknownDim<Count> extends true
    ? S[]
    : Count extends number
      ? ParseDigits<`${Count}`> extends infer Low extends readonly string[]
        ? Low extends readonly [] | readonly [unknown, unknown, unknown, unknown?, "0"?, "0"?]
          ? CopyDigits<S, Low>
          : S[]
        : S[]
      : S[];

type CopyDigits<
  S extends Shape,
  Low extends readonly string[],
  Out extends readonly unknown[] = [],
> = Low extends readonly [...infer Rest extends readonly string[], infer Top extends string]
  ? CopyDigits<S, Rest, [...TenTimes<Out>, ...Ones<S, Top>]>
  : Out;

type TenTimes<T extends readonly unknown[]> = T extends readonly []
  ? []
  : [...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T];

type Ones<S extends Shape, Count extends string, Out extends readonly unknown[] = []> = `${Out["length"] &
  number}` extends Count
  ? Out
  : Ones<S, Count, [...Out, S]>;
