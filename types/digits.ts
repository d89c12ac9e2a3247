/** Exact arithmetic on numbers of any length, digit by digit, lowest digit first; knows no shape. */

type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

/** The digits of a number, lowest first; no digit at all is zero. */
export type Digits = readonly Digit[];

/** The digits of a decimal numeral, or null when it is none. */
export type ParseDigits<Text extends string, Out extends Digits = []> = Text extends `${infer Head extends
  Digit}${infer Tail}`
  ? ParseDigits<Tail, [Head, ...Out]>
  : Text extends ""
    ? Out
    : null;

/** The digits without leading zeros. */
export type TrimDigits<D extends Digits> = D extends readonly [...infer Low extends Digits, "0"]
  ? TrimDigits<Low>
  : D;

type JoinDigits<D extends Digits, Text extends string = ""> = D extends readonly [
  infer Low extends Digit,
  ...infer High extends Digits,
]
  ? JoinDigits<High, `${Low}${Text}`>
  : Text;

/** The decimal numeral of digits. */
export type PrintDigits<D extends Digits> =
  JoinDigits<TrimDigits<D>> extends infer Text extends string ? (Text extends "" ? "0" : Text) : never;

/** A numeral as a number literal; beyond what a double holds exactly it is `number`. */
export type ParseNumber<Text extends string> = Text extends `${infer N extends number}` ? N : number;

// A digit as a tuple of that length: lengths of joined tuples are sums.
type Units = {
  "0": [];
  "1": [0];
  "2": [0, 0];
  "3": [0, 0, 0];
  "4": [0, 0, 0, 0];
  "5": [0, 0, 0, 0, 0];
  "6": [0, 0, 0, 0, 0, 0];
  "7": [0, 0, 0, 0, 0, 0, 0];
  "8": [0, 0, 0, 0, 0, 0, 0, 0];
  "9": [0, 0, 0, 0, 0, 0, 0, 0, 0];
};
type Ten = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

// A number below 100 as [its units, its tens].
type SplitTens<N extends number> = `${N}` extends `${infer Tens extends Digit}${infer Ones extends Digit}`
  ? [Ones, Tens]
  : `${N}` extends infer Ones extends Digit
    ? [Ones, "0"]
    : never;

type SumOfDigits<A extends Digit, B extends Digit, Carry extends Digit> = SplitTens<
  [...Units[A], ...Units[B], ...Units[Carry]]["length"] & number
>;

/** a + b */
export type AddDigits<
  A extends Digits,
  B extends Digits,
  Carry extends Digit = "0",
  Out extends Digits = [],
> = A extends readonly [infer A0 extends Digit, ...infer AT extends Digits]
  ? B extends readonly [infer B0 extends Digit, ...infer BT extends Digits]
    ? SumOfDigits<A0, B0, Carry> extends [infer D extends Digit, infer K extends Digit]
      ? AddDigits<AT, BT, K, [...Out, D]>
      : never
    : Carry extends "0"
      ? [...Out, ...A]
      : AddDigits<A, ["1"], "0", Out>
  : Carry extends "0"
    ? [...Out, ...B]
    : B extends readonly []
      ? [...Out, "1"]
      : AddDigits<B, ["1"], "0", Out>;

// a − b − borrow as [digit, borrow].
type DifferenceOfDigits<A extends Digit, B extends Digit, Borrow extends Digit> = Units[A] extends [
  ...Units[B],
  ...Units[Borrow],
  ...infer Rest,
]
  ? [`${Rest["length"] & number}`, "0"]
  : [...Ten, ...Units[A]] extends [...Units[B], ...Units[Borrow], ...infer Rest]
    ? [`${Rest["length"] & number}`, "1"]
    : never;

/** a − b, or null when that is negative. */
export type SubtractDigits<
  A extends Digits,
  B extends Digits,
  Borrow extends Digit = "0",
  Out extends Digits = [],
> = B extends readonly [infer B0 extends Digit, ...infer BT extends Digits]
  ? A extends readonly [infer A0 extends Digit, ...infer AT extends Digits]
    ? DifferenceOfDigits<A0, B0, Borrow> extends [infer D extends Digit, infer K extends Digit]
      ? SubtractDigits<AT, BT, K, [...Out, D]>
      : never
    : [Borrow, B] extends ["0", readonly "0"[]]
      ? Out
      : null
  : Borrow extends "0"
    ? [...Out, ...A]
    : A extends readonly []
      ? null
      : SubtractDigits<A, ["1"], "0", Out>;

type TimesUnits<A extends 0[], B extends 0[]> = B extends [0, ...infer Rest extends 0[]]
  ? [...A, ...TimesUnits<A, Rest>]
  : [];

// a · b + c + carry ≤ 9 · 9 + 9 + 9 = 99
type MultiplyAddDigits<A extends Digit, B extends Digit, C extends Digit, Carry extends Digit> = SplitTens<
  [...TimesUnits<Units[A], Units[B]>, ...Units[C], ...Units[Carry]]["length"] & number
>;

// acc + a · b for one digit b.
type MultiplyRow<
  A extends Digits,
  B extends Digit,
  Acc extends Digits,
  Carry extends Digit = "0",
  Out extends Digits = [],
> = A extends readonly [infer A0 extends Digit, ...infer AT extends Digits]
  ? Acc extends readonly [infer C0 extends Digit, ...infer CT extends Digits]
    ? MultiplyAddDigits<A0, B, C0, Carry> extends [infer D extends Digit, infer K extends Digit]
      ? MultiplyRow<AT, B, CT, K, [...Out, D]>
      : never
    : MultiplyAddDigits<A0, B, "0", Carry> extends [infer D extends Digit, infer K extends Digit]
      ? MultiplyRow<AT, B, [], K, [...Out, D]>
      : never
  : AddDigits<Acc, Carry extends "0" ? [] : [Carry]> extends infer High extends Digits
    ? [...Out, ...High]
    : never;

type MultiplyRows<
  A extends Digits,
  B extends Digits,
  Acc extends Digits = [],
  Low extends Digits = [],
> = B extends readonly [infer B0 extends Digit, ...infer BT extends Digits]
  ? MultiplyRow<A, B0, Acc> extends readonly [infer D extends Digit, ...infer Rest extends Digits]
    ? MultiplyRows<A, BT, Rest, [...Low, D]>
    : never
  : [...Low, ...Acc];

/** a · b */
export type MultiplyDigits<A extends Digits, B extends Digits> = A extends readonly ["1"]
  ? B
  : B extends readonly ["1"]
    ? A
    : A extends readonly "0"[]
      ? []
      : B extends readonly "0"[]
        ? []
        : TrimDigits<MultiplyRows<A, B>>;

// How often d goes into r (0 to 9), and what is left.
type DivideStep<R extends Digits, D extends Digits, Count extends 0[] = []> =
  SubtractDigits<R, D> extends infer Rest
    ? Rest extends Digits
      ? DivideStep<TrimDigits<Rest>, D, [...Count, 0]>
      : [`${Count["length"] & number}`, R]
    : never;

/** [⌊n ÷ d⌋ as digits with leading zeros, n mod d], for d > 0; long division from the highest digit. */
export type DivideDigits<
  N extends Digits,
  D extends Digits,
  Quotient extends Digits = [],
  Rest extends Digits = [],
> = N extends readonly [...infer Low extends Digits, infer Top extends Digit]
  ? DivideStep<TrimDigits<[Top, ...Rest]>, D> extends [infer Q extends Digit, infer R extends Digits]
    ? DivideDigits<Low, D, [Q, ...Quotient], R>
    : never
  : [Quotient, Rest];
