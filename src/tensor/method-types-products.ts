/** The types of products of vectors, tables of rows and sums into places; knows no builder. */

import type { Dot, Embedding, Outer, ScatterAdd } from "../../types/index.ts";
import type { Accept, IndicesFault, SameDTypeFault } from "./method-types-dtype.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** The other operand, if it has the same element type and fits. */
type Other<Op extends string, Self extends TensorLike, T extends TensorLike, R> =
  SameDTypeFault<Op, Self["dtype"], T["dtype"]> extends infer Fault extends string ? Fault : Fits<R, T>;

/** Updates, if they have the tensor's element type and everything fits. */
type Updates<
  Self extends TensorLike,
  I extends TensorLike,
  U extends TensorLike,
  Axis extends number,
> = Other<"scatterAdd", Self, U, ScatterAdd<Self["shape"], I["shape"], U["shape"], Axis>>;

/** Methods that multiply vectors, and that pick rows or add to places by an index tensor. */
export interface ProductMethods {
  /**
   * Σ aᵢ·bᵢ of two vectors.
   *
   * @throws ShapeError unless both are vectors of one length.
   * @example tensor([1, 2]).dot(tensor([3, 4])).item(); // 11
   */
  dot<Self extends TensorLike, T extends TensorLike>(
    this: Accept<"dot", "numeric", Self>,
    other: Other<"dot", Self, T, Dot<Self["shape"], T["shape"]>>,
  ): TensorOf<[], Self["dtype"]>;

  /**
   * All products aᵢ·bⱼ of two vectors `[n]` and `[m]`: a matrix `[n, m]`.
   *
   * @throws ShapeError unless both are vectors.
   * @example tensor([1, 2]).outer(tensor([3, 4])).toArray(); // [[3, 4], [6, 8]]
   */
  outer<Self extends TensorLike, T extends TensorLike>(
    this: Accept<"outer", "numeric", Self>,
    other: Other<"outer", Self, T, Outer<Self["shape"], T["shape"]>>,
  ): TensorOf<Resolve<Outer<Self["shape"], T["shape"]>>, Self["dtype"]>;

  /**
   * Of a table `[n, …rest]`: its rows in the place of i32 ids of any shape, `[…ids, …rest]`.
   *
   * @throws ShapeError when the table is a scalar; ValueError when an id is out of range.
   * @example zeros([100, 8]).embedding(tensor([3, 1, 4], { dtype: "i32" })).shape; // [3, 8]
   */
  embedding<Self extends TensorLike, Ids extends TensorLike>(
    this: Self,
    ids: IndicesFault<"embedding", Ids["dtype"]> extends infer Fault extends string
      ? Fault
      : Fits<Embedding<Self["shape"], Ids["shape"]>, Ids>,
  ): TensorOf<Resolve<Embedding<Self["shape"], Ids["shape"]>>, Self["dtype"]>;

  /**
   * This tensor plus each update at the place its index names along an axis; equal indices add up.
   *
   * @throws ShapeError unless indices and updates have one shape, equal to this one's off the axis.
   * @example zeros([3]).scatterAdd(tensor([0, 0], { dtype: "i32" }), tensor([1, 2]), 0).toArray(); // [3, 0, 0]
   */
  scatterAdd<Self extends TensorLike, I extends TensorLike, U extends TensorLike, const Axis extends number>(
    this: Accept<"scatterAdd", "numeric", Self>,
    indices: IndicesFault<"scatterAdd", I["dtype"]> extends infer Fault extends string ? Fault : I,
    updates: Updates<Self, I, U, Axis>,
    axis: Axis,
  ): TensorOf<Self["shape"], Self["dtype"]>;
}
