/** Elements picked by an index tensor; knows the shapes of both and no index. */

import type { NormalizeAxis } from "./axis.ts";
import type { Dim, IsSameDim, IsUnknownDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";
import type { IsSameShape } from "./same-shape.ts";
import type { Counted, SizesFault } from "./size.ts";

/** One index per element of the result, which has the shape of the indices, or a message. */
export type Gather<A extends Shape, Indices extends Shape, Axis extends number> = number extends
  | A["length"]
  | Indices["length"]
  ? Indices
  : IndicesFault<"gather", A, Indices, Axis> extends infer Fault extends string
    ? Fault
    : [...Indices];

// The message that indices differ from the tensor they index off the axis, or null.
type IndicesFault<Op extends string, A extends Shape, Indices extends Shape, Axis extends number> =
  NormalizeAxis<Op, A, Axis> extends infer Along
    ? Along extends number
      ? [A["length"]] extends [Indices["length"]]
        ? OffAxis<A, Indices, Along> extends infer Fault extends string
          ? `${Op}: sizes differ off axis ${Along}, ${Operands<A, Indices>} (${Fault})`
          : null
        : `${Op}: ranks differ, ${Operands<A, Indices>}`
      : Along
    : never;

/** The shape of `A` after updates are added at one index each, or a message; indices and updates have one shape. */
export type ScatterAdd<
  A extends Shape,
  Indices extends Shape,
  Updates extends Shape,
  Axis extends number,
> = number extends A["length"] | Indices["length"]
  ? A
  : IndicesFault<"scatterAdd", A, Indices, Axis> extends infer Fault extends string
    ? Fault
    : number extends Updates["length"]
      ? A
      : IsSameShape<Updates, Indices> extends true
        ? [...A]
        : `scatterAdd: updates need the indices' shape ${FormatShape<Indices>}, got ${FormatShape<Updates>}`;

type Operands<
  A extends Shape,
  Indices extends Shape,
> = `${FormatShape<A>} and indices ${FormatShape<Indices>}`;

type OffAxis<
  A extends Shape,
  B extends Shape,
  Along extends number,
  Seen extends Shape = [],
> = number extends Along
  ? null
  : A extends readonly [infer A0 extends Dim, ...infer AT extends Shape]
    ? B extends readonly [infer B0 extends Dim, ...infer BT extends Shape]
      ? Seen["length"] extends Along
        ? OffAxis<AT, BT, Along, [...Seen, A0]>
        : IsSameDim<A0, B0> extends true
          ? OffAxis<AT, BT, Along, [...Seen, A0]>
          : `${FormatDim<A0>} ≠ ${FormatDim<B0>} at axis ${Seen["length"] & number}`
      : null
    : null;

/** Whole slices picked along an axis: the shape of the indices takes the place of that axis; or a message. */
export type Take<A extends Shape, Indices extends Shape, Axis extends number = 0> = number extends
  | A["length"]
  | Indices["length"]
  ? Shape
  : NormalizeAxis<"take", A, Axis> extends infer Along
    ? Along extends number
      ? number extends Along
        ? Shape
        : Counted<"take", ReplaceAxis<A, Along, Indices>, A>
      : Along
    : never;

/** The shape with the dims `By` in the place of one axis. */
export type ReplaceAxis<
  A extends Shape,
  Axis extends number,
  By extends Shape,
  Seen extends Shape = [],
> = A extends [infer Head extends Dim, ...infer Tail extends Shape]
  ? Seen["length"] extends Axis
    ? [...Seen, ...By, ...Tail]
    : ReplaceAxis<Tail, Axis, By, [...Seen, Head]>
  : A extends readonly [unknown, ...unknown[]]
    ? ReplaceAxis<[...A], Axis, By, Seen>
    : Shape;

/** A last axis of this depth added, or a message. */
export type OneHot<Indices extends Shape, Depth extends Dim> = number extends Indices["length"]
  ? IsUnknownDim<Depth> extends true
    ? Shape
    : Shape
  : SizesFault<"oneHot", [...Indices, Depth]> extends infer Fault extends string
    ? Fault
    : Counted<"oneHot", [...Indices, Depth], Indices>;
