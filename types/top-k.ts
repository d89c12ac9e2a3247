/** Shapes of the largest or smallest elements along an axis; knows no order. */

import type { Difference, IsCount } from "./arithmetic.ts";
import type { NormalizeAxis } from "./axis.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { ReplaceAxis } from "./gather.ts";

/** The shape with `K` elements left along an axis, or a message. */
export type TopK<A extends Shape, K extends number, Axis extends number = -1> = number extends A["length"]
  ? Shape
  : NormalizeAxis<"topK", A, Axis> extends infer Along
    ? Along extends number
      ? IsCount<K> extends false
        ? `topK: ${K} is no number of elements (needs a whole number from 0 on)`
        : number extends Along
          ? Shape
          : IsBeyond<A[Along], K> extends true
            ? `topK: asks for ${K} of ${A[Along]} elements at axis ${Along} of ${FormatShape<A>}`
            : ReplaceAxis<A, Along, [K]>
      : Along
    : never;

type IsBeyond<D extends Dim, K extends number> = D extends number
  ? number extends D | K
    ? false
    : Difference<D, K> extends null
      ? true
      : false
  : false;
