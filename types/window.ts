/** Windows sliding over the axes behind batch and channels; knows neither weights nor pools. */

import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { Setting, Spread } from "./window-options.ts";
import type { SameCount, Slide, WindowCount } from "./window-size.ts";

/** How many axes an op's windows slide along. */
export type RankOf<Op extends string> = Op extends `${string}1d` ? 1 : 2;
type SlidingNames<Rank extends 1 | 2> = Rank extends 1 ? "length" : "height, width";

/** The parts [first, second, rest] of a shape, or the message that it has another rank. */
export type Layout<
  Op extends string,
  Role extends string,
  A extends Shape,
  Names extends string,
  Rank extends 1 | 2,
> = A extends readonly [infer First extends Dim, infer Second extends Dim, ...infer Rest extends Shape]
  ? [Rest["length"]] extends [Rank]
    ? [First, Second, Rest]
    : LayoutFault<Op, Role, A, Names, Rank>
  : LayoutFault<Op, Role, A, Names, Rank>;

type LayoutFault<
  Op extends string,
  Role extends string,
  A extends Shape,
  Names extends string,
  Rank extends 1 | 2,
> = `${Op}: needs ${Role} [${Names}, ${SlidingNames<Rank>}], got ${FormatShape<A>}`;

/** The kernel's sizes; those that are only named are unknown. */
export type SpreadDims<Op extends string, K extends Shape> = Spread<
  Op,
  "kernel",
  { -readonly [I in keyof K]: K[I] extends number ? K[I] : number },
  RankOf<Op>,
  1
>;

/** How the window slides along one axis: its moves, and the room around or that it keeps the size. */
export interface AxisWindow {
  readonly moves: Slide;
  readonly pad: "same" | readonly [before: number, after: number];
}

/** How the windows slide along each axis, or a message; the same for inputs of all shapes. */
export type SlideWindows<
  Op extends string,
  Kernel,
  Options,
  Stride = Setting<Options, "stride", 1>,
> = Kernel extends readonly number[]
  ? Spread<Op, "stride", Stride, RankOf<Op>, 1> extends infer Strides
    ? Strides extends readonly number[]
      ? Spread<Op, "dilation", Setting<Options, "dilation", 1>, RankOf<Op>, 1> extends infer Dilations
        ? Dilations extends readonly number[]
          ? SpreadPadding<Op, Setting<Options, "padding", 0>, RankOf<Op>> extends infer Pads
            ? [Pads] extends ["same"]
              ? ZipWindows<Kernel, Strides, Dilations, ["same", "same"]>
              : Pads extends readonly unknown[]
                ? ZipWindows<Kernel, Strides, Dilations, Pads>
                : Pads
            : never
          : Dilations
        : never
      : Strides
    : never
  : Kernel;

type ZipWindows<
  Kernel extends readonly number[],
  Strides extends readonly number[],
  Dilations extends readonly number[],
  Pads extends readonly unknown[],
> = {
  [K in keyof Kernel]: {
    moves: {
      kernel: Kernel[K];
      stride: Strides[K & keyof Strides];
      dilation: Dilations[K & keyof Dilations];
    };
    pad: Pads[K & keyof Pads];
  };
};

/** The places of the windows along each axis, or a message. */
export type SlideAxes<
  Op extends string,
  X extends Shape,
  Sizes extends Shape,
  Windows,
  Ceil extends boolean,
> = Windows extends readonly AxisWindow[] ? CountAxes<Op, X, Sizes, Windows, Ceil> : Windows;

// "same", or [before, after] for each axis, or a message.
type SpreadPadding<Op extends string, P, Rank extends 1 | 2> = P extends "same"
  ? "same"
  : P extends "valid"
    ? [[0, 0], [0, 0]]
    : P extends readonly (readonly number[])[]
      ? number extends P["length"]
        ? [[number, number], [number, number]]
        : [P["length"]] extends [Rank]
          ? SpreadPairs<Op, P>
          : P["length"] extends 0
            ? `${Op}: padding needs one number or ${Rank}, got []`
            : `${Op}: padding needs ${Rank} pairs, the number of pairs is ${P["length"]}`
      : Spread<Op, "padding", P, Rank, 0> extends infer Amounts
        ? Amounts extends readonly number[]
          ? { [K in keyof Amounts]: [Amounts[K], Amounts[K]] }
          : Amounts
        : never;

type SpreadPairs<
  Op extends string,
  Pairs extends readonly (readonly number[])[],
  Out extends readonly (readonly number[])[] = [],
> = Pairs extends readonly [
  infer Head extends readonly number[],
  ...infer Tail extends readonly (readonly number[])[],
]
  ? Spread<Op, "padding", Head, 2, 0> extends infer Pair
    ? Pair extends readonly number[]
      ? SpreadPairs<Op, Tail, [...Out, Pair]>
      : Pair
    : never
  : Out;

type CountAxes<
  Op extends string,
  X extends Shape,
  Sizes extends Shape,
  Windows extends readonly AxisWindow[],
  Ceil extends boolean,
  Out extends Shape = [],
> = Sizes extends readonly [infer D extends Dim, ...infer Tail extends Shape]
  ? CountAxis<D, Windows[Out["length"]], Ceil> extends infer Count
    ? Count extends Dim
      ? CountAxes<Op, X, Tail, Windows, Ceil, [...Out, Count]>
      : Count extends readonly [infer Span extends number, infer Room extends number]
        ? `${Op}: a window of ${Span} is larger than axis ${AxisBehind<Out>} of ${FormatShape<X>} (${Room} with padding)`
        : never
    : never
  : Out;

/** The number of the axis behind batch, channels and those already seen. */
export type AxisBehind<Out extends readonly unknown[]> = [0, 0, ...Out]["length"] & number;

type CountAxis<D extends Dim, W extends AxisWindow, Ceil extends boolean> = W["pad"] extends readonly [
  infer Before extends number,
  infer After extends number,
]
  ? WindowCount<D, W["moves"], Before, After, Ceil>
  : SameCount<D, W["moves"]>;
