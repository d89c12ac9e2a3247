/** The types of methods that rearrange, pick or join elements; knows no builder. */

import type { DType } from "../../types/dtype.ts";
import type {
  AxesArgument,
  BroadcastTo,
  Concat,
  ExpandDims,
  Flatten,
  Gather,
  OneHot,
  Pad,
  PadInMode,
  PadPair,
  Plain,
  Reshape,
  Shape,
  Slice,
  SliceRange,
  Squeeze,
  Stack,
  SwapAxes,
  Take,
  Transpose,
} from "../../types/index.ts";
import type { IndicesFault, SameDTypeFault } from "./method-types-dtype.ts";
import type { Fits, Resolve, ShapesOf, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** What fills the room that `pad` adds. */
export interface PadSettings<Mode> {
  /** "constant" for one value (the default), "edge" for the edge repeated, "reflect" for the mirror image. */
  readonly mode?: Mode;
  /** The value of the mode "constant", 0 by default. */
  readonly value?: number;
}

/** Methods that put the same elements under another shape. */
export interface MovementMethods {
  /**
   * The same elements in row-major order under another shape; one size may be −1, which takes what is left.
   *
   * @throws ShapeError when the number of elements differs.
   * @example tensor([1, 2, 3, 4]).reshape([2, -1]).toArray(); // [[1, 2], [3, 4]]
   */
  reshape<Self extends TensorLike, const Target extends Shape>(
    this: Self,
    shape: Fits<Reshape<Self["shape"], Target>, Target>,
  ): TensorOf<Resolve<Reshape<Self["shape"], Target>>, Self["dtype"]>;

  /**
   * The axes from `startAxis` to `endAxis`, both included, merged into one; by default all of them.
   *
   * @throws ShapeError when an axis is out of range or the first comes after the last.
   * @example zeros([2, 3, 4]).flatten(1).shape; // [2, 12]
   */
  flatten<Self extends TensorLike, const Start extends number = 0, const End extends number = -1>(
    this: Self,
    startAxis?: Fits<Flatten<Self["shape"], Start, End>, Start>,
    endAxis?: End,
  ): TensorOf<Resolve<Flatten<Self["shape"], Start, End>>, Self["dtype"]>;

  /**
   * The axes in another order: axis i of the result is axis `permutation[i]`; without an argument, reversed.
   *
   * @throws ShapeError when the permutation does not name every axis once.
   * @example zeros([2, 3, 4]).transpose([1, 0, 2]).shape; // [3, 2, 4]
   */
  transpose<Self extends TensorLike, const Permutation extends readonly number[] | undefined = undefined>(
    this: Self,
    permutation?: Fits<Transpose<Self["shape"], Permutation>, Permutation>,
  ): TensorOf<Resolve<Transpose<Self["shape"], Permutation>>, Self["dtype"]>;

  /**
   * Two axes exchanged.
   *
   * @throws ShapeError when an axis is out of range.
   * @example zeros([2, 3, 4]).swapAxes(0, -1).shape; // [4, 3, 2]
   */
  swapAxes<Self extends TensorLike, const First extends number, const Second extends number>(
    this: Self,
    first: First,
    second: Fits<SwapAxes<Self["shape"], First, Second>, Second>,
  ): TensorOf<Resolve<SwapAxes<Self["shape"], First, Second>>, Self["dtype"]>;

  /**
   * An axis of size 1 put in, so that it becomes `axis` of the result.
   *
   * @throws ShapeError when the axis is out of range.
   * @example zeros([2, 3]).expandDims(0).shape; // [1, 2, 3]
   */
  expandDims<Self extends TensorLike, const Axis extends number>(
    this: Self,
    axis: Fits<ExpandDims<Self["shape"], Axis>, Axis>,
  ): TensorOf<Resolve<ExpandDims<Self["shape"], Axis>>, Self["dtype"]>;

  /**
   * The named axes taken out, which must have size 1; without an argument, every axis of size 1.
   *
   * @throws ShapeError when a named axis is out of range or has another size.
   * @example zeros([1, 3, 1]).squeeze(0).shape; // [3, 1]
   */
  squeeze<Self extends TensorLike, const Axes extends AxesArgument = undefined>(
    this: Self,
    axes?: Fits<Squeeze<Self["shape"], Axes>, Axes>,
  ): TensorOf<Resolve<Squeeze<Self["shape"], Axes>>, Self["dtype"]>;

  /**
   * Axes of size 1 and missing leading axes repeated up to a shape.
   *
   * @throws ShapeError when another size than 1 would have to change.
   * @example tensor([1, 2]).broadcastTo([3, 2]).toArray(); // [[1, 2], [1, 2], [1, 2]]
   */
  broadcastTo<Self extends TensorLike, const Target extends Shape>(
    this: Self,
    shape: Fits<BroadcastTo<Self["shape"], Target>, Target>,
  ): TensorOf<Resolve<BroadcastTo<Self["shape"], Plain<Target>>>, Self["dtype"]>;

  /**
   * A range of each axis as Python takes it: null for the whole axis, or `[start, stop, step]`, each of which may be
   * null or left out; negative indices count from the end.
   *
   * @throws ShapeError when there are more ranges than axes, or a step is 0.
   * @example tensor([1, 2, 3, 4]).slice([[null, null, -2]]).toArray(); // [4, 2]
   */
  slice<Self extends TensorLike, const Ranges extends readonly SliceRange[]>(
    this: Self,
    ranges: Fits<Slice<Self["shape"], Ranges>, Ranges>,
  ): TensorOf<Resolve<Slice<Self["shape"], Ranges>>, Self["dtype"]>;

  /**
   * `[before, after]` elements added to each axis: one value, 0 by default, or with `mode: "edge"` the edge repeated, or
   * with `mode: "reflect"` the mirror image without the edge. A negative amount crops.
   *
   * @throws ShapeError when there is not one pair for each axis, a size would become negative, or a mirror is too small.
   * @example tensor([1, 2]).pad([[1, 0]]).toArray(); // [0, 1, 2]
   */
  pad<
    Self extends TensorLike,
    const Pads extends readonly PadPair[],
    const Mode extends "constant" | "edge" | "reflect" = "constant",
  >(
    this: Self,
    pads: Fits<PadInMode<Self["shape"], Pads, Mode>, Pads>,
    value?: number | PadSettings<Mode>,
  ): TensorOf<Resolve<Pad<Self["shape"], Pads>>, Self["dtype"]>;
}

/** Indices, if they are whole numbers and fit. */
type Indices<Op extends string, R, I extends TensorLike> =
  IndicesFault<Op, I["dtype"]> extends infer Fault extends string ? Fault : Fits<R, I>;

/** Methods that pick elements by an index tensor. */
export interface IndexingMethods {
  /**
   * One element for each index: element i of the result is this tensor at i with its `axis` entry replaced by
   * `indices[i]` (NumPy's take_along_axis).
   *
   * @throws ShapeError when ranks, or sizes off the axis, differ; ValueError when an index is out of range.
   * @example tensor([[1, 2], [3, 4]]).gather(tensor([[1], [0]], { dtype: "i32" }), 1).toArray(); // [[2], [3]]
   */
  gather<Self extends TensorLike, I extends TensorLike, const Axis extends number>(
    this: Self,
    indices: Indices<"gather", Gather<Self["shape"], I["shape"], Axis>, I>,
    axis: Axis,
  ): TensorOf<Resolve<Gather<Self["shape"], I["shape"], Axis>>, Self["dtype"]>;

  /**
   * Whole slices along an axis, the first by default; the shape of the indices takes its place (NumPy's take).
   *
   * @throws ShapeError when the axis is out of range; ValueError when an index is.
   * @example tensor([[1, 2], [3, 4]]).take(tensor([1, 1], { dtype: "i32" })).toArray(); // [[3, 4], [3, 4]]
   */
  take<Self extends TensorLike, I extends TensorLike, const Axis extends number = 0>(
    this: Self,
    indices: Indices<"take", Take<Self["shape"], I["shape"], Axis>, I>,
    axis?: Axis,
  ): TensorOf<Resolve<Take<Self["shape"], I["shape"], Axis>>, Self["dtype"]>;

  /**
   * A last axis of size `depth` with a one at each index.
   *
   * @throws DTypeError unless the indices are i32; ValueError when an index is out of range.
   * @example tensor([1, 0], { dtype: "i32" }).oneHot(2).toArray(); // [[0, 1], [1, 0]]
   */
  oneHot<Self extends TensorLike, const Depth extends number, const D extends DType = "f32">(
    this: IndicesFault<"oneHot", Self["dtype"]> extends infer Fault extends string ? Fault : Self,
    depth: Fits<OneHot<Self["shape"], Depth>, Depth>,
    options?: { readonly dtype?: D },
  ): TensorOf<Resolve<OneHot<Self["shape"], Depth>>, D>;
}

/** The message that tensors of a list have different element types, or null. */
type ListDTypeFault<Op extends string, T extends readonly TensorLike[], First> = T extends readonly [
  infer Head extends TensorLike,
  ...infer Tail extends readonly TensorLike[],
]
  ? SameDTypeFault<Op, First, Head["dtype"]> extends infer Fault extends string
    ? Fault
    : ListDTypeFault<Op, Tail, First>
  : null;

type Joined<Op extends string, T extends readonly TensorLike[], R> = [T[number]["dtype"]] extends [
  T[0]["dtype"],
]
  ? R
  : ListDTypeFault<Op, T, T[0]["dtype"]> extends infer Fault extends string
    ? Fault
    : R;

/** `concat([a, b, …], axis = 0)`: tensors joined along an axis all of them have. */
export type ConcatFunction = <const T extends readonly TensorLike[], const Axis extends number = 0>(
  tensors: Fits<Joined<"concat", T, Concat<ShapesOf<T>, Axis>>, T>,
  axis?: Axis,
) => TensorOf<Resolve<Concat<ShapesOf<T>, Axis>>, T[0]["dtype"]>;

/** `stack([a, b, …], axis = 0)`: tensors of one shape put side by side along a new axis. */
export type StackFunction = <const T extends readonly TensorLike[], const Axis extends number = 0>(
  tensors: Fits<Joined<"stack", T, Stack<ShapesOf<T>, Axis>>, T>,
  axis?: Axis,
) => TensorOf<Resolve<Stack<ShapesOf<T>, Axis>>, T[0]["dtype"]>;
