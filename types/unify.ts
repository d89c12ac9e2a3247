/** Names for sizes, and `"..."` for axes in front, bound once over all arguments of a call; knows no function. */

import type { Dim, IsSameDim, IsUnknownDim, KnownDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";

/** What each name stands for, the number of the argument that said so first, and for `"..."` all the dims it covers. */
export type Binding = readonly [dim: Dim, argument: number, leading?: Shape];

/** The bindings so far, by name. */
export type Bindings = Readonly<Record<string, Binding>>;

type Bind<Known extends Bindings, Name extends string, D extends Dim, Argument extends number> = {
  [K in keyof Known | Name]: K extends Name ? [D, Argument] : Known[K & keyof Known];
};

/** The bindings after one more argument, or a message. */
export type UnifyShape<
  Declared extends Shape,
  Actual extends Shape,
  Argument extends number,
  Known extends Bindings,
> = number extends Declared["length"]
  ? Known
  : number extends Actual["length"]
    ? BindOpen<Known, Declared[number], Argument>
    : [Declared["length"]] extends [Actual["length"]]
      ? UnifyDims<Declared, Actual, Argument, Known, Declared, Actual>
      : ArgumentFault<
          Declared,
          Actual,
          Argument,
          `rank ${Actual["length"] & number} ≠ ${Declared["length"] & number}`
        >;

// The names of a shape that nobody knows are sizes that nobody knows, unless another argument says more.
type BindOpen<Known extends Bindings, Declared extends Dim, Argument extends number> = string extends Declared
  ? Known
  : {
      [K in keyof Known | Extract<Declared, string>]: K extends keyof Known ? Known[K] : [number, Argument];
    };

/** The same for a declared shape that may begin with `"..."`. */
export type UnifyPattern<
  Declared extends Shape,
  Actual extends Shape,
  Argument extends number,
  Known extends Bindings,
> = Declared extends readonly ["...", ...infer Dims extends Shape]
  ? number extends Actual["length"]
    ? BindOpen<Known, Dims[number], Argument>
    : SplitLeading<Actual, Dims> extends readonly [infer Leading extends Shape, infer Rest extends Shape]
      ? BindLeading<Known, Leading, Argument> extends infer Next
        ? Next extends Bindings
          ? UnifyDims<Declared, Actual, Argument, Next, Dims, Rest, Leading>
          : Next
        : never
      : ArgumentFault<
          Declared,
          Actual,
          Argument,
          `rank ${Actual["length"] & number} < ${Dims["length"] & number}`
        >
  : UnifyShape<Declared, Actual, Argument, Known>;

// As many dims as a pattern has, cut off at the end; null where there are fewer.
type SplitLeading<
  Actual extends Shape,
  Dims extends readonly unknown[],
  Rest extends Shape = [],
> = Dims extends readonly [unknown, ...infer More]
  ? Actual extends readonly [...infer Front extends Shape, infer D extends Dim]
    ? SplitLeading<Front, More, [D, ...Rest]>
    : null
  : [[...Actual], Rest];

type BindLeading<
  Known extends Bindings,
  Leading extends Shape,
  Argument extends number,
> = "..." extends keyof Known
  ? Known["..."] extends readonly [unknown, infer First extends number, infer Earlier extends Shape]
    ? MergeShapes<Earlier, Leading> extends infer Merged extends Shape
      ? BindAs<Known, Merged, First>
      : `"..." is ${FormatShape<Earlier>} in argument ${First} but ${FormatShape<Leading>} in argument ${Argument}`
    : never
  : BindAs<Known, Leading, Argument>;

type BindAs<Known extends Bindings, Leading extends Shape, Argument extends number> = {
  [K in keyof Known | "..."]: K extends "..." ? ["...", Argument, Leading] : Known[K & keyof Known];
};

// Two shapes that can be the same, with what either knows of each dim; null where they cannot.
type MergeShapes<A extends Shape, B extends Shape, Out extends Shape = []> = A extends readonly [
  infer X extends Dim,
  ...infer AT extends Shape,
]
  ? B extends readonly [infer Y extends Dim, ...infer BT extends Shape]
    ? IsSameDim<X, Y> extends true
      ? MergeShapes<AT, BT, [...Out, KnownDim<X, Y>]>
      : null
    : null
  : B extends readonly []
    ? Out
    : null;

type UnifyDims<
  Declared extends Shape,
  Actual extends Shape,
  Argument extends number,
  Known extends Bindings,
  RestDeclared extends Shape,
  RestActual extends Shape,
  Seen extends Shape = [],
> = RestDeclared extends readonly [infer D extends Dim, ...infer DT extends Shape]
  ? RestActual extends readonly [infer A extends Dim, ...infer AT extends Shape]
    ? IsUnknownDim<D> extends true
      ? UnifyDims<Declared, Actual, Argument, Known, DT, AT, [...Seen, A]>
      : D extends string
        ? D extends keyof Known
          ? IsSameDim<Known[D][0], A> extends true
            ? UnifyDims<
                Declared,
                Actual,
                Argument,
                Bind<Known, D, KnownDim<Known[D][0], A>, Known[D][1]>,
                DT,
                AT,
                [...Seen, A]
              >
            : `"${D}" is ${FormatDim<Known[D][0]>} in argument ${Known[D][1]} but ${FormatDim<A>} in argument ${Argument}`
          : UnifyDims<Declared, Actual, Argument, Bind<Known, D, A, Argument>, DT, AT, [...Seen, A]>
        : IsSameDim<D, A> extends true
          ? UnifyDims<Declared, Actual, Argument, Known, DT, AT, [...Seen, A]>
          : ArgumentFault<
              Declared,
              Actual,
              Argument,
              `${FormatDim<A>} ≠ ${FormatDim<D>} at axis ${Seen["length"] & number}`
            >
    : Known
  : Known;

type ArgumentFault<
  Declared extends Shape,
  Actual extends Shape,
  Argument extends number,
  Reason extends string,
> = `argument ${Argument} is ${FormatShape<Actual>}, expected ${FormatShape<Declared>} (${Reason})`;

/** The size each name stands for, or a message. */
export type Unify<Declared extends readonly Shape[], Actual extends readonly Shape[]> = [
  Declared["length"],
] extends [Actual["length"]]
  ? UnifyAll<Declared, Actual> extends infer Known
    ? Known extends Bindings
      ? { [Name in keyof Known]: Known[Name][2] extends Shape ? Known[Name][2] : Known[Name][0] }
      : Known
    : never
  : `expected ${Declared["length"] & number} tensors, got ${Actual["length"] & number}`;

type UnifyAll<
  Declared extends readonly Shape[],
  Actual extends readonly Shape[],
  // biome-ignore lint/complexity/noBannedTypes: no name is bound yet
  Known extends Bindings = {},
  Seen extends readonly unknown[] = [0],
> = Declared extends readonly [infer D extends Shape, ...infer DT extends readonly Shape[]]
  ? Actual extends readonly [infer A extends Shape, ...infer AT extends readonly Shape[]]
    ? UnifyPattern<D, A, Seen["length"] & number, Known> extends infer Next
      ? Next extends Bindings
        ? UnifyAll<DT, AT, Next, [...Seen, 0]>
        : Next
      : never
    : Known
  : Known;

/** The shape with every bound name replaced by what it stands for. */
export type Substitute<S extends Shape, Known extends Bindings> = {
  -readonly [K in keyof S]: S[K] extends keyof Known ? Known[S[K]][0] : S[K];
};

/** The same for a shape that may begin with `"..."`; where nobody knows the axes it covers, any shape. */
export type SubstitutePattern<S extends Shape, Known extends Bindings> = S extends readonly [
  "...",
  ...infer Dims extends Shape,
]
  ? "..." extends keyof Known
    ? Known["..."] extends readonly [unknown, unknown, infer Leading extends Shape]
      ? [...Leading, ...Substitute<Dims, Known>]
      : never
    : Shape
  : Substitute<S, Known>;
