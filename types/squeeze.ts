/** Axes of size 1, put in and taken out; knows nothing of elements. */

import type { AxesArgument, NamedAxes, NormalizeNewAxis } from "./axis.ts";
import type { Dim, IsUnknownDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";

/** The shape with an axis of size 1 put in so that it becomes `Axis` of the result, or a message. */
export type ExpandDims<A extends Shape, Axis extends number> = number extends A["length"]
  ? Shape
  : NormalizeNewAxis<"expandDims", A, Axis> extends infer Normal
    ? Normal extends number
      ? number extends Normal
        ? Shape
        : InsertDim<A, Normal, 1>
      : Normal
    : never;

/** The shape with a dim put in before axis `Axis`. */
export type InsertDim<
  A extends Shape,
  Axis extends number,
  D extends Dim,
  Seen extends Shape = [],
> = Seen["length"] extends Axis
  ? [...Seen, D, ...A]
  : A extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
    ? InsertDim<Tail, Axis, D, [...Seen, Head]>
    : Shape;

/** The shape without the named axes, or without every axis of size 1 when none is named, or a message. */
export type Squeeze<A extends Shape, Axes extends AxesArgument = undefined> = number extends A["length"]
  ? Shape
  : Axes extends null | undefined
    ? SqueezeAll<A>
    : NamedAxes<"squeeze", A, Axes> extends infer Dropped
      ? Dropped extends readonly number[]
        ? number extends Dropped["length"]
          ? Shape
          : DropOnes<A, A, Dropped[number]>
        : Dropped
      : never;

// A size that is not known may be 1, and then the rank is not known either.
type SqueezeAll<A extends Shape, Out extends Shape = []> = A extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? [Head] extends readonly [1]
    ? SqueezeAll<Tail, Out>
    : Head extends string
      ? Shape
      : IsUnknownDim<Head> extends true
        ? Shape
        : SqueezeAll<Tail, [...Out, Head]>
  : Out;

type DropOnes<
  A extends Shape,
  Rest extends Shape,
  Axes extends number,
  Out extends Shape = [],
  Seen extends Shape = [],
> = Rest extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? Seen["length"] extends Axes
    ? [Head] extends readonly [1]
      ? DropOnes<A, Tail, Axes, Out, [...Seen, Head]>
      : IsUnknownDim<Head> extends true
        ? DropOnes<A, Tail, Axes, Out, [...Seen, Head]>
        : `squeeze: axis ${Seen["length"] & number} of ${FormatShape<A>} has size ${FormatDim<Head>}, not 1`
    : DropOnes<A, Tail, Axes, [...Out, Head], [...Seen, Head]>
  : Out;
