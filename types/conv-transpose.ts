/** Which weights fit a transposed convolution and what it gives; knows no element. */

import type { Maximum, Sum } from "./arithmetic.ts";
import type { BiasFault, GroupsFault, MultipleFault } from "./conv.ts";
import type { ProductOfDims } from "./dim-arithmetic.ts";
import type { Dim, IsSameDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";
import type { AxisBehind, Layout, RankOf, SpreadDims } from "./window.ts";
import type { Setting, Spread } from "./window-options.ts";
import type { OverlapSize } from "./window-size.ts";

/** `[n, out, …]`: the size whose convolution gives the input's, or a message; the weight is `[channels, out/groups, …]`. */
export type ConvTranspose<
  Op extends string,
  X extends Shape,
  Weight extends Shape,
  // biome-ignore lint/complexity/noBannedTypes: no option is given
  Options = {},
  Bias = undefined,
> = number extends X["length"] | Weight["length"]
  ? Shape
  : [
        Layout<Op, "input", X, "n, channels", RankOf<Op>>,
        Layout<Op, "weight", Weight, "channels, out/groups", RankOf<Op>>,
        Setting<Options, "groups", 1>,
      ] extends [infer Input, infer Kernel, infer Groups extends number]
    ? Input extends readonly [infer N extends Dim, infer C extends Dim, infer Sizes extends Shape]
      ? Kernel extends readonly [infer Depth extends Dim, infer Out extends Dim, infer K extends Shape]
        ? TransposeFault<
            Op,
            X,
            Weight,
            C,
            Depth,
            ProductOfDims<Out, Groups>,
            Groups,
            Bias
          > extends infer Fault extends string
          ? Fault
          : OverlapAxes<Op, X, Sizes, SpreadDims<Op, K>, Options> extends infer Grown
            ? Grown extends Shape
              ? [N, ProductOfDims<Out, Groups>, ...Grown]
              : Grown
            : never
        : Kernel
      : Input
    : never;

type TransposeFault<
  Op extends string,
  X extends Shape,
  Weight extends Shape,
  C extends Dim,
  Depth extends Dim,
  Out extends Dim,
  Groups extends number,
  Bias,
> =
  GroupsFault<Op, Groups> extends infer Fault extends string
    ? Fault
    : MultipleFault<Op, "input", C, Groups> extends infer Fault extends string
      ? Fault
      : IsSameDim<C, Depth> extends true
        ? BiasFault<Op, Bias, Out>
        : `${Op}: channels differ, input ${FormatShape<X>} and weight ${FormatShape<Weight>} (${FormatDim<C>} ≠ ${FormatDim<Depth>})`;

type OverlapAxes<
  Op extends string,
  X extends Shape,
  Sizes extends Shape,
  Kernel,
  Options,
> = Kernel extends readonly number[]
  ? Spread<Op, "stride", Setting<Options, "stride", 1>, RankOf<Op>, 1> extends infer Strides
    ? Strides extends readonly number[]
      ? Spread<Op, "dilation", Setting<Options, "dilation", 1>, RankOf<Op>, 1> extends infer Dilations
        ? Dilations extends readonly number[]
          ? Spread<Op, "padding", Setting<Options, "padding", 0>, RankOf<Op>, 0> extends infer Pads
            ? Pads extends readonly number[]
              ? Spread<
                  Op,
                  "outputPadding",
                  Setting<Options, "outputPadding", 0>,
                  RankOf<Op>,
                  0
                > extends infer Extra
                ? Extra extends readonly number[]
                  ? GrowAxes<Op, X, Sizes, Kernel, Strides, Dilations, Pads, Extra>
                  : Extra
                : never
              : Pads
            : never
          : Dilations
        : never
      : Strides
    : never
  : Kernel;

type GrowAxes<
  Op extends string,
  X extends Shape,
  Sizes extends Shape,
  Kernel extends readonly number[],
  Strides extends readonly number[],
  Dilations extends readonly number[],
  Pads extends readonly number[],
  Extra extends readonly number[],
  Out extends Shape = [],
> = Sizes extends readonly [infer D extends Dim, ...infer Tail extends Shape]
  ? ExtraFault<
      Op,
      Extra[Out["length"]] & number,
      Strides[Out["length"]] & number,
      Dilations[Out["length"]] & number
    > extends infer Fault extends string
    ? Fault
    : OverlapSize<
          D,
          {
            kernel: Kernel[Out["length"]] & number;
            stride: Strides[Out["length"]] & number;
            dilation: Dilations[Out["length"]] & number;
          },
          Pads[Out["length"]] & number,
          Extra[Out["length"]] & number
        > extends infer Size
      ? [Size, D] extends [D, unknown] | [number, unknown]
        ? GrowAxes<Op, X, Tail, Kernel, Strides, Dilations, Pads, Extra, [...Out, Size & Dim]>
        : `${Op}: nothing is left of axis ${AxisBehind<Out>} of ${FormatShape<X>} (size ${Size & string})`
      : never
  : Out;

type ExtraFault<
  Op extends string,
  Extra extends number,
  Stride extends number,
  Dilation extends number,
> = Extra extends 0
  ? null
  : number extends Extra | Stride | Dilation
    ? null
    : Maximum<Maximum<Stride, Dilation>, Sum<Extra, 1>> extends Maximum<Stride, Dilation>
      ? null
      : `${Op}: outputPadding ${Extra} is not smaller than stride ${Stride} or dilation ${Dilation}`;
