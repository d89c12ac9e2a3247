/** The declarations of methods that give truth values or take them; knows no builder. */

import type { BroadcastAll, Shape } from "../../types/index.ts";
import type { DTypeFault, NumberFault, SameDTypeFault } from "./method-types-dtype.ts";
import type { BroadcastOf, Operand } from "./method-types-elementwise.ts";
import type { Same, Takes } from "./method-types-table.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** Truth values about single elements: `x.isNaN()`. */
export interface TestMethods {
  /**
   * Whether an element is NaN, as bool. The shape stays; whole numbers and truth values are always finite.
   *
   * @example tensor([1, Number.NaN]).isNaN().toArray(); // [0, 1]
   */
  isNaN<Self extends TensorLike>(this: Takes<"isNaN", Self>): TensorOf<Self["shape"], "bool">;

  /**
   * Whether an element is neither infinite nor NaN, as bool. The shape stays; whole numbers and truth values are always finite.
   *
   * @example tensor([1, Number.POSITIVE_INFINITY]).isFinite().toArray(); // [1, 0]
   */
  isFinite<Self extends TensorLike>(this: Takes<"isFinite", Self>): TensorOf<Self["shape"], "bool">;

  /**
   * Whether an element is ∞ or −∞, as bool. The shape stays; whole numbers and truth values are always finite.
   *
   * @example tensor([1, Number.POSITIVE_INFINITY]).isInfinite().toArray(); // [0, 1]
   */
  isInfinite<Self extends TensorLike>(this: Takes<"isInfinite", Self>): TensorOf<Self["shape"], "bool">;
}

/** Comparisons with a tensor of the same element type or a number: `x.less(y)`. */
export interface ComparisonMethods {
  /**
   * Whether a = b; NaN equals nothing, as bool. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ.
   * @example tensor([1, 2]).equal(tensor([1, 3])).toArray(); // [1, 0]
   */
  equal<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"equal", Self>,
    other: Operand<"equal", Self, T>,
  ): TensorOf<BroadcastOf<"equal", Self, T>, "bool">;

  /**
   * Whether a ≠ b; true for NaN, as bool. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ.
   * @example tensor([1, 2]).notEqual(tensor([1, 3])).toArray(); // [0, 1]
   */
  notEqual<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"notEqual", Self>,
    other: Operand<"notEqual", Self, T>,
  ): TensorOf<BroadcastOf<"notEqual", Self, T>, "bool">;

  /**
   * Whether a < b, as bool. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are bool.
   * @example tensor([1, 2]).less(2).toArray(); // [1, 0]
   */
  less<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"less", Self>,
    other: Operand<"less", Self, T>,
  ): TensorOf<BroadcastOf<"less", Self, T>, "bool">;

  /**
   * Whether a ≤ b, as bool. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are bool.
   * @example tensor([1, 3]).lessEqual(2).toArray(); // [1, 0]
   */
  lessEqual<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"lessEqual", Self>,
    other: Operand<"lessEqual", Self, T>,
  ): TensorOf<BroadcastOf<"lessEqual", Self, T>, "bool">;

  /**
   * Whether a > b, as bool. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are bool.
   * @example tensor([1, 3]).greater(2).toArray(); // [0, 1]
   */
  greater<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"greater", Self>,
    other: Operand<"greater", Self, T>,
  ): TensorOf<BroadcastOf<"greater", Self, T>, "bool">;

  /**
   * Whether a ≥ b, as bool. The shapes broadcast; b may be a number.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError when element types differ or are bool.
   * @example tensor([1, 2]).greaterEqual(2).toArray(); // [0, 1]
   */
  greaterEqual<Self extends TensorLike, T extends TensorLike | number>(
    this: Takes<"greaterEqual", Self>,
    other: Operand<"greaterEqual", Self, T>,
  ): TensorOf<BroadcastOf<"greaterEqual", Self, T>, "bool">;
}

/** Truth-value methods without arguments: `x.logicalNot()`. */
export interface LogicalUnaryMethods {
  /**
   * The opposite of each truth value. The shape stays.
   *
   * @throws DTypeError unless the elements are bool.
   * @example tensor([true, false]).logicalNot().toArray(); // [0, 1]
   */
  logicalNot<Self extends TensorLike>(this: Takes<"logicalNot", Self>): Same<Self>;
}

/** Truth-value methods with another `bool` tensor: `x.logicalAnd(y)`. */
export interface LogicalMethods {
  /**
   * Whether both are true. The shapes broadcast.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError unless both are bool.
   * @example tensor([true, true]).logicalAnd(tensor([true, false])).toArray(); // [1, 0]
   */
  logicalAnd<Self extends TensorLike, T extends TensorLike>(
    this: Takes<"logicalAnd", Self>,
    other: Operand<"logicalAnd", Self, T>,
  ): TensorOf<BroadcastOf<"logicalAnd", Self, T>, "bool">;

  /**
   * Whether either is true, or both. The shapes broadcast.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError unless both are bool.
   * @example tensor([true, false]).logicalOr(tensor([false, false])).toArray(); // [1, 0]
   */
  logicalOr<Self extends TensorLike, T extends TensorLike>(
    this: Takes<"logicalOr", Self>,
    other: Operand<"logicalOr", Self, T>,
  ): TensorOf<BroadcastOf<"logicalOr", Self, T>, "bool">;

  /**
   * Whether one is true but not both. The shapes broadcast.
   *
   * @throws ShapeError when the shapes do not broadcast; DTypeError unless both are bool.
   * @example tensor([true, true]).logicalXor(tensor([true, false])).toArray(); // [0, 1]
   */
  logicalXor<Self extends TensorLike, T extends TensorLike>(
    this: Takes<"logicalXor", Self>,
    other: Operand<"logicalXor", Self, T>,
  ): TensorOf<BroadcastOf<"logicalXor", Self, T>, "bool">;
}

type ShapeOfOperand<T> = T extends { readonly shape: infer S extends Shape } ? S : [];

/** The second choice, if condition and both choices fit each other. */
export type WhereOperand<Condition extends TensorLike, A, B> =
  WhereDTypeFault<A, B> extends infer Fault extends string
    ? Fault
    : Fits<BroadcastAll<"where", [Condition["shape"], ShapeOfOperand<A>, ShapeOfOperand<B>]>, B>;

type WhereDTypeFault<A, B> = A extends TensorLike
  ? B extends TensorLike
    ? SameDTypeFault<"where", A["dtype"], B["dtype"]>
    : NumberFault<"where", A["dtype"], B>
  : B extends TensorLike
    ? NumberFault<"where", B["dtype"], A>
    : null;

/** What `where` gives: the broadcast shape, and the element type of the choices; of two numbers, f32. */
export type WhereResult<Condition extends TensorLike, A, B> = TensorOf<
  Resolve<BroadcastAll<"where", [Condition["shape"], ShapeOfOperand<A>, ShapeOfOperand<B>]>>,
  A extends TensorLike ? A["dtype"] : B extends TensorLike ? B["dtype"] : "f32"
>;

/** `where(condition, a, b)`: elements of `a` where the condition holds, of `b` where it does not. */
export type WhereFunction = <
  C extends TensorLike,
  A extends TensorLike | number,
  B extends TensorLike | number,
>(
  condition: DTypeFault<"where", "bool", C["dtype"]> extends infer Fault extends string ? Fault : C,
  a: A,
  b: WhereOperand<C, A, B>,
) => WhereResult<C, A, B>;
