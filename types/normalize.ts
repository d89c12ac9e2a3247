/** Which axes a normalisation works over and which parameters fit it; knows no statistics. */

import type { Divide, IsCount } from "./arithmetic.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";
import type { IsSameShape } from "./same-shape.ts";

/** The message that a parameter has another shape than the one needed, or null. */
type ParameterFault<Op extends string, Role extends string, Given, Needed extends Shape> = Given extends Shape
  ? number extends Given["length"]
    ? null
    : IsSameShape<Given, Needed> extends true
      ? null
      : `${Op}: ${Role} needs ${FormatShape<Needed>}, got ${FormatShape<Given>}`
  : null;

type ScaleFault<Op extends string, Needed extends Shape, Gamma, Beta> =
  ParameterFault<Op, "gamma", Gamma, Needed> extends infer Fault extends string
    ? Fault
    : ParameterFault<Op, "beta", Beta, Needed>;

// The last axes, as many as `Count`; null when there are not so many.
type LastAxes<A extends Shape, Count extends number, Out extends Shape = []> = Out["length"] extends Count
  ? Out
  : A extends readonly [...infer Front extends Shape, infer D extends Dim]
    ? LastAxes<Front, Count, [D, ...Out]>
    : null;

/** The shape of what is normalised over its last `Count` axes, whose shape the parameters have, or a message. */
export type TrailingNorm<
  Op extends string,
  A extends Shape,
  Count extends number = 1,
  Gamma = undefined,
  Beta = undefined,
> = number extends A["length"] | Count
  ? A
  : (Count extends 0 ? null : LastAxes<A, Count>) extends infer Last extends Shape
    ? ScaleFault<Op, Last, Gamma, Beta> extends infer Fault extends string
      ? Fault
      : [...A]
    : `${Op}: cannot normalise the last ${Count} axes of ${FormatShape<A>}`;

/** The shape of what is normalised with one parameter for each channel of `[n, channels, …]`, or a message. */
export type ChannelNorm<
  Op extends string,
  A extends Shape,
  Gamma = undefined,
  Beta = undefined,
  Mean = undefined,
  Variance = undefined,
> = number extends A["length"]
  ? A
  : A extends readonly [unknown, infer C extends Dim, ...unknown[]]
    ? ScaleFault<Op, [C], Gamma, Beta> extends infer Fault extends string
      ? Fault
      : ParameterFault<Op, "mean", Mean, [C]> extends infer Fault extends string
        ? Fault
        : ParameterFault<Op, "variance", Variance, [C]> extends infer Fault extends string
          ? Fault
          : [...A]
    : ChannelsFault<Op, A>;

type ChannelsFault<
  Op extends string,
  A extends Shape,
> = `${Op}: needs [n, channels, …], got ${FormatShape<A>}`;

/** The same, the channels in groups of equal size. */
export type GroupNorm<
  A extends Shape,
  Groups extends number,
  Gamma = undefined,
  Beta = undefined,
> = number extends A["length"]
  ? A
  : A extends readonly [unknown, infer C extends Dim, ...unknown[]]
    ? DividesInto<C, Groups> extends true
      ? ChannelNorm<"groupNorm", A, Gamma, Beta>
      : `groupNorm: ${FormatDim<C>} channels of ${FormatShape<A>} do not divide into ${Groups} groups`
    : ChannelsFault<"groupNorm", A>;

type DividesInto<C extends Dim, Groups extends number> = number extends Groups
  ? true
  : Groups extends 0
    ? false
    : IsCount<Groups> extends false
      ? false
      : C extends number
        ? number extends C
          ? true
          : Divide<C, Groups>[1]
        : true;

/** The same with the statistics of the batch itself, which must hold two values for each channel. */
export type BatchNormTrain<A extends Shape, Gamma = undefined, Beta = undefined> =
  ChannelNorm<"batchNormTrain", A, Gamma, Beta> extends infer Fault extends string
    ? Fault
    : number extends A["length"]
      ? A
      : A extends readonly [infer N extends Dim, Dim, ...infer Rest extends Shape]
        ? ValueCount<[N, ...Rest]> extends infer Count extends 0 | 1
          ? `batchNormTrain: needs at least two values for each channel, ${FormatShape<A>} has ${Count}`
          : [...A]
        : never;

// 0 or 1 when there are so many, null when there are more or nobody knows; with a 0 among the sizes there are none.
type ValueCount<S extends Shape> = S extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? [Head] extends [0]
    ? 0
    : ValueCount<Tail> extends infer Count
      ? Count extends 0
        ? 0
        : [Head] extends [1]
          ? Count
          : null
      : never
  : 1;
