/** What counts as a size and how many elements a shape has; knows no operation. */

import type {
  Digits,
  MultiplyDigits,
  ParseDigits,
  ParseNumber,
  PrintDigits,
  SubtractDigits,
} from "./digits.ts";
import type { Dim, IsUnknownDim, Plain, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";

// 2^53 − 1, the largest number of elements whose every index is an exact double.
type Largest = "9007199254740991";
type LargestDigits = ["1", "9", "9", "0", "4", "7", "4", "5", "2", "9", "9", "1", "7", "0", "0", "9"];
type ShortLength = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;

/** Whether digits are more than 2^53 − 1. */
export type IsTooLarge<D extends Digits> = D["length"] extends ShortLength
  ? false
  : SubtractDigits<LargestDigits, D> extends null
    ? true
    : false;

/** What is wrong with a size, or null. */
export type SizeFault<Size extends number> =
  ParseDigits<`${Size}`> extends infer D
    ? D extends Digits
      ? IsTooLarge<D> extends true
        ? `is larger than ${Largest}`
        : null
      : `${Size}` extends `-${string}`
        ? "is negative"
        : `${Size}` extends `${string}e+${string}`
          ? `is larger than ${Largest}`
          : "is not a whole number"
    : never;

/** The message about the first size that no tensor can have, or null; `Allowed` is let through unseen. */
export type SizesFault<
  Op extends string,
  S extends Shape,
  Allowed = null,
  Rest extends Shape = S,
  Seen extends Shape = [],
> = Rest extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? Head extends Allowed
    ? SizesFault<Op, S, Allowed, Tail, [...Seen, Head]>
    : IsUnknownDim<Head> extends true
      ? SizesFault<Op, S, Allowed, Tail, [...Seen, Head]>
      : Head extends number
        ? SizeFault<Head> extends infer Fault extends string
          ? `${Op}: size ${Head} at axis ${Seen["length"] & number} of ${FormatShape<S>} ${Fault}`
          : SizesFault<Op, S, Allowed, Tail, [...Seen, Head]>
        : SizesFault<Op, S, Allowed, Tail, [...Seen, Head]>
  : null;

/** A number of elements: a known factor times named sizes, or null when some size is unknown. */
export interface ElementCount {
  readonly factor: Digits;
  readonly names: readonly string[];
  /** How many dims were −1, which count as 1. */
  readonly open: readonly unknown[];
}

/** The number of elements of a shape of valid sizes, exactly. */
export type CountElements<
  S extends Shape,
  Factor extends Digits = ["1"],
  Names extends readonly string[] = [],
  Open extends readonly unknown[] = [],
> = S extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? IsUnknownDim<Head> extends true
    ? null
    : Head extends number
      ? Head extends -1
        ? CountElements<Tail, Factor, Names, [...Open, Head]>
        : ParseDigits<`${Head}`> extends infer D extends Digits
          ? CountElements<Tail, MultiplyDigits<Factor, D>, Names, Open>
          : null
      : Head extends string
        ? CountElements<Tail, Factor, [...Names, Head], Open>
        : null
  : { factor: Factor; names: Factor extends readonly "0"[] ? [] : Names; open: Open };

type JoinNames<Names extends readonly string[], Text extends string> = Names extends readonly [
  infer Head extends string,
  ...infer Tail extends readonly string[],
]
  ? JoinNames<Tail, Text extends "" ? Head : `${Text}·${Head}`>
  : Text;

/** A count as it is written in messages: `64`, `64·batch`, `batch`. */
export type FormatElements<Factor extends Digits, Names extends readonly string[]> = Names extends readonly []
  ? PrintDigits<Factor>
  : JoinNames<Names, PrintDigits<Factor> extends "1" ? "" : PrintDigits<Factor>>;

/** The message that a shape has too many elements. */
export type TooManyElements<
  Op extends string,
  S extends Shape,
> = `${Op}: ${FormatShape<S>} has more than ${Largest} elements`;

// A number that is no size, as far as can be seen at once: negative, or written with a point or an exponent.
type Unusual = `-${string}` | `${string}.${string}` | `${string}e${string}`;

// Numerals of more than three, and of more than four digits; what is left over for the last may be empty.
type IsOverThree<N> = N extends `${infer _1}${infer _2}${infer _3}${infer _4}${infer _5}` ? true : false;
type IsOverFour<N> = N extends `${infer _1}${infer _2}${infer _3}${infer _4}${infer _5}${infer _6}`
  ? true
  : false;

/**
 * Whether it can be seen at once, by looking at all numerals together as a union, that a shape has valid sizes and
 * fewer than 10^15 elements: up to three axes below 10,000 or up to five below 1,000.
 */
export type IsUsual<S extends Shape, Numerals extends string = `${S[number] & number}`> = [
  Extract<Numerals, Unusual>,
] extends [never]
  ? S["length"] extends 0 | 1 | 2 | 3
    ? Not<IsOverFour<Numerals>>
    : S["length"] extends 4 | 5
      ? Not<IsOverThree<Numerals>>
      : false
  : false;

type Not<Condition extends boolean> = [Condition] extends [false] ? true : false;

/** The same shape, if a tensor can have it. */
export type ValidateShape<Op extends string, S extends Shape> =
  IsUsual<S> extends true
    ? Plain<S>
    : SizesFault<Op, S> extends infer Fault extends string
      ? Fault
      : CountElements<S> extends { factor: infer Factor extends Digits }
        ? IsTooLarge<Factor> extends true
          ? TooManyElements<Op, S>
          : Plain<S>
        : Plain<S>;

/** The number of elements of a valid shape; `number` when a size is unknown or only named. */
export type SizeOf<S extends Shape> = number extends S["length"]
  ? number
  : CountElements<S> extends { factor: infer Factor extends Digits; names: readonly [] }
    ? ParseNumber<PrintDigits<Factor>>
    : number;
