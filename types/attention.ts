/** Which queries, keys, values and mask fit each other; knows no softmax. */

import type { Stretch } from "./broadcast.ts";
import type { Dim, IsSameDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape, FormatShapes } from "./format.ts";

/**
 * `[…, t, d]` queries, `[…, s, d]` keys and `[…, s, e]` values give `[…, t, e]`, leading axes broadcast, or a message;
 * a mask stretches to `[…, t, s]`.
 */
export type Attention<Q extends Shape, K extends Shape, V extends Shape, Mask = undefined> = number extends
  | Q["length"]
  | K["length"]
  | V["length"]
  ? Shape
  : [Q, K, V] extends [
        readonly [...infer QB extends Shape, infer T extends Dim, infer D extends Dim],
        readonly [...infer KB extends Shape, infer S extends Dim, infer KD extends Dim],
        readonly [...infer VB extends Shape, infer VS extends Dim, infer E extends Dim],
      ]
    ? IsSameDim<D, KD> extends true
      ? IsSameDim<S, VS> extends true
        ? CommonBatch<QB, KB, VB> extends infer Batch
          ? Batch extends Shape
            ? MaskFault<Mask, [...Batch, T, S]> extends infer Fault extends string
              ? Fault
              : [...Batch, T, E]
            : `attention: batch dimensions do not broadcast, ${FormatShapes<[Q, K, V]>} (${Batch & string})`
          : never
        : `attention: keys and values differ in number, ${FormatShapes<[K, V]>} (${FormatDim<S>} ≠ ${FormatDim<VS>})`
      : `attention: queries and keys differ in features, ${FormatShapes<[Q, K]>} (${FormatDim<D>} ≠ ${FormatDim<KD>})`
    : `attention: needs queries, keys and values of rank 2 or more, got ${FormatShapes<[Q, K, V]>}`;

type CommonBatch<A extends Shape, B extends Shape, C extends Shape> =
  Stretch<A, B, [1, 1]> extends infer AB ? (AB extends Shape ? Stretch<AB, C, [1, 1]> : AB) : never;

type MaskFault<Mask, Weights extends Shape> = Mask extends Shape
  ? number extends Mask["length"]
    ? null
    : StretchesTo<Mask, Weights> extends true
      ? null
      : `attention: mask ${FormatShape<Mask>} does not broadcast to the weights ${FormatShape<Weights>}`
  : null;

type StretchesTo<A extends Shape, Target extends Shape> = A extends readonly [
  ...infer AT extends Shape,
  infer AH extends Dim,
]
  ? Target extends readonly [...infer TT extends Shape, infer TH extends Dim]
    ? AH extends 1
      ? StretchesTo<AT, TT>
      : IsSameDim<AH, TH> extends true
        ? StretchesTo<AT, TT>
        : false
    : false
  : true;
