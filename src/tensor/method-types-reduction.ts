/** The types of methods that fold axes or work along one; knows no builder. */

import type { AlongAxis, AxesArgument, Reduce, ReduceNonEmpty, Shape } from "../../types/index.ts";
import type { axisMethods, boolReductionMethods, reductionMethods, spreadMethods } from "../ops/index.ts";
import type { Accept, DTypeClass } from "./method-types-dtype.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** The reductions that pick an element, and so refuse an empty axis. */
type Picking = "max" | "min" | "argMax" | "argMin";

type Reduced<
  Op extends string,
  S extends Shape,
  Axes extends AxesArgument,
  Keep extends boolean,
> = Op extends Picking ? ReduceNonEmpty<Op, S, Axes, Keep> : Reduce<Op, S, Axes, Keep>;

/** The tensor itself, unless picking from all of it fails and there is no argument to blame. */
type AcceptPicking<Op extends string, Axes, R, Self> = Op extends Picking
  ? AcceptWithout<Axes, R, Self>
  : Self;

/** The tensor itself, unless there is no argument to blame for a message. */
export type AcceptWithout<Argument, R, Self> = [Argument] extends [undefined] ? Fits<R, Self> : Self;

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

interface ReductionMethod<Op extends string, Class extends DTypeClass> {
  method<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: AcceptPicking<Op, Axes, Reduced<Op, Self["shape"], Axes, Keep>, Accept<Op, Class, Self>>,
    axes?: Fits<Reduced<Op, Self["shape"], Axes, Keep>, Axes>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduced<Op, Self["shape"], Axes, Keep>>, Self["dtype"]>;
}

interface SpreadMethod<Op extends string, Class extends DTypeClass> {
  method<
    Self extends TensorLike,
    const Axes extends AxesArgument = undefined,
    const Keep extends boolean = false,
  >(
    this: Accept<Op, Class, Self>,
    axes?: Fits<Reduce<Op, Self["shape"], Axes, Keep>, Axes>,
    options?: SpreadOptions<Keep>,
  ): TensorOf<Resolve<Reduce<Op, Self["shape"], Axes, Keep>>, Self["dtype"]>;
}

/** Folds over one axis, a list of axes, or all of them: `x.sum(0, { keepDims: true })`. */
export type ReductionMethods = {
  [Op in keyof typeof reductionMethods]: ReductionMethod<
    Op,
    (typeof reductionMethods)[Op]["accepts"]
  >["method"];
};

/** Folds of truth values over one axis, a list of axes, or all of them: `x.any(0)`. */
export type BoolReductionMethods = {
  [Op in keyof typeof boolReductionMethods]: ReductionMethod<
    Op,
    (typeof boolReductionMethods)[Op]["accepts"]
  >["method"];
};

/** Variance and standard deviation: `x.var(0, { correction: 1 })`. */
export type SpreadMethods = {
  [Op in keyof typeof spreadMethods]: SpreadMethod<Op, (typeof spreadMethods)[Op]["accepts"]>["method"];
};

interface AxisMethod<Op extends string, Class extends DTypeClass> {
  method<Self extends TensorLike, const Axis extends number | undefined = undefined>(
    this: AcceptWithout<Axis, Along<Op, Self["shape"], Axis>, Accept<Op, Class, Self>>,
    axis?: Fits<Along<Op, Self["shape"], Axis>, Axis>,
  ): TensorOf<Self["shape"], Self["dtype"]>;
}

type Along<Op extends string, S extends Shape, Axis extends number | undefined> = AlongAxis<
  Op,
  S,
  Axis extends number ? Axis : -1
>;

/** Functions along one axis, the last by default: `x.softmax()`. */
export type AxisMethods = {
  [Op in keyof typeof axisMethods]: AxisMethod<Op, (typeof axisMethods)[Op]["accepts"]>["method"];
};

interface ChoiceMethod<Op extends "argMax" | "argMin"> {
  method<Self extends TensorLike, const Axis extends number, const Keep extends boolean = false>(
    this: Accept<Op, "numeric", Self>,
    axis: Fits<Reduced<Op, Self["shape"], Axis, Keep>, Axis>,
    options?: ReductionOptions<Keep>,
  ): TensorOf<Resolve<Reduced<Op, Self["shape"], Axis, Keep>>, "i32">;
}

/** Where an extremum stands along an axis. */
export interface ChoiceMethods {
  /**
   * Where the largest element stands along an axis, the first of equals; NaN counts as the largest.
   *
   * @throws ShapeError when the axis is out of range or empty.
   * @example tensor([[1, 9], [4, 2]]).argMax(1).toArray(); // [1, 0]
   */
  argMax: ChoiceMethod<"argMax">["method"];
  /**
   * Where the smallest element stands along an axis, the first of equals; NaN counts as the smallest.
   *
   * @throws ShapeError when the axis is out of range or empty.
   * @example tensor([[1, 9], [4, 2]]).argMin(1).toArray(); // [0, 1]
   */
  argMin: ChoiceMethod<"argMin">["method"];
}
