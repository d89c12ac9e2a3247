/** The declarations of methods that work along one axis; knows no builder. */

import type { AlongAxis, ReduceNonEmpty, Shape } from "../../types/index.ts";
import type { Accept } from "./method-types-dtype.ts";
import type { AcceptWithout, ReductionOptions } from "./method-types-reduction.ts";
import type { Same, Takes } from "./method-types-table.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

type Along<Op extends string, S extends Shape, Axis extends number | undefined> = AlongAxis<
  Op,
  S,
  Axis extends number ? Axis : -1
>;

/** Functions along one axis, the last by default: `x.softmax()`. */
export interface AxisMethods {
  /**
   * eˣ/Σ eˣ along an axis, the last by default. The shape stays.
   *
   * @throws ShapeError when the axis is out of range; DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 0]).softmax().toArray(); // [0.5, 0.5]
   */
  softmax<Self extends TensorLike, const Axis extends number | undefined = undefined>(
    this: AcceptWithout<Axis, Along<"softmax", Self["shape"], Axis>, Takes<"softmax", Self>>,
    axis?: Fits<Along<"softmax", Self["shape"], Axis>, Axis>,
  ): Same<Self>;

  /**
   * x − log Σ eˣ, the logarithm of softmax without overflow, along an axis, the last by default. The shape stays.
   *
   * @throws ShapeError when the axis is out of range; DTypeError unless the elements are f32 or f64.
   * @example tensor([0, 0]).logSoftmax().toArray(); // [-0.69314…, -0.69314…]
   */
  logSoftmax<Self extends TensorLike, const Axis extends number | undefined = undefined>(
    this: AcceptWithout<Axis, Along<"logSoftmax", Self["shape"], Axis>, Takes<"logSoftmax", Self>>,
    axis?: Fits<Along<"logSoftmax", Self["shape"], Axis>, Axis>,
  ): Same<Self>;
}

/** Where an extremum stands along an axis. */
export interface ChoiceMethods {
  /**
   * Where the largest element stands along an axis, as i32, the first of equals; NaN counts as the largest. `[2, 3]` along
   * axis 1 gives `[2]`, or `[2, 1]` with `keepDims`.
   *
   * @throws ShapeError when the axis is out of range or empty; DTypeError when the elements are bool.
   * @example tensor([[1, 9], [4, 2]]).argMax(1).toArray(); // [1, 0]
   */
  argMax<Self extends TensorLike, const Axis extends number, const Keep extends boolean = false>(
    this: Accept<"argMax", "numeric", Self>,
    axis: Fits<ReduceNonEmpty<"argMax", Self["shape"], Axis, Keep>, Axis>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<ReduceNonEmpty<"argMax", Self["shape"], Axis, Keep>>, "i32">;

  /**
   * Where the smallest element stands along an axis, as i32, the first of equals; NaN counts as the smallest. `[2, 3]` along
   * axis 1 gives `[2]`, or `[2, 1]` with `keepDims`.
   *
   * @throws ShapeError when the axis is out of range or empty; DTypeError when the elements are bool.
   * @example tensor([[1, 9], [4, 2]]).argMin(1).toArray(); // [0, 1]
   */
  argMin<Self extends TensorLike, const Axis extends number, const Keep extends boolean = false>(
    this: Accept<"argMin", "numeric", Self>,
    axis: Fits<ReduceNonEmpty<"argMin", Self["shape"], Axis, Keep>, Axis>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<ReduceNonEmpty<"argMin", Self["shape"], Axis, Keep>>, "i32">;
}
