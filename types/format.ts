/** How a shape reads in a message; knows no rule. */

import type { Dim, IsUnknownDim, Shape } from "./dims.ts";

/** One dim in a message: its size, its name, or `number`. */
export type FormatDim<D extends Dim> = IsUnknownDim<D> extends true ? "number" : `${D}`;

type JoinDims<S extends Shape, Text extends string> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? JoinDims<Tail, `${Text}, ${FormatDim<Head>}`>
  : Text;

/** A shape as it is written in every message: `[2, 3]`, and `[]` for a scalar. */
export type FormatShape<S extends Shape> = number extends S["length"]
  ? "[...]"
  : S extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
    ? `[${JoinDims<Tail, FormatDim<Head>>}]`
    : "[]";

/** Several shapes in one phrase: `[2], [3] and [4]`. */
export type FormatShapes<
  Shapes extends readonly Shape[],
  Text extends string = "",
> = Shapes extends readonly [infer Head extends Shape, ...infer Tail extends readonly Shape[]]
  ? FormatShapes<
      Tail,
      Text extends ""
        ? FormatShape<Head>
        : Tail extends readonly []
          ? `${Text} and ${FormatShape<Head>}`
          : `${Text}, ${FormatShape<Head>}`
    >
  : Text;

/** A number of elements in words: `1 element`, `6 elements`. */
export type FormatCount<Count extends string> = Count extends "1" ? "1 element" : `${Count} elements`;
