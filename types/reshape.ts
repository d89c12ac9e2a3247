/** The same elements under another shape; knows nothing of where they lie. */

import type { AxisWithin } from "./axis.ts";
import type { Digits, DivideNumeral, IsTooLarge, ParseNumber, PrintDigits, TrimZeros } from "./digits.ts";
import type { Dim, Plain, Shape } from "./dims.ts";
import type { FormatCount, FormatShape } from "./format.ts";
import type { IsOpen, OpenFault, TrueOf } from "./open.ts";
import type {
  CountElements,
  FormatElements,
  IsUsual,
  NoShape,
  SizesFault,
  TooManyElements,
  UsualOpenShape,
  UsualShape,
} from "./size.ts";

/** The target shape with its one −1, if any, replaced by the size that is left over, or a message. */
export type Reshape<A extends Shape, Target extends Shape> = number extends Target["length"]
  ? Shape
  : number extends A["length"]
    ? ReshapeExactly<A, Target>
    : // As in `Counted`: usual shapes themselves, or all of them.
      A extends [...infer Given extends UsualShape | NoShape] | readonly unknown[]
      ? NoShape extends Given
        ? ReshapeClosely<A, Target>
        : Target extends [...infer Usual extends UsualOpenShape | NoShape] | readonly unknown[]
          ? NoShape extends Usual
            ? ReshapeClosely<A, Target>
            : -1 extends Usual[number]
              ? 0 extends Usual[number]
                ? ReshapeExactly<A, Target>
                : ReshapeOpen<A, Target, Cancel<Given, Usual>>
              : ReshapeKnown<A, Usual, Cancel<Given, Usual>>
          : never
      : never;

type ReshapeClosely<A extends Shape, Target extends Shape> =
  TrueOf<A> extends infer True
    ? IsOpen<A[number] | Target[number], True> extends true
      ? ReshapeAround<Target, Apart<A, True>, Apart<Target, True>, True>
      : -1 extends Target[number]
        ? 0 extends Target[number]
          ? ReshapeExactly<A, Target>
          : IsUsual<Target, Exclude<Target[number], -1>> extends true
            ? ReshapeOpen<A, Target, Cancel<[...A], [...Target]>>
            : ReshapeExactly<A, Target>
        : IsUsual<Target> extends true
          ? ReshapeKnown<A, [...Target], Cancel<[...A], [...Target]>>
          : ReshapeExactly<A, Target>
    : never;

// The target shape, if the same type parameters stand on both sides and what is beside them fits; one parameter more on
// the left is what −1 stands for. The compiler decides that a parameter is itself, and of two parameters nothing.
interface Sides {
  /** The type parameters, in order. */
  readonly open: Shape;
  /** The sizes and names. */
  readonly known: Shape;
}

type Apart<S extends Shape, True, Open extends Shape = [], Known extends Shape = []> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? IsOpen<Head, True> extends true
    ? Apart<Tail, True, [...Open, Head], Known>
    : Apart<Tail, True, Open, [...Known, Head]>
  : { open: Open; known: Known };

type ReshapeAround<
  Target extends Shape,
  A extends Sides,
  T extends Sides,
  True,
> = A["open"]["length"] extends T["open"]["length"]
  ? IsSameOpen<A["open"], T["open"]> extends true
    ? Reshape<A["known"], T["known"]> extends infer Beside
      ? Beside extends Shape
        ? PutBack<Target, Beside, True>
        : Beside
      : never
    : OpenFault<"reshape">
  : [A["open"], T["open"]] extends readonly [readonly [infer Only extends Dim], readonly []]
    ? -1 extends T["known"][number]
      ? FitOpen<Target, Only, Reshape<A["known"], T["known"]>, T["known"]>
      : OpenFault<"reshape">
    : OpenFault<"reshape">;

// Up to two are the same in any order if they are as unions.
type IsSameOpen<A extends Shape, B extends Shape> = A["length"] extends 1 | 2
  ? [A[number], B[number]] extends readonly [B[number], A[number]]
    ? true
    : false
  : A extends readonly [...B]
    ? true
    : false;

// −1 is the parameter alone, or a multiple of it that cannot be written; a parameter may hold a missing factor.
type FitOpen<
  Target extends Shape,
  Only extends Dim,
  Beside,
  KnownT extends Shape,
> = Beside extends `${string} more than one -1`
  ? Beside
  : Beside extends ReplaceOpen<KnownT, 1>
    ? ReplaceOpen<Target, Only>
    : ReplaceOpen<Target, number>;

// The target with its sizes and names, in order, as they were found.
type PutBack<
  Target extends Shape,
  Found extends Shape,
  True,
  Out extends Shape = [],
> = Target extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? IsOpen<Head, True> extends true
    ? PutBack<Tail, Found, True, [...Out, Head]>
    : Found extends readonly [infer First extends Dim, ...infer Others extends Shape]
      ? PutBack<Tail, Others, True, [...Out, First]>
      : never
  : Plain<Out>;

// What is left of two lists when dims that stand in both are taken out of both.
type Cancel<A extends readonly unknown[], B, Left extends Shape = []> = B extends [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? Head extends A[number]
    ? WithoutDim<A, Head> extends infer Rest extends Shape
      ? Cancel<Rest, Tail, Left>
      : Cancel<A, Tail, [...Left, Head]>
    : Cancel<A, Tail, [...Left, Head]>
  : [A, Left];

type WithoutDim<S extends readonly unknown[], D extends Dim, Seen extends Shape = []> = S extends [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? [Head, D] extends [D, Head]
    ? [...Seen, ...Tail]
    : WithoutDim<Tail, D, [...Seen, Head]>
  : null;

type ReshapeKnown<A extends Shape, Target, Rest> = Rest extends [
  infer RestA extends Shape,
  infer RestTarget extends Shape,
]
  ? Rest extends [[], []]
    ? Target
    : CountElements<RestA> extends CountElements<RestTarget>
      ? Target
      : Target extends Shape
        ? ReshapeExactly<A, Target>
        : never
  : never;

type ReshapeOpen<A extends Shape, Target extends Shape, Rest> = Rest extends [
  infer RestA extends Shape,
  readonly [-1, ...infer Tail extends Shape],
]
  ? LeadingAxes<RestA, CountElements<Tail>> extends infer Leading extends Shape
    ? ReplaceOpen<Target, MergedDim<Leading>>
    : ReshapeExactly<A, Target>
  : ReshapeExactly<A, Target>;

// The axes before those whose product is the count, or null.
type LeadingAxes<A extends Shape, Count, Trailing extends Shape = []> = Count extends null
  ? null
  : CountElements<Trailing> extends Count
    ? A
    : A extends readonly [...infer Front extends Shape, infer Last extends Dim]
      ? LeadingAxes<Front, Count, [Last, ...Trailing]>
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
  ? [Given, WithoutNames<GivenNames, Names>] extends [Factor, readonly []]
    ? Plain<Target>
    : `${Has<A, Given, GivenNames>}, ${FormatShape<Target>} has ${FormatElements<Factor, Names>}`
  : IsZero<Factor> extends true
    ? `${Has<A, Given, GivenNames>}, so -1 in ${FormatShape<Target>} could be any size`
    : WithoutNames<GivenNames, Names> extends infer Left extends readonly string[]
      ? DivideNumeral<PrintDigits<Given>, Factor> extends [infer Quotient extends string, infer Exact]
        ? Exact extends true
          ? ReplaceOpen<Target, OpenDim<TrimZeros<Quotient>, Left>>
          : // A named size may hold the missing factor.
            Left extends readonly []
            ? NoMultiple<A, Target, Given, GivenNames, Factor, Names>
            : ReplaceOpen<Target, number>
        : never
      : IsZero<Given> extends true
        ? ReplaceOpen<Target, 0>
        : NoMultiple<A, Target, Given, GivenNames, Factor, Names>;

type IsZero<D extends Digits> = D extends readonly [] ? true : false;

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
