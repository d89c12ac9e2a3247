/** What pools give of pictures and sequences, and what upsampling does; knows no element. */

import type { Maximum, Sum } from "./arithmetic.ts";
import type { ProductOfDims } from "./dim-arithmetic.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { EmptyAxis } from "./reduce.ts";
import type { Layout, RankOf, SlideAxes, SlideWindows } from "./window.ts";
import type { PerAxis, PoolOptions, Setting, Spread } from "./window-options.ts";

/** `[n, channels, …]`: the places of each window of a pool, whose stride is its kernel unless given, or a message. */
export type Pool<Op extends string, X extends Shape, Options extends PoolOptions> = number extends X["length"]
  ? Shape
  : Layout<Op, "input", X, "n, channels", RankOf<Op>> extends infer Input
    ? Input extends readonly [infer N extends Dim, infer C extends Dim, infer Sizes extends Shape]
      ? SlideAxes<
          Op,
          X,
          Sizes,
          PoolWindows<Op, Options, Spread<Op, "kernel", Options["kernel"], RankOf<Op>, 1>>,
          Setting<Options, "ceilMode", false, boolean> & boolean
        > extends infer Counts
        ? Counts extends Shape
          ? [N, C, ...Counts]
          : Counts
        : never
      : Input
    : never;

/** How a pool's windows slide along each axis, or a message; the same for inputs of all shapes. */
export type PoolWindows<
  Op extends string,
  Options extends PoolOptions,
  Kernel,
> = Kernel extends readonly number[]
  ? Spread<Op, "padding", Setting<Options, "padding", 0>, RankOf<Op>, 0> extends infer Pads
    ? Pads extends readonly number[]
      ? PoolPaddingFault<Op, Pads, Kernel> extends infer Fault extends string
        ? Fault
        : SlideWindows<Op, Kernel, Options, Setting<Options, "stride", Options["kernel"]>>
      : Pads
    : never
  : Kernel;

type PoolPaddingFault<Op extends string, Pads extends readonly number[], Kernel extends readonly number[]> = [
  Pads,
  Kernel,
] extends [
  readonly [infer P extends number, ...infer PT extends readonly number[]],
  readonly [infer K extends number, ...infer KT extends readonly number[]],
]
  ? P extends 0
    ? PoolPaddingFault<Op, PT, KT>
    : number extends P | K
      ? PoolPaddingFault<Op, PT, KT>
      : Maximum<K, Sum<P, P>> extends K
        ? PoolPaddingFault<Op, PT, KT>
        : `${Op}: padding ${P} is more than half of kernel ${K}`
  : null;

/** `[n, channels, 1, …]`, or a message; what picks an element refuses to pick from nothing. */
export type GlobalPool<
  Op extends string,
  X extends Shape,
  Picks extends boolean = false,
> = number extends X["length"]
  ? Shape
  : X extends readonly [infer N extends Dim, infer C extends Dim, unknown, ...infer Rest extends Shape]
    ? [Picks, EmptyAxis<X, 2 | 3 | 4 | 5 | 6 | 7>] extends [true, infer Empty extends number]
      ? `${Op}: axis ${Empty} of ${FormatShape<X>} is empty, and ${Op} of nothing is undefined`
      : [N, C, 1, ...{ -readonly [K in keyof Rest]: 1 }]
    : `${Op}: needs input [n, channels, …], got ${FormatShape<X>}`;

/** `[n, channels, …OutputSize]`, or a message. */
export type AdaptivePool2d<
  Op extends string,
  X extends Shape,
  OutputSize extends readonly number[],
> = number extends X["length"]
  ? Shape
  : Layout<Op, "input", X, "n, channels", 2> extends infer Input
    ? Input extends readonly [infer N extends Dim, infer C extends Dim, unknown]
      ? Spread<Op, "outputSize", OutputSize, 2, 1> extends infer Sizes
        ? Sizes extends readonly number[]
          ? [N, C, ...Sizes]
          : Sizes
        : never
      : Input
    : never;

/** `[n, channels, scale·height, scale·width]`, or a message. */
export type Upsample2d<Op extends string, X extends Shape, Scale extends PerAxis> = number extends X["length"]
  ? Shape
  : Layout<Op, "input", X, "n, channels", 2> extends infer Input
    ? Input extends readonly [
        infer N extends Dim,
        infer C extends Dim,
        readonly [infer H extends Dim, infer W extends Dim],
      ]
      ? Spread<Op, "scale", Scale, 2, 1> extends infer Factors
        ? Factors extends readonly [infer Down extends number, infer Across extends number]
          ? [N, C, ProductOfDims<H, Down>, ProductOfDims<W, Across>]
          : Factors
        : never
      : Input
    : never;
