/** Room filled from what is inside: by the edge, or mirrored without repeating it; knows no elements. */

import type { Difference, Maximum, Negated } from "./arithmetic.ts";
import type { Dim, Plain, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { Pad, PadPair } from "./pad.ts";

/** The padded shape, or the message about the first axis that has too little inside to fill its room. */
export type PadWithin<
  Mode extends "edge" | "reflect",
  A extends Shape,
  Padded extends Shape,
  Pads extends readonly PadPair[],
> = number extends A["length"] | Pads["length"]
  ? Plain<Padded>
  : WithinFault<Mode, A, A, Pads> extends infer Fault extends string
    ? Fault
    : Plain<Padded>;

type WithinFault<
  Mode extends "edge" | "reflect",
  A extends Shape,
  Rest extends Shape,
  Pads extends readonly PadPair[],
  Seen extends Shape = [],
> = Rest extends readonly [infer D extends Dim, ...infer RestTail extends Shape]
  ? Pads extends readonly [
      readonly [infer Before extends number, infer After extends number],
      ...infer Tail extends readonly PadPair[],
    ]
    ? AmountFault<Mode, A, D, Larger<Before, After>, Seen["length"] & number> extends infer Fault extends
        string
      ? Fault
      : WithinFault<Mode, A, RestTail, Tail, [...Seen, D]>
    : null
  : null;

type Larger<A extends number, B extends number> = number extends A | B
  ? number
  : Maximum<Positive<A>, Positive<B>>;

type Positive<N extends number> = Negated<N> extends null ? N : 0;

type AmountFault<
  Mode extends "edge" | "reflect",
  A extends Shape,
  D extends Dim,
  Amount extends number,
  Axis extends number,
> = Amount extends 0
  ? null
  : D extends number
    ? number extends D | Amount
      ? null
      : D extends 0
        ? `pad: axis ${Axis} of ${FormatShape<A>} is empty and has no ${Mode}`
        : Mode extends "reflect"
          ? Difference<D, 1> extends infer Beside extends number
            ? Difference<Beside, Amount> extends null
              ? `pad: ${Amount} elements to reflect at axis ${Axis} of ${FormatShape<A>}, which has ${Beside} beside its edge`
              : null
            : never
          : null
    : null;

/** The shape with room added in a mode, or a message; what is cropped is cropped first. */
export type PadInMode<A extends Shape, Pads extends readonly PadPair[], Mode extends string> = [
  Mode,
] extends ["edge" | "reflect"]
  ? Pad<A, Pads> extends infer Padded
    ? Padded extends Shape
      ? Cropped<A, Pads> extends infer Inside extends Shape
        ? PadWithin<Mode, Inside, Padded, Pads>
        : Padded
      : Padded
    : never
  : // Behind `infer`, where the compiler remembers the answer: the result asks for the same.
    Pad<A, Pads> extends infer Padded
    ? Padded
    : never;

type Cropped<A extends Shape, Pads extends readonly PadPair[]> = Pad<
  A,
  { readonly [K in keyof Pads]: readonly [Negative<Pads[K][0]>, Negative<Pads[K][1]>] }
>;

// min(n, 0)
type Negative<N extends number> = number extends N ? number : Negated<N> extends null ? 0 : N;
