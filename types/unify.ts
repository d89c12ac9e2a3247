/** Names for sizes, bound once over all arguments of a call; knows no function. */

import type { Dim, IsSameDim, IsUnknownDim, KnownDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";

/** What each name stands for, and the number of the argument that said so first. */
export type Binding = readonly [dim: Dim, argument: number];

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
> = number extends Declared["length"] | Actual["length"]
  ? Known
  : [Declared["length"]] extends [Actual["length"]]
    ? UnifyDims<Declared, Actual, Argument, Known, Declared, Actual>
    : ArgumentFault<
        Declared,
        Actual,
        Argument,
        `rank ${Actual["length"] & number} ≠ ${Declared["length"] & number}`
      >;

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
      ? { [Name in keyof Known]: Known[Name][0] }
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
    ? UnifyShape<D, A, Seen["length"] & number, Known> extends infer Next
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
