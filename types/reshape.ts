/** The same elements under another shape; knows nothing of where they lie. */

import type { AxisWithin } from "./axis.ts";
import type { Digits, DivideDigits, ParseNumber, PrintDigits } from "./digits.ts";
import type { Dim, Plain, Shape } from "./dims.ts";
import type { FormatCount, FormatShape } from "./format.ts";
import type {
  CountElements,
  ElementCount,
  FormatElements,
  IsTooLarge,
  IsUsual,
  SizesFault,
  TooManyElements,
} from "./size.ts";

/** The target shape with its one −1, if any, replaced by the size that is left over, or a message. */
export type Reshape<A extends Shape, Target extends Shape> = number extends Target["length"]
  ? Shape
  : number extends A["length"]
    ? ReshapeExactly<A, Target>
    : IsUsual<Target, `${Exclude<Target[number], -1> & number}`> extends true
      ? ReshapeRest<A, Target, A, Target>
      : ReshapeExactly<A, Target>;

// Equal leading axes change nothing, so that what is left, such as [28, 28] and [784], is often known from before.
type ReshapeRest<A extends Shape, Target extends Shape, RestA extends Shape, Rest extends Shape> = [
  RestA,
  Rest,
] extends [
  readonly [infer A0 extends Dim, ...infer AT extends Shape],
  readonly [infer T0, ...infer TT extends Shape],
]
  ? [T0, A0] extends [A0, T0]
    ? T0 extends -1 | 0
      ? ReshapeExactly<A, Target>
      : ReshapeRest<A, Target, AT, TT>
    : ReshapeOpen<A, Target, RestA, Rest>
  : ReshapeOpen<A, Target, RestA, Rest>;

type ReshapeOpen<
  A extends Shape,
  Target extends Shape,
  RestA extends Shape,
  Rest extends Shape,
> = Rest extends readonly [-1, ...infer Tail extends Shape]
  ? LeadingAxes<RestA, CountElements<Tail>> extends infer Leading extends Shape
    ? ReplaceOpen<Target, MergedDim<Leading>>
    : ReshapeExactly<A, Target>
  : CountElements<RestA> extends CountElements<Rest>
    ? CountElements<Rest> extends { open: readonly [] }
      ? Plain<Target>
      : ReshapeExactly<A, Target>
    : ReshapeExactly<A, Target>;

// The axes before those whose product is the count, or null.
type LeadingAxes<
  A extends Shape,
  Count,
  Trailing extends ElementCount = { factor: ["1"]; names: []; open: [] },
> = Trailing extends Count
  ? IsZero<Trailing["factor"]> extends true
    ? null
    : A
  : A extends readonly [...infer Front extends Shape, infer Last extends Dim]
    ? CountElements<[Last], Trailing["factor"], Trailing["names"]> extends infer Next extends ElementCount
      ? LeadingAxes<Front, Count, Next>
      : null
    : null;

// Counts both, and says what is wrong.
type ReshapeExactly<A extends Shape, Target extends Shape> =
  SizesFault<"reshape", Target, -1> extends infer Fault extends string
    ? Fault
    : CountElements<Target> extends {
          factor: infer Factor extends Digits;
          names: infer Names extends readonly string[];
          open: infer Open extends readonly unknown[];
        }
      ? IsTooLarge<Factor> extends true
        ? TooManyElements<"reshape", Target>
        : Open extends readonly [unknown, unknown, ...unknown[]]
          ? `reshape: ${FormatShape<Target>} has more than one -1`
          : number extends A["length"]
            ? ReplaceOpen<Target, number>
            : CountElements<A> extends {
                  factor: infer Given extends Digits;
                  names: infer GivenNames extends readonly string[];
                }
              ? FitKnown<A, Target, FitElements<A, Target, Given, GivenNames, Factor, Names, Open>>
              : ReplaceOpen<Target, number>
      : ReplaceOpen<Target, number>;

// A size that is one of several is known only when it runs.
type FitKnown<A extends Shape, Target extends Shape, R> = R extends string
  ? HasUnion<[...A, ...Target]> extends true
    ? ReplaceOpen<Target, number>
    : R
  : R;

type HasUnion<S extends Shape> = S extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? IsUnion<Head> extends true
    ? true
    : HasUnion<Tail>
  : false;

type IsUnion<T, Each = T> = T extends unknown ? ([Each] extends [T] ? false : true) : never;

type FitElements<
  A extends Shape,
  Target extends Shape,
  Given extends Digits,
  GivenNames extends readonly string[],
  Factor extends Digits,
  Names extends readonly string[],
  Open extends readonly unknown[],
> = [Open, IsZero<Factor>, IsZero<Given>] extends [readonly [], unknown, unknown] | [unknown, true, false]
  ? [PrintDigits<Given>, WithoutNames<GivenNames, Names>] extends [PrintDigits<Factor>, readonly []]
    ? Plain<Target>
    : `${Has<A, Given, GivenNames>}, ${FormatShape<Target>} has ${FormatElements<Factor, Names>}`
  : IsZero<Factor> extends true
    ? `${Has<A, Given, GivenNames>}, so -1 in ${FormatShape<Target>} could be any size`
    : WithoutNames<GivenNames, Names> extends infer Left extends readonly string[]
      ? DivideDigits<Given, Factor> extends [infer Quotient extends Digits, infer Rest extends Digits]
        ? Rest extends readonly "0"[]
          ? ReplaceOpen<Target, OpenDim<PrintDigits<Quotient>, Left>>
          : // A named size may hold the missing factor.
            Left extends readonly []
            ? NoMultiple<A, Target, Given, GivenNames, Factor, Names>
            : ReplaceOpen<Target, number>
        : never
      : IsZero<Given> extends true
        ? ReplaceOpen<Target, 0>
        : NoMultiple<A, Target, Given, GivenNames, Factor, Names>;

type IsZero<D extends Digits> = D extends readonly "0"[] ? true : false;

type Has<
  A extends Shape,
  Given extends Digits,
  Names extends readonly string[],
> = `reshape: ${FormatShape<A>} has ${FormatCount<FormatElements<Given, Names>>}`;

type NoMultiple<
  A extends Shape,
  Target extends Shape,
  Given extends Digits,
  GivenNames extends readonly string[],
  Factor extends Digits,
  Names extends readonly string[],
> = `${Has<A, Given, GivenNames>}, ${FormatShape<Target>} needs a multiple of ${FormatElements<Factor, Names>}`;

// What −1 stands for: a number, one name, or a product nobody can name.
type OpenDim<Quotient extends string, Names extends readonly string[]> = Names extends readonly []
  ? ParseNumber<Quotient>
  : [Quotient, Names] extends ["1", readonly [infer Name extends string]]
    ? Name
    : number;

type ReplaceOpen<Target extends Shape, Size extends Dim> = {
  -readonly [K in keyof Target]: Target[K] extends -1 ? Size : Target[K];
};

// The names that are left when each of the others is taken out once, or null when one of them is missing.
type WithoutNames<Names extends readonly string[], Taken extends readonly string[]> = Taken extends readonly [
  infer Head extends string,
  ...infer Tail extends readonly string[],
]
  ? WithoutName<Names, Head> extends infer Rest extends readonly string[]
    ? WithoutNames<Rest, Tail>
    : null
  : Names;

type WithoutName<
  Names extends readonly string[],
  Name extends string,
  Seen extends readonly string[] = [],
> = Names extends readonly [infer Head extends string, ...infer Tail extends readonly string[]]
  ? [Head, Name] extends [Name, Head]
    ? [...Seen, ...Tail]
    : WithoutName<Tail, Name, [...Seen, Head]>
  : null;

/** The axes from `Start` to `End`, both included, merged into one, or a message; a scalar becomes `[1]`. */
export type Flatten<
  A extends Shape,
  Start extends number = 0,
  End extends number = -1,
> = number extends A["length"] ? Shape : FlattenAxes<A, A extends readonly [] ? [1] : A, Start, End>;

type FlattenAxes<A extends Shape, Of extends Shape, Start extends number, End extends number> =
  AxisWithin<"flatten", A, Of, Start> extends infer First
    ? First extends number
      ? AxisWithin<"flatten", A, Of, End> extends infer Last
        ? Last extends number
          ? number extends First | Last
            ? Shape
            : MergeAxes<A, Of, First, Last>
          : Last
        : never
      : First
    : never;

// Walks the axes with their number; those between the two go into `Merged`.
type MergeAxes<
  A extends Shape,
  Rest extends Shape,
  First extends number,
  Last extends number,
  Before extends Shape = [],
  Merged extends Shape | null = null,
  Seen extends Shape = [],
> = Rest extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? [Merged, Seen["length"]] extends [null, First] | [Shape, unknown]
    ? [...(Merged extends Shape ? Merged : []), Head] extends infer Next extends Shape
      ? Seen["length"] extends Last
        ? [...Before, MergedDim<Next>, ...Tail]
        : MergeAxes<A, Tail, First, Last, Before, Next, [...Seen, Head]>
      : never
    : Seen["length"] extends Last
      ? `flatten: start axis ${First} comes after end axis ${Last} of ${FormatShape<A>}`
      : MergeAxes<A, Tail, First, Last, [...Before, Head], null, [...Seen, Head]>
  : never;

type MergedDim<S extends Shape> = S extends readonly [infer Only extends Dim]
  ? Only
  : CountElements<S> extends {
        factor: infer Factor extends Digits;
        names: infer Names extends readonly string[];
      }
    ? OpenDim<PrintDigits<Factor>, Names>
    : number;
