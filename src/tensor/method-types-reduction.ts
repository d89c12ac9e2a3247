/** The declarations of methods that fold axes; knows no builder. */

import type { AxesArgument, Reduce, ReduceNonEmpty } from "../../types/index.ts";
import type { Takes } from "./method-types-table.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** The tensor itself, unless there is no argument to blame for a message; what is a message already goes before it. */
export type AcceptWithout<Argument, R, Self> = [Argument] extends [undefined]
  ? [R] extends [never]
    ? Self
    : R extends infer Fault extends string
      ? Self extends string
        ? Self
        : NoInfer<Fault>
      : Self
  : Self;

/** Which axes stay. */
export interface ReductionOptions<Keep extends boolean> {
  /** Whether reduced axes stay with size 1; by default they go. */
  readonly keepDims?: Keep;
}

/** Which axes stay, and what a spread is divided by. */
export interface SpreadOptions<Keep extends boolean> extends ReductionOptions<Keep> {
  /** The divisor is the number of elements minus this: 0 (the default) for a population, 1 for a sample. */
  readonly correction?: number;
}

/** Folds over one axis, a list of axes, or all of them: `x.sum(0, { keepDims: true })`. */
export interface ReductionMethods {
  /**
   * Σ x over axes; of nothing, 0. `[2, 3]` over axis 1 gives `[2]`, or `[2, 1]` with `keepDims`; without
   * axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError when the elements are bool.
   * @example tensor([[1, 2], [3, 4]]).sum(0).toArray(); // [4, 6]
   */
  sum<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"sum", Self>,
    axes?: Fits<Reduce<"sum", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"sum", Self["shape"], Axes, Keep>>, Self["dtype"]>;

  /**
   * The arithmetic mean over axes; of nothing, NaN. `[2, 3]` over axis 1 gives `[2]`, or `[2, 1]` with
   * `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError unless the elements are
   * floats.
   * @example tensor([[1, 2], [3, 4]]).mean(1, { keepDims: true }).toArray(); // [[1.5], [3.5]]
   */
  mean<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"mean", Self>,
    axes?: Fits<Reduce<"mean", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"mean", Self["shape"], Axes, Keep>>, Self["dtype"]>;

  /**
   * The largest element over axes; NaN if any is. Ties share the derivative equally. `[2, 3]` over axis 1
   * gives `[2]`, or `[2, 1]` with `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range, named twice or empty; DTypeError when the elements are
   * bool.
   * @example tensor([[1, 9], [4, 2]]).max(1).toArray(); // [9, 4]
   */
  max<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: AcceptWithout<Axes, ReduceNonEmpty<"max", Self["shape"], Axes, Keep>, Takes<"max", Self>>,
    axes?: Fits<ReduceNonEmpty<"max", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<ReduceNonEmpty<"max", Self["shape"], Axes, Keep>>, Self["dtype"]>;

  /**
   * The smallest element over axes; NaN if any is. Ties share the derivative equally. `[2, 3]` over axis 1
   * gives `[2]`, or `[2, 1]` with `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range, named twice or empty; DTypeError when the elements are
   * bool.
   * @example tensor([[1, 9], [4, 2]]).min(1).toArray(); // [1, 2]
   */
  min<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: AcceptWithout<Axes, ReduceNonEmpty<"min", Self["shape"], Axes, Keep>, Takes<"min", Self>>,
    axes?: Fits<ReduceNonEmpty<"min", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<ReduceNonEmpty<"min", Self["shape"], Axes, Keep>>, Self["dtype"]>;

  /**
   * Π x over axes; of nothing, 1. `[2, 3]` over axis 1 gives `[2]`, or `[2, 1]` with `keepDims`; without
   * axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError when the elements are bool.
   * @example tensor([[1, 2], [3, 4]]).prod(1).toArray(); // [2, 12]
   */
  prod<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"prod", Self>,
    axes?: Fits<Reduce<"prod", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"prod", Self["shape"], Axes, Keep>>, Self["dtype"]>;

  /**
   * log Σ eˣ over axes without overflow; of nothing, −∞. `[2, 3]` over axis 1 gives `[2]`, or `[2, 1]` with
   * `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError unless the elements are
   * floats.
   * @example tensor([1000, 1000]).logSumExp().item(); // 1000.693…
   */
  logSumExp<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"logSumExp", Self>,
    axes?: Fits<Reduce<"logSumExp", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"logSumExp", Self["shape"], Axes, Keep>>, Self["dtype"]>;

  /**
   * Σ |x| over axes. `[2, 3]` over axis 1 gives `[2]`, or `[2, 1]` with `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError when the elements are bool.
   * @example tensor([3, -4]).l1Norm().item(); // 7
   */
  l1Norm<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"l1Norm", Self>,
    axes?: Fits<Reduce<"l1Norm", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"l1Norm", Self["shape"], Axes, Keep>>, Self["dtype"]>;

  /**
   * √Σ x² over axes; the derivative at the origin is 0. `[2, 3]` over axis 1 gives `[2]`, or `[2, 1]` with
   * `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError unless the elements are
   * floats.
   * @example tensor([3, -4]).l2Norm().item(); // 5
   */
  l2Norm<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"l2Norm", Self>,
    axes?: Fits<Reduce<"l2Norm", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"l2Norm", Self["shape"], Axes, Keep>>, Self["dtype"]>;

  /**
   * Σ x² over axes. `[2, 3]` over axis 1 gives `[2]`, or `[2, 1]` with `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError when the elements are bool.
   * @example tensor([3, -4]).sumOfSquares().item(); // 25
   */
  sumOfSquares<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"sumOfSquares", Self>,
    axes?: Fits<Reduce<"sumOfSquares", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"sumOfSquares", Self["shape"], Axes, Keep>>, Self["dtype"]>;
}

/** Folds of truth values over one axis, a list of axes, or all of them: `x.any(0)`. */
export interface BoolReductionMethods {
  /**
   * Whether any element is true, over axes; of nothing, false. `[2, 3]` over axis 1 gives `[2]`, or `[2, 1]`
   * with `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError unless the elements are bool.
   * @example tensor([[true, false], [false, false]]).any(1).toArray(); // [1, 0]
   */
  any<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"any", Self>,
    axes?: Fits<Reduce<"any", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"any", Self["shape"], Axes, Keep>>, Self["dtype"]>;

  /**
   * Whether all elements are true, over axes; of nothing, true. `[2, 3]` over axis 1 gives `[2]`, or `[2, 1]`
   * with `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError unless the elements are bool.
   * @example tensor([[true, true], [true, false]]).all(1).toArray(); // [1, 0]
   */
  all<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"all", Self>,
    axes?: Fits<Reduce<"all", Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"all", Self["shape"], Axes, Keep>>, Self["dtype"]>;
}

/** Variance and standard deviation: `x.var(0, { correction: 1 })`. */
export interface SpreadMethods {
  /**
   * The variance over axes, divided by n − `correction`, by default n. `[2, 3]` over axis 1 gives `[2]`, or
   * `[2, 1]` with `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError unless the elements are
   * floats.
   * @example tensor([1, 2, 3]).var(0, { correction: 1 }).item(); // 1
   */
  var<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"var", Self>,
    axes?: Fits<Reduce<"var", Self["shape"], Axes, Keep>, Axes>,
    options?: SpreadOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"var", Self["shape"], Axes, Keep>>, Self["dtype"]>;

  /**
   * The standard deviation over axes, the root of the variance; divided by n − `correction`, by default n.
   * `[2, 3]` over axis 1 gives `[2]`, or `[2, 1]` with `keepDims`; without axes, `[]`.
   *
   * @throws ShapeError when an axis is out of range or named twice; DTypeError unless the elements are
   * floats.
   * @example tensor([1, 2, 3]).std(0, { correction: 1 }).item(); // 1
   */
  std<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Takes<"std", Self>,
    axes?: Fits<Reduce<"std", Self["shape"], Axes, Keep>, Axes>,
    options?: SpreadOptions<Keep>,
  ): TensorOf<Resolve<Reduce<"std", Self["shape"], Axes, Keep>>, Self["dtype"]>;
}
