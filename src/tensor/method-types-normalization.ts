/** The types of normalisations; knows no builder. */

import type { AlongAxis, BatchNormTrain, ChannelNorm, GroupNorm, TrailingNorm } from "../../types/index.ts";
import type { DTypeFault, OptionalDTypeFault } from "./method-types-dtype.ts";
import type { AcceptWithout } from "./method-types-reduction.ts";
import type { Fits, ShapeOfOptional, TensorLike, TensorOf } from "./tensor-kinds.ts";

type Optional = TensorLike | undefined;

/** What the normalised values are multiplied by and what is added then. */
export interface ScaleSettings<Gamma, Beta> {
  /** What is multiplied by; nothing by default. */
  readonly gamma?: Gamma;
  /** What is added; nothing by default. */
  readonly beta?: Beta;
  /** Added to the variance inside the root, 1e-5 by default. */
  readonly epsilon?: number;
}

/** How short a vector may be. */
export interface LengthSettings {
  /** The smallest length that is divided by, 1e-12 by default. */
  readonly epsilon?: number;
}

/** The statistics to normalise by, given from outside. */
export interface BatchNormSettings<Gamma, Beta, Mean, Variance> extends ScaleSettings<Gamma, Beta> {
  /** `[channels]`. */
  readonly mean: Mean;
  /** `[channels]`. */
  readonly variance: Variance;
}

/** What `batchNormTrain` gives: the result, and the statistics of the batch, `[channels]` each. */
export interface BatchNormResult<S, C, D> {
  readonly output: TensorOf<S, D>;
  readonly mean: TensorOf<[C], D>;
  /** The biased variance, divided by the number of values. */
  readonly variance: TensorOf<[C], D>;
}

// The dim of the channels, as far as it is known.
type ChannelOf<S extends readonly unknown[]> = number extends S["length"] ? number : S[1];

/** The tensor itself, if it is of floats, its parameters have its element type, and the rule holds. */
type AcceptNorm<Op extends string, Self extends TensorLike, Given extends readonly unknown[], R> =
  DTypeFault<Op, "float", Self["dtype"]> extends infer Fault extends string
    ? Fault
    : SidesFault<Op, Self["dtype"], Given> extends infer Fault extends string
      ? Fault
      : Fits<R, Self>;

// The message about the first that has another element type, or null.
type SidesFault<Op extends string, D, Given extends readonly unknown[]> = [
  OptionalDTypeFault<Op, D, Given[number]>,
] extends [null]
  ? null
  : Given extends readonly [infer Head, ...infer Tail]
    ? OptionalDTypeFault<Op, D, Head> extends infer Fault extends string
      ? Fault
      : SidesFault<Op, D, Tail>
    : null;

/** Methods that bring values to mean 0 and variance 1, or to length 1. */
export interface NormalizationMethods {
  /**
   * (x − mean)/√(variance + ε)·γ + β over the last `count` axes, 1 by default; γ and β have the shape of these axes
   * (Ba et al. 2016).
   *
   * @throws ShapeError when there are not so many axes, or γ or β has another shape.
   * @example tensor([1, 3]).layerNorm(1, { beta: tensor([1, 1]) }).toArray(); // [0.00000…, 1.99999…]
   */
  layerNorm<
    Self extends TensorLike,
    const Count extends number = 1,
    Gamma extends Optional = undefined,
    Beta extends Optional = undefined,
  >(
    this: AcceptNorm<
      "layerNorm",
      Self,
      [Gamma, Beta],
      TrailingNorm<"layerNorm", Self["shape"], Count, ShapeOfOptional<Gamma>, ShapeOfOptional<Beta>>
    >,
    count?: Count,
    options?: ScaleSettings<Gamma, Beta>,
  ): TensorOf<Self["shape"], Self["dtype"]>;

  /**
   * x/√(mean x² + ε)·γ over the last axis (Zhang & Sennrich 2019).
   *
   * @throws ShapeError when this is a scalar or γ has another shape than the last axis.
   * @example tensor([1, 7]).rmsNorm({ gamma: tensor([5, 5]) }).toArray(); // [0.99999…, 6.99999…]
   */
  rmsNorm<Self extends TensorLike, Gamma extends Optional = undefined>(
    this: AcceptNorm<
      "rmsNorm",
      Self,
      [Gamma],
      TrailingNorm<"rmsNorm", Self["shape"], 1, ShapeOfOptional<Gamma>>
    >,
    options?: Omit<ScaleSettings<Gamma, undefined>, "beta">,
  ): TensorOf<Self["shape"], Self["dtype"]>;

  /**
   * Each sample's channels in groups of equal size to mean 0 and variance 1; γ and β are `[channels]` (Wu & He 2018).
   *
   * @throws ShapeError when the channels do not divide into the groups, or γ or β has another shape.
   * @example zeros([8, 6, 4, 4]).groupNorm(3).shape; // [8, 6, 4, 4]
   */
  groupNorm<
    Self extends TensorLike,
    const Groups extends number,
    Gamma extends Optional = undefined,
    Beta extends Optional = undefined,
  >(
    this: AcceptNorm<"groupNorm", Self, [Gamma, Beta], null>,
    groups: Fits<GroupNorm<Self["shape"], Groups, ShapeOfOptional<Gamma>, ShapeOfOptional<Beta>>, Groups>,
    options?: ScaleSettings<Gamma, Beta>,
  ): TensorOf<Self["shape"], Self["dtype"]>;

  /**
   * Each sample's channels to mean 0 and variance 1; γ and β are `[channels]` (Ulyanov et al. 2016).
   *
   * @throws ShapeError unless this is `[n, channels, …]` and γ and β fit.
   * @example zeros([8, 6, 4, 4]).instanceNorm().shape; // [8, 6, 4, 4]
   */
  instanceNorm<
    Self extends TensorLike,
    Gamma extends Optional = undefined,
    Beta extends Optional = undefined,
  >(
    this: AcceptNorm<
      "instanceNorm",
      Self,
      [Gamma, Beta],
      ChannelNorm<"instanceNorm", Self["shape"], ShapeOfOptional<Gamma>, ShapeOfOptional<Beta>>
    >,
    options?: ScaleSettings<Gamma, Beta>,
  ): TensorOf<Self["shape"], Self["dtype"]>;

  /**
   * (x − mean)/√(variance + ε)·γ + β with statistics given for each channel (Ioffe & Szegedy 2015, evaluation).
   *
   * @throws ShapeError unless this is `[n, channels, …]` and everything else `[channels]`.
   * @example tensor([[1], [3]]).batchNorm({ mean: tensor([2]), variance: tensor([4]), epsilon: 0 }).toArray(); // [[-0.5], [0.5]]
   */
  batchNorm<
    Self extends TensorLike,
    Mean extends TensorLike,
    Variance extends TensorLike,
    Gamma extends Optional = undefined,
    Beta extends Optional = undefined,
  >(
    this: AcceptNorm<
      "batchNorm",
      Self,
      [Gamma, Beta, Mean, Variance],
      ChannelNorm<
        "batchNorm",
        Self["shape"],
        ShapeOfOptional<Gamma>,
        ShapeOfOptional<Beta>,
        Mean["shape"],
        Variance["shape"]
      >
    >,
    options: BatchNormSettings<Gamma, Beta, Mean, Variance>,
  ): TensorOf<Self["shape"], Self["dtype"]>;

  /**
   * The same with the mean and the biased variance of the batch itself, which come with the result.
   *
   * @throws ShapeError when there are fewer than two values for each channel, or γ or β has another shape.
   * @example tensor([[1], [3]]).batchNormTrain().mean.toArray(); // [2]
   */
  batchNormTrain<
    Self extends TensorLike,
    Gamma extends Optional = undefined,
    Beta extends Optional = undefined,
  >(
    this: AcceptNorm<
      "batchNormTrain",
      Self,
      [Gamma, Beta],
      BatchNormTrain<Self["shape"], ShapeOfOptional<Gamma>, ShapeOfOptional<Beta>>
    >,
    options?: ScaleSettings<Gamma, Beta>,
  ): BatchNormResult<Self["shape"], ChannelOf<Self["shape"]>, Self["dtype"]>;

  /**
   * x/max(‖x‖₂, ε) along an axis, the last by default; ε is 1e-12 by default.
   *
   * @throws ShapeError when the axis is out of range.
   * @example tensor([3, 4]).l2Normalize().toArray(); // [0.6…, 0.8…]
   */
  l2Normalize<Self extends TensorLike, const Axis extends number = -1>(
    this: AcceptNorm<
      "l2Normalize",
      Self,
      [],
      AcceptWithout<Axis extends -1 ? undefined : Axis, AlongAxis<"l2Normalize", Self["shape"], Axis>, null>
    >,
    axis?: Fits<AlongAxis<"l2Normalize", Self["shape"], Axis>, Axis>,
    options?: LengthSettings,
  ): TensorOf<Self["shape"], Self["dtype"]>;
}
