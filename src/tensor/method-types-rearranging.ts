/** The types of methods that cut apart, repeat, turn round and order; knows no builder. */

import type {
  AlongAxes,
  AlongAxis,
  AxesArgument,
  Chunk,
  Diag,
  DiagonalFault,
  Index,
  Repeat,
  Roll,
  Shape,
  Split,
  Tile,
  TopK,
  Trace,
  Triangle,
  Unstack,
} from "../../types/index.ts";
import type { Accept } from "./method-types-dtype.ts";
import type { AcceptWithout } from "./method-types-reduction.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** One tensor for each shape of a rule's list. */
type TensorsOf<R, D> = R extends readonly Shape[]
  ? { -readonly [K in keyof R]: TensorOf<R[K], D> }
  : TensorOf<Shape, D>[];

/** What `sort` and `topK` give: elements in order, and where each of them stood. */
export interface Ordered<S, D> {
  readonly values: TensorOf<S, D>;
  readonly indices: TensorOf<S, "i32">;
}

/** Whether a running fold leaves out the element itself, and where it begins. */
export interface ScanOptions {
  /** Whether an element is left out of what stands at its place; false by default. */
  readonly exclusive?: boolean;
  /** Whether it runs from the end to the start; false by default. */
  readonly reverse?: boolean;
}

/** Which way `sort` orders. */
export interface SortSettings {
  /** Whether the largest come first; false by default. */
  readonly descending?: boolean;
}

/** Which elements `topK` picks. */
export interface TopKSettings {
  /** Whether the largest are picked, or the smallest; true by default. */
  readonly largest?: boolean;
}

interface ScanMethod<Op extends string> {
  method<Self extends TensorLike, const Axis extends number>(
    this: Accept<Op, "numeric", Self>,
    axis: Fits<AlongAxis<Op, Self["shape"], Axis>, Axis>,
    options?: ScanOptions,
  ): TensorOf<Self["shape"], Self["dtype"]>;
}

interface TriangleMethod<Op extends string> {
  method<Self extends TensorLike, const Diagonal extends number = 0>(
    this: Fits<Triangle<Op, Self["shape"]>, Self>,
    diagonal?: Fits<DiagonalFault<Op, Diagonal>, Diagonal>,
  ): TensorOf<Self["shape"], Self["dtype"]>;
}

/** Methods that repeat elements or put them elsewhere. */
export interface RearrangingMethods {
  /**
   * The elements in reverse order along the axes, by default all of them.
   *
   * @throws ShapeError when an axis is out of range or named twice.
   * @example tensor([1, 2, 3]).flip().toArray(); // [3, 2, 1]
   */
  flip<Self extends TensorLike, const Axes extends AxesArgument = undefined>(
    this: Self,
    axes?: Fits<AlongAxes<"flip", Self["shape"], Axes>, Axes>,
  ): TensorOf<Self["shape"], Self["dtype"]>;

  /**
   * The elements moved along axes by shifts; those pushed over the end come in at the start (NumPy's roll).
   *
   * @throws ShapeError when there is not one whole shift for each axis, or an axis is out of range.
   * @example tensor([1, 2, 3]).roll(1, 0).toArray(); // [3, 1, 2]
   */
  roll<
    Self extends TensorLike,
    const Shifts extends number | readonly number[],
    const Axes extends number | readonly number[],
  >(
    this: Self,
    shifts: Fits<Roll<Self["shape"], Shifts, Axes>, Shifts>,
    axes: Axes,
  ): TensorOf<Self["shape"], Self["dtype"]>;

  /**
   * The whole tensor repeated as often as the list says along each axis; the shorter of list and shape is filled up with
   * ones in front (NumPy's tile).
   *
   * @throws ShapeError when a number of repeats is negative or no whole number.
   * @example tensor([1, 2]).tile([2, 2]).shape; // [2, 4]
   */
  tile<Self extends TensorLike, const Repeats extends readonly number[]>(
    this: Self,
    repeats: Fits<Tile<Self["shape"], Repeats>, Repeats>,
  ): TensorOf<Resolve<Tile<Self["shape"], Repeats>>, Self["dtype"]>;

  /**
   * Every element `count` times in a row along an axis.
   *
   * @throws ShapeError when the axis is out of range, or the count negative or no whole number.
   * @example tensor([1, 2]).repeat(2, 0).toArray(); // [1, 1, 2, 2]
   */
  repeat<Self extends TensorLike, const Count extends number, const Axis extends number>(
    this: Self,
    count: Fits<Repeat<Self["shape"], Count, Axis>, Count>,
    axis: Axis,
  ): TensorOf<Resolve<Repeat<Self["shape"], Count, Axis>>, Self["dtype"]>;

  /**
   * The elements on and below a diagonal of the last two axes, zeros elsewhere; diagonal 1 is the one above the middle.
   *
   * @throws ShapeError when there are fewer than two axes; ValueError when the diagonal is no whole number.
   * @example ones([3, 3]).tril().sum().item(); // 6
   */
  tril: TriangleMethod<"tril">["method"];

  /**
   * The elements on and above a diagonal of the last two axes, zeros elsewhere; diagonal 1 is the one above the middle.
   *
   * @throws ShapeError when there are fewer than two axes; ValueError when the diagonal is no whole number.
   * @example ones([3, 3]).triu(1).sum().item(); // 3
   */
  triu: TriangleMethod<"triu">["method"];

  /**
   * A vector `[n]` on a diagonal of a matrix `[n + |offset|, n + |offset|]`, or a matrix's diagonal as a vector.
   *
   * @throws ShapeError unless this is a vector or a matrix.
   * @example tensor([1, 2]).diag().toArray(); // [[1, 0], [0, 2]]
   */
  diag<Self extends TensorLike, const Offset extends number = 0>(
    this: Fits<Diag<Self["shape"], Offset>, Self>,
    offset?: Offset,
  ): TensorOf<Resolve<Diag<Self["shape"], Offset>>, Self["dtype"]>;

  /**
   * The sum of a matrix's diagonal.
   *
   * @throws ShapeError unless this is a matrix.
   * @example tensor([[1, 2], [3, 4]]).trace().item(); // 5
   */
  trace<Self extends TensorLike>(
    this: Fits<Trace<Self["shape"]>, Accept<"trace", "numeric", Self>>,
  ): TensorOf<[], Self["dtype"]>;

  /**
   * Running sums along an axis. The shape stays.
   *
   * @throws ShapeError when the axis is out of range; DTypeError when the elements are bool.
   * @example tensor([1, 2, 3]).cumsum(0).toArray(); // [1, 3, 6]
   */
  cumsum: ScanMethod<"cumsum">["method"];

  /**
   * Running products along an axis. The shape stays.
   *
   * @throws ShapeError when the axis is out of range; DTypeError when the elements are bool.
   * @example tensor([1, 2, 3]).cumprod(0).toArray(); // [1, 2, 6]
   */
  cumprod: ScanMethod<"cumprod">["method"];
}

/** Methods that cut a tensor apart or put its elements in order. */
export interface PartingMethods {
  /**
   * Consecutive parts of the given sizes along an axis, the first by default.
   *
   * @throws ShapeError when the sizes do not add up to that of the axis.
   * @example tensor([1, 2, 3]).split([2, 1])[0].toArray(); // [1, 2]
   */
  split<Self extends TensorLike, const Sizes extends readonly number[], const Axis extends number = 0>(
    this: Self,
    sizes: Fits<Split<Self["shape"], Sizes, Axis>, Sizes>,
    axis?: Axis,
  ): TensorsOf<Split<Self["shape"], Sizes, Axis>, Self["dtype"]>;

  /**
   * So many consecutive parts of one size along an axis, the first by default; the last may be smaller, and there may be
   * fewer where rounding up leaves no more, as in PyTorch.
   *
   * @throws ShapeError when the axis is out of range, or when there are to be no parts.
   * @example tensor([1, 2, 3, 4, 5]).chunk(2)[1].toArray(); // [4, 5]
   */
  chunk<Self extends TensorLike, const Count extends number, const Axis extends number = 0>(
    this: Self,
    count: Fits<Chunk<Self["shape"], Count, Axis>, Count>,
    axis?: Axis,
  ): TensorsOf<Chunk<Self["shape"], Count, Axis>, Self["dtype"]>;

  /**
   * All slices of size 1 along an axis, the first by default, without that axis.
   *
   * @throws ShapeError when the axis is out of range.
   * @example tensor([[1, 2], [3, 4]]).unstack()[1].toArray(); // [3, 4]
   */
  unstack<Self extends TensorLike, const Axis extends number = 0>(
    this: AcceptWithout<Axis extends 0 ? undefined : Axis, Unstack<Self["shape"], Axis>, Self>,
    axis?: Fits<Unstack<Self["shape"], Axis>, Axis>,
  ): TensorsOf<Unstack<Self["shape"], Axis>, Self["dtype"]>;

  /**
   * One position of some axes, which go; null keeps an axis, and negative numbers count from the end.
   *
   * @throws ShapeError when there are more entries than axes, or one is out of range.
   * @example tensor([[1, 2], [3, 4]]).index([null, -1]).toArray(); // [2, 4]
   */
  index<Self extends TensorLike, const Entries extends readonly (number | null)[]>(
    this: Self,
    entries: Fits<Index<Self["shape"], Entries>, Entries>,
  ): TensorOf<Resolve<Index<Self["shape"], Entries>>, Self["dtype"]>;

  /**
   * The elements in order along an axis, the last by default, and where each stood; equal ones keep their order, NaN
   * counts as the largest.
   *
   * @throws ShapeError when the axis is out of range.
   * @example tensor([3, 1, 2]).sort().values.toArray(); // [1, 2, 3]
   */
  sort<Self extends TensorLike, const Axis extends number = -1>(
    this: AcceptWithout<
      Axis extends -1 ? undefined : Axis,
      AlongAxis<"sort", Self["shape"], Axis>,
      Accept<"sort", "numeric", Self>
    >,
    axis?: Fits<AlongAxis<"sort", Self["shape"], Axis>, Axis>,
    options?: SortSettings,
  ): Ordered<Self["shape"], Self["dtype"]>;

  /**
   * The `k` largest elements along an axis, the last by default, in order, and where each stood; with `largest: false`
   * the smallest.
   *
   * @throws ShapeError when the axis is out of range or has fewer than `k` elements.
   * @example tensor([3, 1, 2]).topK(2).values.toArray(); // [3, 2]
   */
  topK<Self extends TensorLike, const K extends number, const Axis extends number = -1>(
    this: Accept<"topK", "numeric", Self>,
    k: Fits<TopK<Self["shape"], K, Axis>, K>,
    axis?: Axis,
    options?: TopKSettings,
  ): Ordered<Resolve<TopK<Self["shape"], K, Axis>>, Self["dtype"]>;
}
