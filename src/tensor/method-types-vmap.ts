/** The types of functions applied to slices: shapes with one more axis; knows no implementation. */

import type { AxisFault, NormalizeNewAxis, Shape } from "../../types/index.ts";
import type { TensorLike, TensorOf } from "./tensor-kinds.ts";

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

// A shape with one more axis, or null where there is no such place; where nobody knows the place, of unknown dims.
type Inserted<S extends Shape, Size, Axis extends number> = number extends S["length"]
  ? Shape
  : NormalizeNewAxis<"vmap", S, Axis> extends infer At
    ? At extends number
      ? number extends At
        ? readonly number[]
        : InsertAt<S, Size, At>
      : null
    : never;

/** An argument of which one axis is mapped over, or the message that it has no such axis. */
type MappedArgument<T extends TensorLike, Axis, Size> = Axis extends null
  ? T
  : Axis extends number
    ? Inserted<T["shape"], Size, Axis> extends infer S
      ? S extends Shape
        ? TensorOf<S, T["dtype"]>
        : AxisFault<"vmap", [...T["shape"], 1], Axis>
      : never
    : never;

/** The arguments as `vmap` takes them: shared, or with one more axis, in front by default. */
export type Mapped<Args extends readonly TensorLike[], Axes extends readonly (number | null)[], Size> = {
  readonly [K in keyof Args]: MappedArgument<Args[K], K extends keyof Axes ? Axes[K] : 0, Size>;
};

/** A result with the axis along which those of the calls lie. */
export type MappedResult<T extends TensorLike, OutAxis extends number, Size> =
  Inserted<T["shape"], Size, OutAxis> extends infer S extends Shape ? TensorOf<S, T["dtype"]> : never;

/** Nothing more to ask of the options where the results can have such an axis, and otherwise the message. */
export type OutAxisFits<T extends TensorLike, OutAxis extends number> =
  Inserted<T["shape"], 1, OutAxis> extends null
    ? { readonly outAxis: NormalizeNewAxis<"vmap", T["shape"], OutAxis> }
    : unknown;
