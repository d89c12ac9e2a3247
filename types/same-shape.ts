/** Two shapes that have to be one; knows no operation. */

import type { Dim, IsSameDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";

type FirstClash<A extends Shape, B extends Shape, Seen extends Shape = []> = A extends readonly [
  infer A0 extends Dim,
  ...infer AT extends Shape,
]
  ? B extends readonly [infer B0 extends Dim, ...infer BT extends Shape]
    ? IsSameDim<A0, B0> extends true
      ? FirstClash<AT, BT, [...Seen, A0]>
      : `${FormatDim<A0>} ≠ ${FormatDim<B0>} at axis ${Seen["length"] & number}`
    : null
  : null;

/** The shape both have, or a message. */
export type SameShape<Op extends string, A extends Shape, B extends Shape> = number extends
  | A["length"]
  | B["length"]
  ? Shape
  : [A["length"]] extends [B["length"]]
    ? FirstClash<A, B> extends infer Clash extends string
      ? `${Op}: shapes differ, ${FormatShape<A>} and ${FormatShape<B>} (${Clash})`
      : A
    : `${Op}: shapes differ, ${FormatShape<A>} and ${FormatShape<B>} (rank ${A["length"] & number} ≠ ${B["length"] & number})`;

/** Whether two shapes can be one. */
export type IsSameShape<A extends Shape, B extends Shape> = [A, B] extends readonly [B, A]
  ? true
  : A extends readonly [infer A0 extends Dim, ...infer AT extends Shape]
    ? B extends readonly [infer B0 extends Dim, ...infer BT extends Shape]
      ? IsSameDim<A0, B0> extends true
        ? IsSameShape<AT, BT>
        : false
      : false
    : B extends readonly []
      ? true
      : false;
