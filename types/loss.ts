/** Which targets fit which predictions; knows no formula. */

import type { Dim, IsSameDim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";

type IsSameShape<A extends Shape, B extends Shape> = [A, B] extends readonly [B, A]
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

/**
 * The shape of the losses, one for each sample, or a message: logits `[n, classes, …]` with class numbers
 * `[n, …]` or with probabilities `[n, classes, …]` give `[n, …]`.
 */
export type CrossEntropy<Logits extends Shape, Target extends Shape> = number extends Logits["length"]
  ? Shape
  : Logits extends readonly [infer N extends Dim, Dim, ...infer Rest extends Shape]
    ? number extends Target["length"]
      ? [N, ...Rest]
      : IsSameShape<[N, ...Rest], Target> extends true
        ? [N, ...Rest]
        : IsSameShape<Logits, Target> extends true
          ? [N, ...Rest]
          : `crossEntropy: logits ${FormatShape<Logits>} need classes ${FormatShape<[N, ...Rest]>} or probabilities ${FormatShape<Logits>}, got ${FormatShape<Target>}`
    : `crossEntropy: logits are [samples, classes, ...], got ${FormatShape<Logits>}`;
