/** Tensors put next to each other, along an axis they have or along a new one; knows no elements. */

import type { NormalizeAxis, NormalizeNewAxis } from "./axis.ts";
import type { SumOfDims } from "./dim-arithmetic.ts";
import type { Dim, IsSameDim, KnownDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";
import type { Counted } from "./size.ts";
import type { InsertDim } from "./squeeze.ts";

/** The shapes joined along an axis all of them have, or a message; off that axis they must be equal. */
export type Concat<Shapes extends readonly Shape[], Axis extends number = 0> = [
  Shapes,
  Axis,
] extends readonly [
  [[infer A0 extends Dim, ...infer Tail extends Shape], [infer B0 extends Dim, ...infer TailB]],
  0,
]
  ? Tail extends TailB
    ? Counted<"concat", [SumOfDims<A0, B0>, ...Tail], Shapes>
    : ConcatList<Shapes, Axis>
  : ConcatList<Shapes, Axis>;

type ConcatList<Shapes extends readonly Shape[], Axis extends number> = number extends
  | Shapes["length"]
  | Shapes[number]["length"]
  ? Shape
  : Shapes extends readonly [infer First extends Shape, ...infer Others extends readonly Shape[]]
    ? First extends readonly []
      ? "concat: a scalar has no axis to join along (use stack)"
      : NormalizeAxis<"concat", First, Axis> extends infer Along
        ? Along extends number
          ? number extends Along
            ? Shape
            : JoinShapes<First, Others, Along, First>
          : Along
        : never
    : "concat: needs at least one tensor, got none";

type JoinShapes<
  First extends Shape,
  Others extends readonly Shape[],
  Along extends number,
  Out,
> = Others extends readonly [infer Head extends Shape, ...infer Tail extends readonly Shape[]]
  ? JoinTwo<Out, Head, Along> extends infer Next
    ? Next extends null
      ? `concat: ranks differ, ${FormatShape<First>} and ${FormatShape<Head>}`
      : Next extends string
        ? `concat: sizes differ off axis ${Along}, ${FormatShape<First>} and ${FormatShape<Head>} (${Next})`
        : JoinShapes<First, Tail, Along, Next>
    : never
  : Counted<"concat", Out, First>;

// Adds along one axis and matches along the others; null when the ranks differ, otherwise the first clash.
type JoinTwo<
  A,
  B extends Shape,
  Along extends number | null,
  Out extends Shape = [],
  Clash extends string | null = null,
> = A extends readonly [infer A0 extends Dim, ...infer AT extends Shape]
  ? B extends readonly [infer B0 extends Dim, ...infer BT extends Shape]
    ? Out["length"] extends Along
      ? JoinTwo<AT, BT, Along, [...Out, SumOfDims<A0, B0>], Clash>
      : IsSameDim<A0, B0> extends true
        ? JoinTwo<AT, BT, Along, [...Out, KnownDim<A0, B0>], Clash>
        : JoinTwo<
            AT,
            BT,
            Along,
            [...Out, A0],
            Clash extends null
              ? `${FormatDim<A0>} ≠ ${FormatDim<B0>} at axis ${Out["length"] & number}`
              : Clash
          >
    : null
  : B extends readonly []
    ? Clash extends null
      ? Out
      : Clash
    : null;

/** Equal shapes put side by side along a new axis, or a message. */
export type Stack<Shapes extends readonly Shape[], Axis extends number = 0> = number extends
  | Shapes["length"]
  | Shapes[number]["length"]
  ? Shape
  : Shapes extends readonly [infer First extends Shape, ...infer Others extends readonly Shape[]]
    ? NormalizeNewAxis<"stack", First, Axis> extends infer Along
      ? Along extends number
        ? number extends Along
          ? Shape
          : StackShapes<First, Others, First> extends infer Common
            ? Common extends Shape
              ? Counted<"stack", InsertDim<Common, Along, Shapes["length"]>, Shapes>
              : Common
            : never
        : Along
      : never
    : "stack: needs at least one tensor, got none";

type StackShapes<
  First extends Shape,
  Others extends readonly Shape[],
  Out extends Shape,
> = Others extends readonly [infer Head extends Shape, ...infer Tail extends readonly Shape[]]
  ? JoinTwo<Out, Head, null> extends infer Next
    ? Next extends Shape
      ? StackShapes<First, Tail, Next>
      : `stack: shapes differ, ${FormatShape<First>} and ${FormatShape<Head>} (${Next extends string
          ? Next
          : "ranks differ"})`
    : never
  : Out;
