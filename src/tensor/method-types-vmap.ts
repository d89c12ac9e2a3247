/** The types of functions applied to slices: shapes with one axis more or less; knows no implementation. */

import type { Dim, IsSameDim, KnownDim } from "../../types/dims.ts";
import type { FormatDim, FormatShape } from "../../types/format.ts";
import type { AxisFault, NormalizeAxis, NormalizeNewAxis, Shape } from "../../types/index.ts";
import type { IsSameShape } from "../../types/same-shape.ts";
import type { TensorLike, TensorOf } from "./tensor-kinds.ts";

/** For each argument the axis mapped over, or null where it is shared. */
type Axes = readonly (number | null)[];

type AxisAt<A extends Axes, At extends number> = `${At}` extends keyof A ? A[At] : 0;

type InsertAt<
  S extends readonly unknown[],
  Size,
  At extends number,
  Front extends readonly unknown[] = [],
> = Front["length"] extends At
  ? [...Front, Size, ...S]
  : S extends readonly [infer Head, ...infer Tail]
    ? InsertAt<Tail, Size, At, [...Front, Head]>
    : never;

// A shape with one more axis, or a message; where nobody knows the place, of unknown sizes.
type Inserted<S extends Shape, Size, Axis extends number> = number extends S["length"]
  ? Shape
  : NormalizeNewAxis<"vmap", S, Axis> extends infer At
    ? At extends number
      ? number extends At
        ? readonly number[]
        : InsertAt<S, Size, At>
      : At
    : never;

type RemoveAt<S extends Shape, At extends number, Front extends Shape = []> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? Front["length"] extends At
    ? [size: Head, rest: [...Front, ...Tail]]
    : RemoveAt<Tail, At, [...Front, Head]>
  : never;

// The size of an axis and the other dims, or a message; where nobody knows the axis, of unknown sizes.
type Slices<S extends Shape, Axis extends number> = number extends S["length"] | Axis
  ? [size: number, rest: Shape]
  : S extends readonly []
    ? "vmap: a scalar has no axis to map over (share it with axes: [null])"
    : NormalizeAxis<"vmap", S, Axis> extends infer At extends number
      ? RemoveAt<S, At>
      : AxisFault<"vmap", S, Axis>;

// What is known of two shapes does not keep them apart.
type FitsShape<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? true
  : IsSameShape<A, B>;

// The size mapped over after one more argument, or a message; null as long as there is none.
type MapArgument<
  P extends TensorLike,
  G extends TensorLike,
  Axis extends number,
  Known extends Dim | null,
  Argument extends number,
> =
  Slices<G["shape"], Axis> extends infer Cut
    ? Cut extends readonly [infer Size extends Dim, infer Rest extends Shape]
      ? [Extract<G["dtype"], P["dtype"]>] extends [never]
        ? `vmap: argument ${Argument} is ${G["dtype"]}, expected ${P["dtype"]} (cast it with .cast("${P["dtype"]}"))`
        : FitsShape<Rest, P["shape"]> extends true
          ? Known extends Dim
            ? IsSameDim<Known, Size> extends true
              ? { size: KnownDim<Known, Size> }
              : `vmap: the sizes mapped over differ, ${FormatDim<Known>} and ${FormatDim<Size>} in argument ${Argument}`
            : { size: Size }
          : `vmap: a slice of argument ${Argument} is ${FormatShape<Rest>}, expected ${FormatShape<P["shape"]>}`
      : Cut
    : never;

/** The arguments as they may be given: with one more axis than the function takes, or shared; the first that does not fit is the message. */
type FitMapped<
  Args extends readonly unknown[],
  A extends Axes,
  Given extends readonly unknown[],
  Known extends Dim | null = null,
  Out extends readonly unknown[] = [],
> = number extends Args["length"]
  ? Given
  : Args extends readonly [infer P extends TensorLike, ...infer PT]
    ? Given extends readonly [infer G extends TensorLike, ...infer GT]
      ? AxisAt<A, Out["length"] & number> extends infer Axis extends number
        ? MapArgument<P, G, Axis, Known, [...Out, 0]["length"] & number> extends infer Next
          ? Next extends { size: infer Size extends Dim }
            ? FitMapped<PT, A, GT, Size, [...Out, G]>
            : [...Out, Next, ...PT]
          : never
        : FitMapped<PT, A, GT, Known, [...Out, P]>
      : [...Out, ...Args]
    : Out;

// The size mapped over in a call that fits.
type SizeOf<
  Args extends readonly unknown[],
  A extends Axes,
  Given extends readonly unknown[],
  Known extends Dim | null = null,
  Seen extends readonly unknown[] = [],
> = Args extends readonly [infer P extends TensorLike, ...infer PT]
  ? Given extends readonly [infer G extends TensorLike, ...infer GT]
    ? AxisAt<A, Seen["length"] & number> extends infer Axis extends number
      ? MapArgument<P, G, Axis, Known, 1> extends { size: infer Size extends Dim }
        ? SizeOf<PT, A, GT, Size, [...Seen, 0]>
        : number
      : SizeOf<PT, A, GT, Known, [...Seen, 0]>
    : number
  : Known extends Dim
    ? Known
    : number;

/** A result with the axis along which those of the calls lie. */
type MappedResult<T extends TensorLike, OutAxis extends number, Size> =
  Inserted<T["shape"], Size, OutAxis> extends infer S extends Shape ? TensorOf<S, T["dtype"]> : never;

/** What `vmap` makes of a function: its arguments have one more axis, where they are not shared, and so has its result. */
export type MappedFunction<
  Args extends readonly TensorLike[],
  Value extends TensorLike,
  A extends Axes,
  OutAxis extends number,
> = <const Given extends readonly TensorLike[]>(
  ...args: Given extends FitMapped<Args, A, Given> ? Given : FitMapped<Args, A, Given>
) => MappedResult<Value, OutAxis, SizeOf<Args, A, Given>>;

/** Nothing more to ask of the options where the results can have such an axis, and otherwise the message. */
export type OutAxisFits<T extends TensorLike, OutAxis extends number> =
  Inserted<T["shape"], 1, OutAxis> extends infer Fault extends string ? { readonly outAxis: Fault } : unknown;
