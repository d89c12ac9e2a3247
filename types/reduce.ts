/** Axes that are folded away; knows not by what. */

import type { AxesArgument, NamedAxes, NormalizeAxis } from "./axis.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { ReplaceAxis } from "./gather.ts";

/** The shape without the reduced axes, or with size 1 in their place, or a message. */
export type Reduce<
  Op extends string,
  A extends Shape,
  Axes extends AxesArgument = undefined,
  KeepDims extends boolean = false,
> = [Axes, KeepDims] extends [null | undefined, false]
  ? []
  : number extends A["length"]
    ? Shape
    : boolean extends KeepDims
      ? Shape
      : Axes extends number
        ? NormalizeAxis<Op, A, Axes> extends infer Reduced
          ? Reduced extends number
            ? number extends Reduced
              ? Shape
              : ReplaceAxis<A, Reduced, Kept<KeepDims>>
            : Reduced
          : never
        : NamedAxes<Op, A, Axes> extends infer Reduced
          ? Reduced extends readonly number[]
            ? number extends Reduced["length"]
              ? Shape
              : DropAxes<A, Reduced[number], Kept<KeepDims>>
            : Reduced
          : never;

// What stands in the place of a reduced axis.
type Kept<KeepDims extends boolean> = KeepDims extends true ? [1] : [];

type DropAxes<
  A extends Shape,
  Axes extends number,
  By extends Shape,
  Out extends Shape = [],
  Seen extends Shape = [],
> = A extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? DropAxes<Tail, Axes, By, Seen["length"] extends Axes ? [...Out, ...By] : [...Out, Head], [...Seen, Head]>
  : Out;

/** The same for operations that pick an element: they refuse to pick from nothing. */
export type ReduceNonEmpty<
  Op extends string,
  A extends Shape,
  Axes extends AxesArgument = undefined,
  KeepDims extends boolean = false,
> = 0 extends A[number]
  ? number extends A["length"]
    ? Reduce<Op, A, Axes, KeepDims>
    : NamedAxes<Op, A, Axes> extends infer Reduced
      ? Reduced extends readonly number[]
        ? EmptyAxis<A, Reduced[number]> extends infer Empty extends number
          ? `${Op}: axis ${Empty} of ${FormatShape<A>} is empty, and ${Op} of nothing is undefined`
          : Reduce<Op, A, Axes, KeepDims>
        : Reduced
      : never
  : Reduce<Op, A, Axes, KeepDims>;

/** The first of the axes, of which one in a list is no axis of the shape, that has no element, or null. */
export type EmptyAxis<A extends Shape, Axes extends number, Seen extends Shape = []> = A extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? [Head, Seen["length"]] extends [0, Axes]
    ? Seen["length"]
    : EmptyAxis<Tail, Axes, [...Seen, Head]>
  : null;
