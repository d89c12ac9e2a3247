/** The arguments layers are made with, each as it was given or the message of what is wrong with it; knows no layer. */

import type {
  ConvChannelsFault,
  ConvKernelFault,
  CountFault,
  MlpSizes,
  NesterovMomentum,
  PerAxis,
  PoolLayer,
  Range,
  SettingWithin,
  UniformHigh,
  WarmupTotal,
  WeightFault,
} from "../../types/index.ts";
import type { Refused } from "./tensor-kinds.ts";

// What the user's own function leaves open, while a size is a parameter of it, is no fault: only what stands for any type
// at all passes as this.
interface Anything {
  readonly anything: "any";
}

/** An argument as it was given, or the message of a fault. It is written so that it is no riddle while a size is open. */
type Argument<Given, Fault> = [Fault] extends [never]
  ? Given
  : [Fault] extends [string]
    ? Refused<Fault, Given>
    : Given;

/** A size that a layer is made with, if it is a whole number from 1 on, or the message. */
export type LayerSize<Op extends string, Name extends string, N extends number> = Argument<
  N,
  [N] extends [Anything] ? null : CountFault<Op, Name, N>
>;

/** The last of two sizes of a weight, if it is one and the weight not too large, or the message. */
export type LastSize<
  Op extends string,
  Name extends string,
  N extends number,
  First extends number,
> = Argument<N, [N | First] extends [Anything] ? null : LastSizeFault<Op, Name, N, First>>;

type LastSizeFault<Op extends string, Name extends string, N extends number, First extends number> =
  CountFault<Op, Name, N> extends infer Fault extends string ? Fault : WeightFault<Op, [First, N]>;

/** The sizes of a perceptron, if all of them are some, or the message. */
export type PerceptronSizes<Sizes extends readonly number[]> = Argument<
  Sizes,
  [Sizes[number] | 1] extends [Anything] ? null : MlpSizes<Sizes>
>;

/** A setting that is a number in a range, or the message. */
export type InRange<
  Op extends string,
  Name extends string,
  N extends number,
  R extends Range,
> = number extends N ? N : Argument<N, [N] extends [Anything] ? null : SettingWithin<Op, Name, N, R>>;

/** A seed, if it is one, or the message. */
export type SeedOf<Op extends string, Seed extends number> = InRange<
  Op,
  "the seed",
  Seed,
  "a whole number from 0 to 2^53"
>;

type FaultOf<R> = R extends infer Fault extends string ? Fault : null;

/** The lower end of a uniform distribution, which the message stands at unless it is 0, as it is by default. */
export type LowEnd<Low extends number, High extends number> = Argument<
  Low,
  [Low | High] extends [Anything] ? null : Low extends 0 ? null : FaultOf<UniformHigh<Low, High>>
>;

/** The upper end of a uniform distribution, if it lies above a lower one of 0, or the message. */
export type HighEnd<Low extends number, High extends number> = Argument<
  High,
  [Low | High] extends [Anything] ? null : Low extends 0 ? FaultOf<UniformHigh<Low, High>> : null
>;

/** The steps of a schedule, if they are more than those of its warm-up, or the message. */
export type StepsBeyond<Warmup extends number, Total extends number> = Argument<
  Total,
  [Warmup | Total] extends [Anything] ? null : FaultOf<WarmupTotal<Warmup, Total>>
>;

/** Whether to look ahead along a momentum, if there is one without dampening, or the message. */
export type LookAhead<Nesterov extends boolean, Momentum extends number, Dampening extends number> = Argument<
  Nesterov,
  [Nesterov | Momentum | Dampening] extends [Anything]
    ? null
    : FaultOf<NesterovMomentum<Nesterov, Momentum, Dampening>>
>;

/** The settings of a convolution, as its layer was given them. */
export interface ConvOf<S, P, D, G> {
  stride: S;
  padding: P;
  dilation: D;
  groups: G;
}

/** The number of output channels of a convolution, if they and the input's divide into the groups, or the message. */
export type OutChannels<
  Op extends string,
  In extends number,
  Out extends number,
  Groups extends number,
> = Argument<Out, [In | Out | Groups] extends [Anything] ? null : ConvChannelsFault<Op, In, Out, Groups>>;

/** The kernel of a convolution, if it is one and moves as it can, or the message. */
export type ConvKernel<
  Op extends string,
  In extends number,
  Out extends number,
  Kernel,
  S,
  P,
  D,
  G extends number,
> = Argument<
  Kernel,
  [In | Out | Kernel | S | P | D | G] extends [Anything]
    ? null
    : ConvKernelFault<Op, In, Out, Kernel, ConvOf<S, P, D, G>>
>;

/** The settings of a pool, as its layer was given them. */
export interface PoolOf<K, S, P, D, C> {
  kernel: K;
  stride: S;
  padding: P;
  dilation: D;
  ceilMode: C;
}

/** The kernel of a pool, if it is one and moves as it can, or the message. */
export type PoolKernel<
  Op extends string,
  K extends PerAxis,
  S extends PerAxis,
  P extends PerAxis,
  D extends PerAxis,
  C extends boolean,
> = Argument<K, [K | S | P | D] extends [Anything] ? null : PoolLayer<Op, PoolOf<K, S, P, D, C>>>;
