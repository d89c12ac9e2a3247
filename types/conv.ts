/** Which weights fit a convolution and what it gives; knows no element. */

import type { Divide } from "./arithmetic.ts";
import type { ProductOfDims } from "./dim-arithmetic.ts";
import type { Dim, IsSameDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";
import type { Layout, RankOf, SlideAxes, SlideWindows, SpreadDims } from "./window.ts";
import type { IsAllowed, Setting } from "./window-options.ts";

/** The message that there is no such number of groups, or null. */
export type GroupsFault<Op extends string, Groups extends number> =
  IsAllowed<Groups, 1> extends true
    ? null
    : `${Op}: groups ${Groups} is not allowed (needs a whole number from 1 on)`;

/** The message that channels do not divide into groups, or null. */
export type MultipleFault<
  Op extends string,
  What extends string,
  Channels extends Dim,
  Groups extends number,
> = Groups extends 1
  ? null
  : Channels extends number
    ? number extends Channels | Groups
      ? null
      : Divide<Channels, Groups>[1] extends true
        ? null
        : `${Op}: ${Channels} ${What} channels do not divide into ${Groups} groups`
    : null;

/** The message that a bias has not one number for each channel, or null. */
export type BiasFault<Op extends string, Bias, Channels extends Dim> = Bias extends Shape
  ? number extends Bias["length"]
    ? null
    : Bias extends readonly [infer B extends Dim]
      ? IsSameDim<B, Channels> extends true
        ? null
        : `${Op}: bias needs [${FormatDim<Channels>}], got ${FormatShape<Bias>}`
      : `${Op}: bias needs [${FormatDim<Channels>}], got ${FormatShape<Bias>}`
  : null;

/** `[n, out, …]`: the places of each window of `[n, channels, …]` with `[out, channels/groups, …kernel]`, or a message. */
export type Conv<
  Op extends string,
  X extends Shape,
  Weight extends Shape,
  // biome-ignore lint/complexity/noBannedTypes: no option is given
  Options = {},
  Bias = undefined,
> = number extends X["length"] | Weight["length"]
  ? Shape
  : Layout<Op, "input", X, "n, channels", RankOf<Op>> extends infer Input
    ? Input extends readonly [infer N, infer C extends Dim, infer Sizes extends Shape]
      ? Layout<Op, "weight", Weight, "out, channels/groups", RankOf<Op>> extends infer Kernel
        ? Kernel extends readonly [infer Out extends Dim, infer Depth extends Dim, infer K extends Shape]
          ? ConvFault<
              Op,
              C,
              Out,
              Depth,
              Setting<Options, "groups", 1> & number,
              Bias
            > extends infer Fault extends string
            ? Fault extends "channels"
              ? `${Op}: channels differ, input ${FormatShape<X>} and weight ${FormatShape<Weight>} (${FormatDim<C>} ≠ ${FormatDim<Depth>} × ${Setting<Options, "groups", 1> & number})`
              : Fault
            : SlideAxes<
                  Op,
                  X,
                  Sizes,
                  SlideWindows<Op, SpreadDims<Op, K>, Options>,
                  false
                > extends infer Counts
              ? Counts extends Shape
                ? [N, Out, ...Counts]
                : Counts
              : never
          : Kernel
        : never
      : Input
    : never;

// Without the shapes, so that it is known for all inputs of as many channels; "channels" when these differ.
type ConvFault<
  Op extends string,
  C extends Dim,
  Out extends Dim,
  Depth extends Dim,
  Groups extends number,
  Bias,
> =
  GroupsFault<Op, Groups> extends infer Fault extends string
    ? Fault
    : MultipleFault<Op, "input", C, Groups> extends infer Fault extends string
      ? Fault
      : MultipleFault<Op, "output", Out, Groups> extends infer Fault extends string
        ? Fault
        : IsSameDim<C, ProductOfDims<Depth, Groups>> extends true
          ? BiasFault<Op, Bias, Out>
          : "channels";
