/** Exact arithmetic on numbers of any length, three digits at a time, lowest digit first; knows no shape. */

import type { Complements, Digit, Ones, Products, Tens, Units } from "./digit-tables.ts";

/** The digits of a number, lowest first, in threes, the highest three not all zero; no digit at all is zero. */
export type Digits = readonly string[];

/** The digits of one, which other tuples are compared with. */
export type OneDigits = ["1", "0", "0"];

/** The digits of a decimal numeral without a sign; of any other text, those of 10^21. */
export type ParseDigits<Text extends string> = Text extends `${infer A}${infer B}${infer Rest}`
  ? Rest extends Digit
    ? [Rest, B, A]
    : Rest extends ""
      ? [B, A, "0"]
      : ParseEach<Text>
  : Text extends "0"
    ? []
    : [Text, "0", "0"];

type ParseEach<Text extends string, Out extends Digits = []> = Text extends `${infer Head extends
  Digit}${infer Tail}`
  ? ParseEach<Tail, [Head, ...Out]>
  : Text extends ""
    ? TrimDigits<CompleteThrees<Out>>
    : Huge;

// 10^21, from which on numbers are written with an exponent: larger than any size.
type Huge = [
  ...Thousand,
  ...Thousand,
  ...Thousand,
  ...Thousand,
  ...Thousand,
  ...Thousand,
  ...Thousand,
  ...OneDigits,
];
type Thousand = ["0", "0", "0"];

type CompleteThrees<D extends Digits> = D["length"] extends 1 | 4 | 7 | 10 | 13 | 16 | 19 | 22
  ? [...D, "0", "0"]
  : D["length"] extends 2 | 5 | 8 | 11 | 14 | 17 | 20 | 23
    ? [...D, "0"]
    : D;

// The digits without leading zeros, but for those that complete three.
type TrimDigits<D extends Digits> = D extends readonly [...infer Low extends Digits, "0", "0", "0"]
  ? TrimDigits<Low>
  : D;

type JoinDigits<D extends Digits, Text extends string = ""> = D extends readonly [
  infer A extends string,
  infer B extends string,
  infer C extends string,
  ...infer High extends Digits,
]
  ? JoinDigits<High, `${C}${B}${A}${Text}`>
  : Text;

/** A numeral without leading zeros. */
export type TrimZeros<Text extends string> = Text extends `0${infer Rest}`
  ? Rest extends ""
    ? "0"
    : TrimZeros<Rest>
  : Text;

/** The decimal numeral of digits. */
export type PrintDigits<D extends Digits> = D extends [
  infer D0 extends string,
  infer D1 extends string,
  infer D2 extends string,
]
  ? D2 extends "0"
    ? D1 extends "0"
      ? D0
      : `${D1}${D0}`
    : `${D2}${D1}${D0}`
  : D extends [
        infer D0 extends string,
        infer D1 extends string,
        infer D2 extends string,
        infer D3 extends string,
        infer D4 extends string,
        infer D5 extends string,
      ]
    ? D5 extends "0"
      ? D4 extends "0"
        ? `${D3}${D2}${D1}${D0}`
        : `${D4}${D3}${D2}${D1}${D0}`
      : `${D5}${D4}${D3}${D2}${D1}${D0}`
    : D extends readonly []
      ? "0"
      : TrimZeros<JoinDigits<D>>;

/** A numeral as a number literal; beyond what a double holds exactly it is `number`. */
export type ParseNumber<Text extends string> = Text extends `${infer N extends number}` ? N : number;

// What is left of a number beside the last of another; and of no number, zeros.
type Following<D extends Digits> = D extends readonly [
  unknown,
  unknown,
  unknown,
  ...infer High extends Digits,
]
  ? High
  : [];
type OrZeros<D extends Digits> = D extends readonly [] ? Thousand : D;

// a + b + carry for three digits each: three digits, or six.
type AddThree<A extends Digits, B extends Digits, Carry extends 0[] = []> = [
  ...Units[A[0]],
  ...Units[B[0]],
  ...Carry,
]["length"] extends infer N0 extends number
  ? [Tens[N0], B] extends [[], readonly [unknown, "0", "0"]]
    ? [Ones[N0], `${A[1]}`, `${A[2]}`]
    : [...Units[A[1]], ...Units[B[1]], ...Tens[N0]]["length"] extends infer N1 extends number
      ? [...Units[A[2]], ...Units[B[2]], ...Tens[N1]]["length"] extends infer N2 extends number
        ? Tens[N2] extends []
          ? [Ones[N0], Ones[N1], Ones[N2]]
          : [Ones[N0], Ones[N1], Ones[N2], "1", "0", "0"]
        : never
      : never
  : never;

/** a + b */
export type AddDigits<A extends Digits, B extends Digits> = A extends [
  infer A0 extends string,
  infer A1 extends string,
  infer A2 extends string,
]
  ? B extends [infer B0 extends string, infer B1 extends string, infer B2 extends string]
    ? [...Units[A0], ...Units[B0]]["length"] extends infer N0 extends number
      ? [Tens[N0], B1, B2] extends [[], "0", "0"]
        ? [Ones[N0], A1, A2]
        : [...Units[A1], ...Units[B1], ...Tens[N0]]["length"] extends infer N1 extends number
          ? [...Units[A2], ...Units[B2], ...Tens[N1]]["length"] extends infer N2 extends number
            ? Tens[N2] extends []
              ? [Ones[N0], Ones[N1], Ones[N2]]
              : [Ones[N0], Ones[N1], Ones[N2], "1", "0", "0"]
            : never
          : never
      : never
    : AddRest<A, B>
  : AddRest<A, B>;

type AddRest<A extends Digits, B extends Digits, Carry extends 0[] = [], Out extends Digits = []> = [
  A,
  B,
] extends [readonly [], readonly []]
  ? Carry extends []
    ? Out
    : [...Out, "1", "0", "0"]
  : AddThree<OrZeros<A>, OrZeros<B>, Carry> extends readonly [
        infer D0 extends string,
        infer D1 extends string,
        infer D2 extends string,
        ...infer More,
      ]
    ? AddRest<Following<A>, Following<B>, More extends [] ? [] : [0], [...Out, D0, D1, D2]>
    : never;

// a − b − 1 + carry for three digits each, as a + (999 − b) + carry, in `[carry, ...digits]`; a carry of 0 borrows.
type SubtractThree<A extends Digits, B extends Digits, Carry extends 0[] = [0]> = [
  ...Units[A[0]],
  ...Complements[B[0]],
  ...Carry,
]["length"] extends infer N0 extends number
  ? [Tens[N0], B] extends [[0], readonly [unknown, "0", "0"]]
    ? [[0], Ones[N0], `${A[1]}`, `${A[2]}`]
    : [...Units[A[1]], ...Complements[B[1]], ...Tens[N0]]["length"] extends infer N1 extends number
      ? [...Units[A[2]], ...Complements[B[2]], ...Tens[N1]]["length"] extends infer N2 extends number
        ? [Tens[N2], Ones[N0], Ones[N1], Ones[N2]]
        : never
      : never
  : never;

/** a − b, or null when that is negative. */
export type SubtractDigits<A extends Digits, B extends Digits> = [A["length"], B["length"]] extends [3, 3]
  ? SubtractThree<A, B> extends [[0], ...infer D extends Digits]
    ? D extends ["0", "0", "0"]
      ? []
      : D
    : null
  : SubtractRest<A, B>;

type SubtractRest<A extends Digits, B extends Digits, Carry extends 0[] = [0], Out extends Digits = []> = [
  A,
  B,
] extends [readonly [], readonly []]
  ? Carry extends []
    ? null
    : TrimDigits<Out>
  : SubtractThree<OrZeros<A>, OrZeros<B>, Carry> extends [infer K extends 0[], ...infer D extends Digits]
    ? SubtractRest<Following<A>, Following<B>, K, [...Out, ...D]>
    : never;

// a·b + k for three digits each: six digits, the columns from the lowest to the highest.
type MultiplyThree<A extends Digits, B extends Digits, K extends Digits> = [
  ...Products[A[0]][B[0]],
  ...Units[K[0]],
]["length"] extends infer N0 extends number
  ? [
      ...Products[A[0]][B[1]],
      ...Products[A[1]][B[0]],
      ...Units[K[1]],
      ...Tens[N0],
    ]["length"] extends infer N1 extends number
    ? [
        ...Products[A[0]][B[2]],
        ...Products[A[1]][B[1]],
        ...Products[A[2]][B[0]],
        ...Units[K[2]],
        ...Tens[N1],
      ]["length"] extends infer N2 extends number
      ? [...Products[A[1]][B[2]], ...Products[A[2]][B[1]], ...Tens[N2]]["length"] extends infer N3 extends
          number
        ? [...Products[A[2]][B[2]], ...Tens[N3]]["length"] extends infer N4 extends number
          ? [N3, N4] extends [0, 0]
            ? [Ones[N0], Ones[N1], Ones[N2]]
            : [Ones[N0], Ones[N1], Ones[N2], Ones[N3], Ones[N4], Ones[Tens[N4]["length"]]]
          : never
        : never
      : never
    : never
  : never;

// a·b + k for three digits b.
type MultiplyRow<
  A extends Digits,
  B extends Digits,
  K extends Digits = ["0", "0", "0"],
  Out extends Digits = [],
> = A extends readonly []
  ? TrimDigits<[...Out, ...K]>
  : MultiplyThree<A, B, K> extends readonly [
        infer D0 extends string,
        infer D1 extends string,
        infer D2 extends string,
        ...infer High extends Digits,
      ]
    ? MultiplyRow<Following<A>, B, OrZeros<High>, [...Out, D0, D1, D2]>
    : never;

// acc + a·b, and the next three digits of b three places higher.
type MultiplyRows<
  A extends Digits,
  B extends Digits,
  Acc extends Digits = [],
  Places extends Digits = [],
> = B extends readonly []
  ? Acc
  : MultiplyRows<
      A,
      Following<B>,
      AddDigits<Acc, [...Places, ...MultiplyRow<A, B>]>,
      [...Places, "0", "0", "0"]
    >;

/** a · b */
export type MultiplyDigits<A extends Digits, B extends Digits> = A extends OneDigits
  ? B
  : B extends OneDigits
    ? A
    : [A["length"], B["length"]] extends [3, 3]
      ? MultiplyThree<A, B, ["0", "0", "0"]>
      : A extends readonly []
        ? []
        : MultiplyRows<A, B>;

/** [⌊n ÷ d⌋ as a numeral with leading zeros, whether nothing is left], for d > 0. */
export type DivideNumeral<N extends string, D extends Digits> = D extends readonly [
  infer D0 extends string,
  "0" | "1",
  "0",
]
  ? DivideShort<N, [...(D[1] extends "1" ? TenUnits : []), ...Units[D0]]>
  : DivideLong<N, D>;

type TenUnits = [...Units["9"], 0];

// Long division from the highest digit by a number below 20, which is a tuple of that length, and so is what is left.
type DivideShort<
  N extends string,
  D extends 0[],
  Quotient extends string = "",
  Rest extends 0[] = [],
> = N extends `${infer Top}${infer Next}${infer Low}`
  ? ShortStep<Rest, Top, D> extends [infer Q1 extends string, infer R1 extends 0[]]
    ? ShortStep<R1, Next, D> extends [infer Q2 extends string, infer R2 extends 0[]]
      ? DivideShort<Low, D, `${Quotient}${Q1}${Q2}`, R2>
      : never
    : never
  : N extends ""
    ? [Quotient, Rest extends [] ? true : false]
    : ShortStep<Rest, N, D> extends [infer Q extends string, infer R extends 0[]]
      ? [`${Quotient}${Q}`, R extends [] ? true : false]
      : never;

// How often d goes into 10·rest + top (0 to 9), and what is left; an own type, so that its answers are remembered.
type ShortStep<Rest extends 0[], Top extends string, D extends 0[]> = TakeAway<
  [...Rest, ...Rest, ...Rest, ...Rest, ...Rest, ...Rest, ...Rest, ...Rest, ...Rest, ...Rest, ...Units[Top]],
  D
>;

type TakeAway<Rest extends 0[], D extends 0[], Count extends 0[] = []> = Rest extends [
  ...D,
  ...infer Left extends 0[],
]
  ? TakeAway<Left, D, [...Count, 0]>
  : [`${Count["length"] & number}`, Rest];

type DivideLong<
  N extends string,
  D extends Digits,
  Quotient extends string = "",
  Rest extends string = "",
> = N extends `${infer Top}${infer Low}`
  ? LongStep<ParseDigits<TrimZeros<`${Rest}${Top}`>>, D> extends [
      infer Q extends string,
      infer R extends string,
    ]
    ? DivideLong<Low, D, `${Quotient}${Q}`, R>
    : never
  : [Quotient, Rest extends "0" ? true : false];

type LongStep<Rest, D extends Digits, Count extends 0[] = []> = Rest extends Digits
  ? SubtractDigits<Rest, D> extends infer Left extends Digits
    ? LongStep<Left, D, [...Count, 0]>
    : [`${Count["length"] & number}`, PrintDigits<Rest>]
  : never;

// 2^53 − 1, the largest number of elements whose every index is an exact double.
type LargestDigits = [
  ...["1", "9", "9", "0", "4", "7", "4", "5", "2", "9", "9", "1", "7", "0", "0", "9"],
  "0",
  "0",
];

/** Whether digits are more than 2^53 − 1. */
export type IsTooLarge<D extends Digits> = D["length"] extends 0 | 3 | 6 | 9 | 12 | 15
  ? false
  : SubtractDigits<LargestDigits, D> extends null
    ? true
    : false;
