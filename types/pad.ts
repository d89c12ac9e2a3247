/** Room before and after each axis; knows not what fills it. */

import type { Difference, IsWhole, Negated, Sum } from "./arithmetic.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { Counted } from "./size.ts";

/** How much is added before and after an axis; a negative amount crops. */
export type PadPair = readonly [before: number, after: number];

/** The shape with `[before, after]` added to each axis, or a message. */
export type Pad<A extends Shape, Pads extends readonly PadPair[]> = number extends
  | A["length"]
  | Pads["length"]
  ? Shape
  : [Pads["length"]] extends [A["length"]]
    ? PadAxes<A, A, Pads>
    : `pad: ${FormatShape<A>} has rank ${A["length"] & number}, the number of pairs is ${Pads["length"] & number}`;

type PadAxes<
  A extends Shape,
  Rest extends Shape,
  Pads extends readonly PadPair[],
  Out extends Shape = [],
> = Rest extends readonly [infer D extends Dim, ...infer RestTail extends Shape]
  ? Pads extends readonly [readonly [0, 0], ...infer Tail extends readonly PadPair[]]
    ? PadAxes<A, RestTail, Tail, [...Out, D]>
    : Pads extends readonly [
          readonly [infer Before extends number, infer After extends number],
          ...infer Tail extends readonly PadPair[],
        ]
      ? PadDim<D, Before, After> extends infer Size
        ? Size extends Dim
          ? PadAxes<A, RestTail, Tail, [...Out, Size]>
          : Size extends readonly [infer Fault extends string, infer Verb extends string]
            ? `pad: ${Fault} at axis ${Out["length"] & number} of ${FormatShape<A>}${Verb}`
            : never
        : never
      : Shape
  : Counted<"pad", Out, A>;

// The padded size, or what is at fault as [before the axis, after it].
type PadDim<D extends Dim, Before extends number, After extends number> =
  AmountFault<Before> extends infer Fault extends string
    ? [Fault, " is not a whole number"]
    : AmountFault<After> extends infer Fault extends string
      ? [Fault, " is not a whole number"]
      : D extends number
        ? number extends D | Before | After
          ? number
          : PaddedSize<
              Sum<D, Sum<Positive<Before>, Positive<After>>>,
              Sum<Positive<Negated<Before>>, Positive<Negated<After>>>,
              Before,
              After
            >
        : number;

type AmountFault<Amount extends number> = number extends Amount
  ? null
  : IsWhole<Amount> extends true
    ? null
    : `${Amount}`;

// max(n, 0), and 0 for null.
type Positive<N> = N extends number ? (Negated<N> extends null ? N : 0) : 0;

type PaddedSize<Grown extends number, Cropped extends number, Before extends number, After extends number> =
  Difference<Grown, Cropped> extends infer Size extends number
    ? Size
    : [`[${Before}, ${After}] leaves size -${Difference<Cropped, Grown> & number}`, ""];
