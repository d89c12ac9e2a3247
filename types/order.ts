/** Which of two number literals is the smaller, whatever they are; knows no setting. */

/** Whether a < b, for each of the numbers that either can be; of what is not known, both. */
export type IsLess<A extends number, B extends number> = number extends A | B
  ? boolean
  : LessNumeral<`${A}`, `${B}`>;

type LessNumeral<A extends string, B extends string> = A extends `-${infer X}`
  ? B extends `-${infer Y}`
    ? LessMagnitude<Y, X>
    : true
  : B extends `-${string}`
    ? false
    : LessMagnitude<A, B>;

// Numerals are written with an exponent below 10^−6 and from 10^21 on, and without one between; so they come in bands.
type LessMagnitude<A extends string, B extends string> = A extends B
  ? false
  : [BandOf<A>, BandOf<B>] extends [infer X extends Band, infer Y extends Band]
    ? X["place"] extends Y["place"]
      ? LessInBand<X, Y>
      : X["place"] extends Below[Y["place"]]
        ? true
        : false
    : never;

/** A numeral taken apart: how large it is roughly, its digits, and how far they are moved. */
interface Band {
  readonly place: keyof Below;
  readonly digits: string;
  readonly exponent: string;
}

/** For each band those below it. */
interface Below {
  nothing: never;
  small: "nothing";
  plain: "nothing" | "small";
  large: "nothing" | "small" | "plain";
  endless: "nothing" | "small" | "plain" | "large";
}

type BandOf<Numeral extends string> = Numeral extends "0"
  ? { place: "nothing"; digits: ""; exponent: "" }
  : Numeral extends "Infinity"
    ? { place: "endless"; digits: ""; exponent: "" }
    : Numeral extends `${infer D}e-${infer E}`
      ? { place: "small"; digits: D; exponent: E }
      : Numeral extends `${infer D}e+${infer E}`
        ? { place: "large"; digits: D; exponent: E }
        : { place: "plain"; digits: Numeral; exponent: "" };

type LessInBand<A extends Band, B extends Band> = A["exponent"] extends B["exponent"]
  ? LessDecimal<A["digits"], B["digits"]>
  : A["place"] extends "small"
    ? LessWhole<B["exponent"], A["exponent"]>
    : LessWhole<A["exponent"], B["exponent"]>;

type LessDecimal<A extends string, B extends string> = [SplitPoint<A>, SplitPoint<B>] extends [
  [infer AI extends string, infer AF extends string],
  [infer BI extends string, infer BF extends string],
]
  ? AI extends BI
    ? LessText<AF, BF>
    : LessWhole<AI, BI>
  : never;

type SplitPoint<D extends string> = D extends `${infer I}.${infer F}` ? [I, F] : [D, ""];

// Of two without leading zeros the longer is larger; of two as long, the first digits that differ decide.
type LessWhole<A extends string, B extends string, First = null> = A extends `${infer X}${infer AT}`
  ? B extends `${infer Y}${infer BT}`
    ? LessWhole<AT, BT, First extends null ? (X extends Y ? null : LessDigit<X, Y>) : First>
    : false
  : B extends ""
    ? First extends true
      ? true
      : false
    : true;

type LessText<A extends string, B extends string> = A extends `${infer X}${infer AT}`
  ? B extends `${infer Y}${infer BT}`
    ? X extends Y
      ? LessText<AT, BT>
      : LessDigit<X, Y>
    : false
  : B extends ""
    ? false
    : true;

type LessDigit<
  X extends string,
  Y extends string,
> = "0123456789" extends `${string}${X}${string}${Y}${string}` ? true : false;
