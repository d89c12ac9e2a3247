/** Exact sums, differences, products and quotients of whole-number literals; knows no shape. */

import type { Digit } from "./digit-tables.ts";
import type {
  AddDigits,
  Digits,
  DivideNumeral,
  IsTooLarge,
  MultiplyDigits,
  ParseDigits,
  ParseNumber,
  PrintDigits,
  SubtractDigits,
  TrimZeros,
} from "./digits.ts";

/** The digits of a whole number ≥ 0; from 1e21 on, those of 1e21. */
export type DigitsOf<N extends number> = ParseDigits<`${N}`>;

/** Digits as a number literal; whatever is more than a double holds exactly, as 1e21. */
export type NumberOf<D extends Digits> = D extends [
  infer D0 extends string,
  infer D1 extends string,
  infer D2 extends string,
]
  ? ParseNumber<D2 extends "0" ? TrimZeros<`${D1}${D0}`> : `${D2}${D1}${D0}`>
  : IsTooLarge<D> extends true
    ? 1e21
    : ParseNumber<PrintDigits<D>>;

/** a + b for whole numbers ≥ 0. */
export type Sum<A extends number, B extends number> = A extends 0
  ? B
  : B extends 0
    ? A
    : NumberOf<AddDigits<DigitsOf<A>, DigitsOf<B>>>;

/** a − b for whole numbers ≥ 0, or null when that is negative. */
export type Difference<A extends number, B extends number> = B extends 0
  ? A
  : SubtractDigits<DigitsOf<A>, DigitsOf<B>> extends infer D extends Digits
    ? NumberOf<D>
    : null;

/** a · b for whole numbers ≥ 0. */
export type Product<A extends number, B extends number> = A extends 1
  ? B
  : B extends 1
    ? A
    : NumberOf<MultiplyDigits<DigitsOf<A>, DigitsOf<B>>>;

/** [⌊a ÷ b⌋, whether a is a multiple of b] for whole numbers a ≥ 0, b > 0. */
export type Divide<A extends number, B extends number> = B extends 1
  ? [A, true]
  : DivideNumeral<`${A}`, DigitsOf<B>> extends [infer Q extends string, infer Exact]
    ? [ParseNumber<TrimZeros<Q>>, Exact]
    : never;

/** ⌈a ÷ b⌉ for whole numbers a ≥ 0, b > 0. */
export type CeilDivide<A extends number, B extends number> =
  Divide<A, B> extends [infer Q extends number, infer Exact] ? (Exact extends true ? Q : Sum<Q, 1>) : never;

/** The smaller of two whole numbers ≥ 0. */
export type Minimum<A extends number, B extends number> = `${A}` extends Digit
  ? `${B}` extends Digit
    ? SmallerOf<A, B>
    : A
  : SmallerOf<A, B>;
type SmallerOf<A extends number, B extends number> =
  SubtractDigits<DigitsOf<A>, DigitsOf<B>> extends null ? A : B;

/** The larger of two whole numbers ≥ 0. */
export type Maximum<A extends number, B extends number> =
  SubtractDigits<DigitsOf<A>, DigitsOf<B>> extends null ? B : A;

/** Whether a number literal has no fraction; beyond 1e21 a double has none. */
export type IsWhole<N extends number> = `${N}` extends `${bigint}` | `${string}e+${string}` ? true : false;

/** How far below zero a number literal is, or null when it is not. */
export type Negated<N extends number> = `${N}` extends `-${infer K extends number}` ? K : null;

/** How far from zero a whole number is. */
export type Magnitude<N extends number> = Negated<N> extends infer M extends number ? M : N;

/** Whether a number literal is whole and not negative; what is unknown may be. */
export type IsCount<N extends number> = number extends N
  ? true
  : `-${N}` extends `${bigint}`
    ? true
    : `${N}` extends `-${string}`
      ? false
      : IsWhole<N>;
