/** The declarations of arithmetic of two operands, and what the other one may be; knows no builder. */

import type { BroadcastUnequal, DType, FloatDType, Shape } from "../../types/index.ts";
import type { NumberBeside, SameDTypeFault } from "./method-types-dtype.ts";
import type { Takes } from "./method-types-table.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** The other operand, if it fits: a number, or a tensor of the same element type whose shape broadcasts. */
export type Operand<Op extends string, Self extends TensorLike, T> = T extends {
  readonly shape: infer S extends Shape;
  readonly dtype: infer D extends DType;
}
  ? SameDTypeFault<Op, Self["dtype"], D> extends infer Fault extends string
    ? Fault
    : [Self["shape"], S] extends readonly [S, Self["shape"]]
      ? T
      : Fits<BroadcastUnequal<Op, Self["shape"], S>, T>
  : Self["dtype"] extends FloatDType
    ? T
    : NumberBeside<Op, Self["dtype"], T>;

/** The shape of two operands' result. */
export type BroadcastOf<Op extends string, Self extends TensorLike, T> = [T] extends [never]
  ? Shape
  : T extends { readonly shape: infer S extends Shape }
    ? // Equal shapes at once: they may be a type parameter, of which nothing else is known.
      [Self["shape"], S] extends readonly [S, Self["shape"]]
      ? S
      : Resolve<BroadcastUnequal<Op, Self["shape"], S>>
    : Self["shape"];

/** Arithmetic with a tensor of the same element type or a number: `x.add(y)`. */
export interface BinaryMethods {
  /**
   * a + b. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are bool.
   * @example tensor([[1, 2], [3, 4]]).add(tensor([10, 20])).toArray(); // [[11, 22], [13, 24]]
   */
  add<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"add", Self>,
    other: Operand<"add", Self, T>,
  ): TensorOf<BroadcastOf<"add", Self, T>, Self["dtype"]>;

  /**
   * a − b. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are bool.
   * @example tensor([[1, 2], [3, 4]]).sub(1).toArray(); // [[0, 1], [2, 3]]
   */
  sub<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"sub", Self>,
    other: Operand<"sub", Self, T>,
  ): TensorOf<BroadcastOf<"sub", Self, T>, Self["dtype"]>;

  /**
   * a·b. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are bool.
   * @example tensor([[1], [2]]).mul(tensor([3, 4])).toArray(); // [[3, 4], [6, 8]]
   */
  mul<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"mul", Self>,
    other: Operand<"mul", Self, T>,
  ): TensorOf<BroadcastOf<"mul", Self, T>, Self["dtype"]>;

  /**
   * a/b. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are no
   * floats.
   * @example tensor([1, 2]).div(tensor([4, 8])).toArray(); // [0.25, 0.25]
   */
  div<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"div", Self>,
    other: Operand<"div", Self, T>,
  ): TensorOf<BroadcastOf<"div", Self, T>, Self["dtype"]>;

  /**
   * aᵇ as IEEE 754 defines it. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are no
   * floats.
   * @example tensor([2, 3]).pow(2).toArray(); // [4, 9]
   */
  pow<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"pow", Self>,
    other: Operand<"pow", Self, T>,
  ): TensorOf<BroadcastOf<"pow", Self, T>, Self["dtype"]>;

  /**
   * The larger one of a and b; NaN if either is. A tie gives half the derivative to each side. The shapes
   * broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are bool.
   * @example tensor([1, 5]).maximum(tensor([3, 2])).toArray(); // [3, 5]
   */
  maximum<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"maximum", Self>,
    other: Operand<"maximum", Self, T>,
  ): TensorOf<BroadcastOf<"maximum", Self, T>, Self["dtype"]>;

  /**
   * The smaller one of a and b; NaN if either is. A tie gives half the derivative to each side. The shapes
   * broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are bool.
   * @example tensor([1, 5]).minimum(tensor([3, 2])).toArray(); // [1, 2]
   */
  minimum<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"minimum", Self>,
    other: Operand<"minimum", Self, T>,
  ): TensorOf<BroadcastOf<"minimum", Self, T>, Self["dtype"]>;

  /**
   * The angle of the point (b, a), in [−π, π]. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are no
   * floats.
   * @example tensor([0, 1]).atan2(tensor([1, 1])).toArray(); // [0, 0.78539…]
   */
  atan2<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"atan2", Self>,
    other: Operand<"atan2", Self, T>,
  ): TensorOf<BroadcastOf<"atan2", Self, T>, Self["dtype"]>;

  /**
   * a − ⌊a/b⌋·b, with the sign of b, as Python's %. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are no
   * floats.
   * @example tensor([-7, 7]).floorMod(3).toArray(); // [2, 1]
   */
  floorMod<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"floorMod", Self>,
    other: Operand<"floorMod", Self, T>,
  ): TensorOf<BroadcastOf<"floorMod", Self, T>, Self["dtype"]>;

  /**
   * a − trunc(a/b)·b, with the sign of a, as JavaScript's %. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are no
   * floats.
   * @example tensor([-7, 7]).fmod(3).toArray(); // [-1, 1]
   */
  fmod<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"fmod", Self>,
    other: Operand<"fmod", Self, T>,
  ): TensorOf<BroadcastOf<"fmod", Self, T>, Self["dtype"]>;

  /**
   * (a − b)². The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are bool.
   * @example tensor([1, 5]).squaredDifference(tensor([3, 2])).toArray(); // [4, 9]
   */
  squaredDifference<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"squaredDifference", Self>,
    other: Operand<"squaredDifference", Self, T>,
  ): TensorOf<BroadcastOf<"squaredDifference", Self, T>, Self["dtype"]>;

  /**
   * log(eᵃ + eᵇ) without overflow. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are no
   * floats.
   * @example tensor([0, 1000]).logAddExp(tensor([0, 0])).toArray(); // [0.69314…, 1000]
   */
  logAddExp<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"logAddExp", Self>,
    other: Operand<"logAddExp", Self, T>,
  ): TensorOf<BroadcastOf<"logAddExp", Self, T>, Self["dtype"]>;

  /**
   * √(a² + b²) without overflow; the derivative at the origin is 0. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are no
   * floats.
   * @example tensor([3, 5]).hypot(tensor([4, 12])).toArray(); // [5, 13]
   */
  hypot<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"hypot", Self>,
    other: Operand<"hypot", Self, T>,
  ): TensorOf<BroadcastOf<"hypot", Self, T>, Self["dtype"]>;

  /**
   * a above 0, a·b from there down; the derivative at 0 is b (He et al. 2015). The shapes broadcast; b may be
   * a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are no
   * floats.
   * @example tensor([2, -4]).prelu(0.25).toArray(); // [2, -1]
   */
  prelu<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"prelu", Self>,
    other: Operand<"prelu", Self, T>,
  ): TensorOf<BroadcastOf<"prelu", Self, T>, Self["dtype"]>;
}
