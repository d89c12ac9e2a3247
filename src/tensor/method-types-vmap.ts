/** The types of functions applied to slices: shapes with one axis more or less; knows no implementation. */

import type { Dim, IsSameDim, KnownDim } from "../../types/dims.ts";
import type { FormatDim } from "../../types/format.ts";
import type {
  AxisFault,
  Bindings,
  NormalizeAxis,
  NormalizeNewAxis,
  Shape,
  UnifyShape,
} from "../../types/index.ts";
import type { FormatDType } from "./method-types-dtype.ts";
import type { NoBindings, SubstituteShape } from "./method-types-jit.ts";
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
        ? Shape
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

type ArgumentFault<P extends TensorLike, G extends TensorLike, Argument extends number> = [
  Extract<G["dtype"], P["dtype"]>,
] extends [never]
  ? `vmap: argument ${Argument} is ${FormatDType<G["dtype"]>}, expected ${FormatDType<P["dtype"]>} (cast it with .cast("${FormatDType<P["dtype"]>}"))`
  : null;

// What a call binds, the size mapped over and the names, after one more argument that is shared, or a message. There is
// no size, but null, before the first argument whose slices are taken.
type ShareArgument<
  P extends TensorLike,
  G extends TensorLike,
  Size,
  Known extends Bindings,
  Argument extends number,
> =
  UnifyShape<P["shape"], G["shape"], Argument, Known> extends infer Next
    ? Next extends string
      ? `vmap: ${Next}`
      : { size: Size; known: Next }
    : never;

// The same after one more argument whose slices are taken.
type MapArgument<
  P extends TensorLike,
  G extends TensorLike,
  Axis extends number,
  Size,
  Known extends Bindings,
  Argument extends number,
> =
  Slices<G["shape"], Axis> extends infer Cut
    ? Cut extends readonly [infer Count extends Dim, infer Rest extends Shape]
      ? MapOver<Size, Count, Argument> extends infer Common
        ? Common extends readonly [infer Over]
          ? UnifyShape<P["shape"], Rest, Argument, Known> extends infer Next
            ? Next extends string
              ? SliceFault<Next>
              : { size: Over; known: Next }
            : never
          : Common
        : never
      : Cut
    : never;

// The size mapped over so far and that of one more argument, as one, or a message.
type MapOver<Size, Count extends Dim, Argument extends number> = Size extends Dim
  ? IsSameDim<Size, Count> extends true
    ? [KnownDim<Size, Count>]
    : `vmap: the sizes mapped over differ, ${FormatDim<Size>} and ${FormatDim<Count>} in argument ${Argument}`
  : [Count];

// It is a slice that has another shape than the argument should; a name that stands for two sizes is said as it is.
type SliceFault<Fault extends string> = Fault extends `argument ${string}`
  ? `vmap: a slice of ${Fault}`
  : `vmap: ${Fault}`;

type TakeArgument<
  P extends TensorLike,
  G extends TensorLike,
  Axis,
  Size,
  Known extends Bindings,
  Argument extends number,
> =
  ArgumentFault<P, G, Argument> extends infer Fault extends string
    ? Fault
    : Axis extends number
      ? MapArgument<P, G, Axis, Size, Known, Argument>
      : ShareArgument<P, G, Size, Known, Argument>;

// What a whole call binds, or the arguments as they may be given: the first that does not fit is the message.
type TakeArguments<
  Args extends readonly unknown[],
  A extends Axes,
  Given extends readonly unknown[],
  Size = null,
  Known extends Bindings = NoBindings,
  Out extends readonly unknown[] = [],
> = number extends Given["length"]
  ? { size: number; known: Known }
  : Args extends readonly [infer P extends TensorLike, ...infer PT]
    ? Given extends readonly [infer G extends TensorLike, ...infer GT]
      ? TakeArgument<
          P,
          G,
          AxisAt<A, Out["length"] & number>,
          Size,
          Known,
          [...Out, 0]["length"] & number
        > extends infer Next
        ? Next extends { size: infer NextSize; known: infer NextKnown extends Bindings }
          ? TakeArguments<PT, A, GT, NextSize, NextKnown, [...Out, G]>
          : [...Out, Next, ...PT]
        : never
      : [...Out, ...Args]
    : Given extends readonly []
      ? { size: Size; known: Known }
      : Out;

/** The arguments as they may be given: with one more axis than the function takes, or shared. */
type FitMapped<
  Args extends readonly unknown[],
  A extends Axes,
  Given extends readonly unknown[],
> = number extends Args["length"]
  ? Given
  : number extends Given["length"]
    ? MappedArguments<Args, A, number>
    : TakeArguments<Args, A, Given> extends infer Misfit extends readonly unknown[]
      ? Misfit
      : Given;

// The arguments before any are given, which is what another function that takes this one sees: of one size along the axes
// mapped over.
type MappedArguments<Args extends readonly unknown[], A extends Axes, Size> = {
  -readonly [K in keyof Args]: Args[K] extends TensorLike
    ? (K extends keyof A ? A[K] : 0) extends infer Axis extends number
      ? Inserted<Args[K]["shape"], Size, Axis> extends infer S extends Shape
        ? TensorOf<S, Args[K]["dtype"]>
        : Args[K]
      : Args[K]
    : Args[K];
};

/** A result with its names replaced, and the axis along which those of the calls lie. */
type MappedResult<T extends TensorLike, OutAxis extends number, Call> = Call extends {
  size: infer Size;
  known: infer Known extends Bindings;
}
  ? Inserted<
      SubstituteShape<T["shape"], Known>,
      Size extends Dim ? Size : number,
      OutAxis
    > extends infer S extends Shape
    ? TensorOf<S, T["dtype"]>
    : never
  : TensorOf<Shape, T["dtype"]>;

/** What `vmap` makes of a function: its arguments have one more axis, where they are not shared, and so has its result. */
export interface MappedFunction<
  Args extends readonly TensorLike[],
  Value extends TensorLike,
  A extends Axes,
  OutAxis extends number,
> {
  <const Given extends readonly TensorLike[]>(
    ...args: Given extends FitMapped<Args, A, Given> ? Given : FitMapped<Args, A, Given>
  ): MappedResult<Value, OutAxis, TakeArguments<Args, A, Given>>;
  /** What it takes and gives, under a name for the size mapped over; for the compiler alone: there is none when it runs. */
  readonly signature?: (
    ...args: MappedArguments<Args, A, FreshName<Args[number]["shape"][number]>>
  ) => MappedResult<Value, OutAxis, { size: FreshName<Args[number]["shape"][number]>; known: NoBindings }>;
}

// A name that no argument has.
type FreshName<Used, Name extends string = "slices"> = string extends Used
  ? Name
  : Name extends Used
    ? FreshName<Used, `${Name}′`>
    : Name;

/** Where the results of the calls lie, if they can have such an axis, or the message. */
export type FitOutAxis<T extends TensorLike, OutAxis extends number> =
  Inserted<T["shape"], 1, OutAxis> extends infer Fault extends string ? Fault : OutAxis;

/** The axes mapped over, if there is one for each argument and not all are shared, or the message. */
export type FitAxes<Args extends readonly unknown[], A extends Axes> =
  AxesFault<Args, A> extends infer Fault extends string ? Fault : A;

type AxesFault<Args extends readonly unknown[], A extends Axes> = A["length"] extends 0
  ? null
  : number extends Args["length"] | A["length"]
    ? null
    : [A["length"]] extends [Args["length"]]
      ? [A[number]] extends [null]
        ? "vmap: needs an argument to map over, all of them are shared"
        : null
      : `vmap: needs one entry of axes for each of ${Args["length"]} arguments, got ${A["length"]}`;
