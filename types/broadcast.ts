/** Broadcasting: sizes match from the last axis on, and a size of 1 stretches; knows no operation. */

import type { Dim, IsSameDim, KnownDim, Plain, Shape } from "./dims.ts";
import type { FormatDim, FormatShape, FormatShapes } from "./format.ts";
import type { Counted, ValidateShape } from "./size.ts";

// The size two dims stretch to, or null. An unknown size beside a known one other than 1 must be that one (or 1). Dims are
// compared one by one: the compiler takes far more steps to find that two tuples of them differ.
type StretchDim<A extends Dim, B extends Dim> = [A] extends readonly [B]
  ? [B] extends readonly [A]
    ? A
    : [A] extends readonly [1]
      ? B
      : A
  : [B] extends readonly [1]
    ? A
    : [A] extends readonly [1]
      ? B
      : IsSameDim<A, B> extends true
        ? KnownDim<A, B>
        : null;

type FromRight<
  Out extends readonly unknown[],
  Behind extends Shape,
> = `at axis -${[...Out, ...Behind, 0]["length"] & number}`;

/** The common shape of two writable shapes of known rank, or the first clash from the right. */
export type Stretch<
  A,
  B extends Shape,
  Behind extends Shape = [],
  Out extends readonly unknown[] = [],
> = A extends [...infer AT extends Shape, infer AH extends Dim]
  ? B extends [...infer BT extends Shape, infer BH extends Dim]
    ? StretchDim<AH, BH> extends infer D extends Dim
      ? Stretch<AT, BT, Behind, [D, ...Out]>
      : `${FormatDim<AH>} ≠ ${FormatDim<BH>} ${FromRight<Out, Behind>}`
    : [...AT, AH, ...Out]
  : [...B, ...Out];

/** The common shape of two operands, or a message. */
export type Broadcast<Op extends string, A extends Shape, B extends Shape> = [A, B] extends readonly [B, A]
  ? A
  : BroadcastUnequal<Op, A, B>;

/** The same of operands that are known to differ. */
export type BroadcastUnequal<Op extends string, A extends Shape, B extends Shape> = number extends
  | A["length"]
  | B["length"]
  ? Shape
  : A extends [...infer _Front, ...B]
    ? A
    : Stretch<[...A], [...B]> extends infer R
      ? R extends string
        ? `${Op}: shapes do not broadcast, ${FormatShape<A>} and ${FormatShape<B>} (${R})`
        : Counted<Op, R, A>
      : never;

/** The common shape of any number of operands, or a message; that of none is a scalar's. */
export type BroadcastAll<
  Op extends string,
  Shapes extends readonly Shape[],
  Rest extends readonly Shape[] = Shapes,
  Common = [],
> = Rest extends readonly [infer Head extends Shape, ...infer Tail extends readonly Shape[]]
  ? number extends Head["length"]
    ? Shape
    : [Head, Common] extends readonly [Common, Head] | readonly [readonly [], unknown]
      ? BroadcastAll<Op, Shapes, Tail, Common>
      : Stretch<Common, [...Head]> extends infer Next
        ? Next extends string
          ? `${Op}: shapes do not broadcast, ${FormatShapes<Shapes>} (${Next})`
          : BroadcastAll<Op, Shapes, Tail, Next>
        : never
  : Counted<Op, Common, Shapes>;

/** The target shape, or a message, if a tensor of shape `A` does not stretch to it. */
export type BroadcastTo<A extends Shape, Target extends Shape> = number extends A["length"] | Target["length"]
  ? Target
  : ValidateShape<"broadcastTo", Target> extends infer Fault extends string
    ? Fault
    : StretchTo<A, Target> extends infer Clash
      ? Clash extends string
        ? `broadcastTo: ${FormatShape<A>} does not broadcast to ${FormatShape<Target>} (${Clash})`
        : Plain<Target>
      : never;

type StretchTo<
  A extends Shape,
  Target extends Shape,
  RestA extends Shape = A,
  RestTarget extends Shape = Target,
  Seen extends Shape = [],
> = RestA extends readonly [...infer AT extends Shape, infer AH extends Dim]
  ? RestTarget extends readonly [...infer TT extends Shape, infer TH extends Dim]
    ? AH extends 1
      ? StretchTo<A, Target, AT, TT, [...Seen, 1]>
      : IsSameDim<AH, TH> extends true
        ? StretchTo<A, Target, AT, TT, [...Seen, KnownDim<AH, TH>]>
        : HasRankWithin<A, Target> extends true
          ? `${FormatDim<AH>} ≠ ${FormatDim<TH>} ${FromRight<Seen, []>}`
          : RankFault<A, Target>
    : RankFault<A, Target>
  : null;

type HasRankWithin<A extends readonly unknown[], B extends readonly unknown[]> = A extends readonly [
  unknown,
  ...infer AT,
]
  ? B extends readonly [unknown, ...infer BT]
    ? HasRankWithin<AT, BT>
    : false
  : true;

type RankFault<
  A extends Shape,
  Target extends Shape,
> = `rank ${A["length"] & number} exceeds rank ${Target["length"] & number}`;
