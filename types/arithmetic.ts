/** Exact sums, differences, products and quotients of whole-number literals; knows no shape. */

import type {
  AddDigits,
  Digits,
  DivideDigits,
  MultiplyDigits,
  ParseDigits,
  ParseNumber,
  PrintDigits,
  SubtractDigits,
  TrimDigits,
} from "./digits.ts";

// 10^21, above which numbers are written with an exponent: larger than any size.
type Huge = [...Ten, ...Ten, "0", "1"];
type Ten = ["0", "0", "0", "0", "0", "0", "0", "0", "0", "0"];

/** The digits of a whole number ≥ 0; from 1e21 on, those of 1e21. */
export type DigitsOf<N extends number> = ParseDigits<`${N}`> extends infer D extends Digits ? D : Huge;

/** Digits as a number literal. */
export type NumberOf<D extends Digits> = ParseNumber<PrintDigits<D>>;

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
  : DivideDigits<DigitsOf<A>, DigitsOf<B>> extends [infer Q extends Digits, infer R extends Digits]
    ? [NumberOf<Q>, R extends readonly "0"[] ? true : false]
    : never;

/** ⌈a ÷ b⌉ for whole numbers a ≥ 0, b > 0. */
export type CeilDivide<A extends number, B extends number> = B extends 1
  ? A
  : DivideDigits<DigitsOf<A>, DigitsOf<B>> extends [infer Q extends Digits, infer R extends Digits]
    ? R extends []
      ? NumberOf<Q>
      : NumberOf<AddDigits<TrimDigits<Q>, ["1"]>>
    : never;

/** The smaller of two whole numbers ≥ 0. */
export type Minimum<A extends number, B extends number> =
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
  : `${N}` extends `-${string}`
    ? false
    : IsWhole<N>;
