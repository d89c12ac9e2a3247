/** What counts as a size and how many elements a shape has; knows no operation. */

import type {
  Digits,
  IsTooLarge,
  MultiplyDigits,
  OneDigits,
  ParseDigits,
  ParseNumber,
  PrintDigits,
} from "./digits.ts";
import type { Dim, IsUnknownDim, Plain, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { IsOpen, TrueOf } from "./open.ts";

// 2^53 − 1, the largest number of elements whose every index is an exact double.
type Largest = "9007199254740991";
/** What is wrong with a size, or null. */
export type SizeFault<Size extends number> = `${Size}` extends UpToThree
  ? null
  : `${Size}` extends `-${string}`
    ? "is negative"
    : `${Size}` extends `${bigint}` | `${string}e+${string}`
      ? IsTooLarge<ParseDigits<`${Size}`>> extends true
        ? `is larger than ${Largest}`
        : null
      : "is not a whole number";

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

/**
 * The number of elements of a shape of valid sizes, exactly: a known factor times named sizes, and how many dims were
 * −1, which count as 1; null when some size is unknown.
 */
export type CountElements<S extends readonly unknown[]> = IsCountable<S> extends true ? CountEach<S> : null;

// Whether every size is known, whole and not negative, or -1: then a minus sign makes an integer of its numeral.
type IsCountable<S extends readonly unknown[]> = [`-${Exclude<S[number], -1> & number}`] extends readonly [
  `${bigint}`,
]
  ? string extends S[number]
    ? false
    : true
  : false;

type CountEach<
  S extends readonly unknown[],
  Factor extends Digits = OneDigits,
  Names extends readonly string[] = [],
  Open extends readonly unknown[] = [],
> = S extends readonly [infer Head, ...infer Tail]
  ? Head extends number
    ? Head extends -1
      ? CountEach<Tail, Factor, Names, [...Open, Head]>
      : CountEach<Tail, MultiplyDigits<Factor, ParseDigits<`${Head}`>>, Names, Open>
    : CountEach<Tail, Factor, [...Names, Head & string], Open>
  : { factor: Factor; names: Factor extends readonly [] ? [] : Names; open: Open };

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

type OneDigit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
/** A numeral of up to three digits. */
export type UpToThree = OneDigit | `${OneDigit}${OneDigit}` | `${OneDigit}${OneDigit}${OneDigit}`;
type IsOverFour<N> = N extends `${infer _1}${infer _2}${infer _3}${infer _4}${infer _5}${infer _6}`
  ? true
  : false;

/**
 * Whether it can be seen at once, by looking at all sizes together as a union, that a shape has valid sizes and
 * fewer than 10^15 elements: up to five axes below 1,000 or up to three below 10,000. As in dims.ts, `readonly` on one
 * side has the compiler decide, and say no, while a type parameter stands among the sizes.
 */
export type IsUsual<S extends readonly unknown[], Sizes = S[number]> = [
  `${Sizes & number}`,
  S["length"],
] extends readonly [UpToThree, 0 | 1 | 2 | 3 | 4 | 5]
  ? true
  : IsLargerUsual<Exclude<`${Sizes & number}`, UpToThree>, S["length"]>;

type IsLargerUsual<Numerals extends string, Rank extends number> = [`-${Numerals}`, Rank] extends readonly [
  `${bigint}`,
  0 | 1 | 2 | 3,
]
  ? [IsOverFour<Numerals>] extends [false]
    ? true
    : false
  : false;

// The numbers up to 5,000, as the lengths of a tuple that may end anywhere.
type Ten = [0?, 0?, 0?, 0?, 0?, 0?, 0?, 0?, 0?, 0?];
type Hundred = [...Ten, ...Ten, ...Ten, ...Ten, ...Ten, ...Ten, ...Ten, ...Ten, ...Ten, ...Ten];
type FiveHundred = [...Hundred, ...Hundred, ...Hundred, ...Hundred, ...Hundred];
type TwoThousand = [...FiveHundred, ...FiveHundred, ...FiveHundred, ...FiveHundred];
type UpTo5000 = [...TwoThousand, ...TwoThousand, ...FiveHundred, ...FiveHundred]["length"];

type UsualDim = UpTo5000 | string;
// Not of optional sizes: the compiler takes `undefined` out of five thousand sizes whenever it compares one.
type UpToFour<D> = [] | [D] | [D, D] | [D, D, D] | [D, D, D, D];

/** Shapes of fewer than 10^15 elements, as most are: up to four axes of up to 5,000. */
export type UsualShape = UpToFour<UsualDim>;
/** The same, of which one size or another may be −1. */
export type UsualOpenShape = UpToFour<UsualDim | -1>;
/** What no shape of a tensor is: an array of nulls. */
export type NoShape = readonly null[];

/**
 * The shape an operation gives, unless one of its sizes or the number of its elements is too large to be exact, and then
 * the message. Sizes that are not known may be 0. What is no shape is let through. `From` is what it was made of: nothing
 * is asked before that is known.
 */
export type Counted<Op extends string, S, From> = From extends readonly unknown[]
  ? // `Usual` is the shape if it is a usual one, and otherwise its constraint, `NoShape` included; so the compiler decides at
    // once, also while a type parameter of the user's stands among the sizes.
    S extends [...infer Usual extends UsualShape | NoShape] | readonly unknown[]
    ? NoShape extends Usual
      ? CountedClosely<Op, S, From>
      : Usual
    : S
  : never;

type CountedClosely<Op extends string, S extends readonly unknown[], From extends readonly unknown[]> =
  TrueOf<S> extends infer True
    ? IsOpen<S[number] | DimsIn<From>, True> extends true
      ? S
      : IsUsual<S> extends true
        ? S
        : CountElements<S> extends { factor: infer Factor extends Digits; names: readonly [] }
          ? IsTooLarge<Factor> extends true
            ? S extends Shape
              ? TooManyElements<Op, S>
              : never
            : S
          : FirstHuge<S> extends infer Axis extends number
            ? `${Op}: axis ${Axis} of the result is larger than ${Largest}`
            : S
    : never;

// The dims of a shape, or of a list of them.
type DimsIn<From extends readonly unknown[]> = From[number] extends infer Each
  ? Each extends readonly unknown[]
    ? Each[number]
    : Each
  : never;

// The first axis whose sum or product was too large.
type FirstHuge<S extends readonly unknown[], Seen extends readonly unknown[] = []> = S extends readonly [
  infer Head,
  ...infer Tail,
]
  ? [`${Head & Dim}`] extends readonly ["1e+21"]
    ? Seen["length"]
    : FirstHuge<Tail, [...Seen, 0]>
  : null;

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
