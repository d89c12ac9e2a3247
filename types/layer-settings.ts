/** The sizes and settings a layer is made with; knows no input. */

import type { MultipleFault } from "./conv.ts";
import type { Dim, Plain, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { ConvWeight, KernelSizes } from "./layer-rule.ts";
import type { PoolWindows } from "./pool.ts";
import type { ValidateShape } from "./size.ts";
import type { RankOf, SlideWindows } from "./window.ts";
import type { PoolOptions, Setting, Spread } from "./window-options.ts";

/** The message that a layer cannot have such a number of something, or null; a number that is not known may be one. */
export type CountFault<Op extends string, Name extends string, N extends number> =
  IsNoCount<`${N}`> extends true
    ? `${Op}: ${Name} ${N} is not allowed (needs a whole number from 1 on)`
    : null;

type IsNoCount<Numeral extends string> = Numeral extends "0" | `-${string}`
  ? true
  : Numeral extends `${string}e+${string}`
    ? false
    : Numeral extends `${string}.${string}` | `${string}e-${string}`
      ? true
      : false;

/** The message that a layer's weight would be too large, or null. */
export type WeightFault<Op extends string, Weight extends readonly Dim[]> =
  ValidateShape<Op, Weight> extends infer Fault extends string ? Fault : null;

/** The sizes a layer is made with, each called by its name, or a message. */
export type LayerSizes<Op extends string, Names extends readonly string[], Sizes extends readonly number[]> =
  FirstCountFault<Op, Names, Sizes> extends infer Fault extends string
    ? Fault
    : WeightFault<Op, Sizes> extends infer Fault extends string
      ? Fault
      : Plain<Sizes>;

type FirstCountFault<
  Op extends string,
  Names extends readonly string[],
  Sizes extends readonly number[],
> = Sizes extends readonly [infer Head extends number, ...infer Tail extends readonly number[]]
  ? Names extends readonly [infer Name extends string, ...infer Others extends readonly string[]]
    ? CountFault<Op, Name, Head> extends infer Fault extends string
      ? Fault
      : FirstCountFault<Op, Others, Tail>
    : null
  : null;

/** The sizes of a perceptron, from the features it takes to those it gives, or a message. */
export type MlpSizes<Sizes extends readonly number[]> = number extends Sizes["length"]
  ? Sizes
  : Sizes["length"] extends 0 | 1
    ? `mlp: needs at least two sizes, such as [784, 10], got ${FormatShape<Sizes>}`
    : NeighboursFault<Sizes> extends infer Fault extends string
      ? Fault
      : Plain<Sizes>;

type NeighboursFault<Sizes extends readonly number[]> = Sizes extends readonly [
  infer From extends number,
  infer To extends number,
  ...infer Tail extends readonly number[],
]
  ? LayerSizes<"mlp", ["size", "size"], [From, To]> extends infer Fault extends string
    ? Fault
    : NeighboursFault<[To, ...Tail]>
  : null;

type GroupsOf<Options> = Setting<Options, "groups", 1> & number;

/** The shape of a convolution's weight, `[out, in/groups, …kernel]`, or what is wrong with the layer's settings. */
export type ConvLayer<
  Op extends string,
  Inputs extends number,
  Outputs extends number,
  Kernel,
  // biome-ignore lint/complexity/noBannedTypes: no option is given
  Options = {},
> =
  CountFault<Op, "input", Inputs> extends infer Fault extends string
    ? Fault
    : ConvChannelsFault<Op, Inputs, Outputs, GroupsOf<Options>> extends infer Fault extends string
      ? Fault
      : ConvKernelFault<Op, Inputs, Outputs, Kernel, Options> extends infer Fault extends string
        ? Fault
        : ConvWeight<Op, Inputs, Outputs, Kernel, GroupsOf<Options>>;

/** The message that a convolution cannot have these output channels and groups, or null. */
export type ConvChannelsFault<
  Op extends string,
  Inputs extends number,
  Outputs extends number,
  Groups extends number,
> =
  CountFault<Op, "groups", Groups> extends infer Fault extends string
    ? Fault
    : MultipleFault<Op, "input", Inputs, Groups> extends infer Fault extends string
      ? Fault
      : CountFault<Op, "output", Outputs> extends infer Fault extends string
        ? Fault
        : MultipleFault<Op, "output", Outputs, Groups>;

/** The message that a convolution cannot have this kernel, or move it so, or null. */
export type ConvKernelFault<
  Op extends string,
  Inputs extends number,
  Outputs extends number,
  Kernel,
  Options,
> =
  SlideWindows<
    Op,
    Spread<Op, "kernel", KernelSizes<Op, Kernel>, RankOf<Op>, 1>,
    Options
  > extends infer Fault extends string
    ? Fault
    : ConvWeight<Op, Inputs, Outputs, Kernel, GroupsOf<Options>> extends infer Weight extends Shape
      ? WeightFault<Op, Weight>
      : null;

/** The sizes of a pool's window, or what is wrong with the layer's settings. */
export type PoolLayer<Op extends string, Options extends PoolOptions> =
  Spread<Op, "kernel", Options["kernel"], RankOf<Op>, 1> extends infer Kernel
    ? PoolWindows<Op, Options, Kernel> extends infer Fault extends string
      ? Fault
      : Kernel
    : never;
