/** What each kind of layer does to the shape that reaches it, followed through a sequence; knows no weight. */

import type { Divide } from "./arithmetic.ts";
import type { Conv } from "./conv.ts";
import type { Shape } from "./dims.ts";
import type { Through } from "./layer.ts";
import type { Pool } from "./pool.ts";
import type { Flatten } from "./reshape.ts";
import type { Bindings, Substitute, UnifyShape } from "./unify.ts";
import type { PoolOptions } from "./window-options.ts";

/** A layer that takes and gives shapes with names and `"..."`. */
export interface PatternRule<Op extends string, Takes extends Shape, Gives extends Shape> {
  readonly kind: "pattern";
  readonly op: Op;
  readonly takes: Takes;
  readonly gives: Gives;
}

/** A convolution with a weight of this shape. */
export interface ConvRule<Op extends string, Weight extends Shape, Options> {
  readonly kind: "conv";
  readonly op: Op;
  readonly weight: Weight;
  readonly options: Options;
}

/** A pool. */
export interface PoolRule<Op extends string, Options extends PoolOptions> {
  readonly kind: "pool";
  readonly op: Op;
  readonly options: Options;
}

/** All axes behind the first joined into one. */
export interface FlattenRule {
  readonly kind: "flatten";
}

/** A function whose names are bound when it is called. */
export interface CheckedRule<Takes extends Shape, Gives extends Shape> {
  readonly kind: "checked";
  readonly takes: Takes;
  readonly gives: Gives;
}

/** Layers one after the other. */
export interface SequenceRule<Rules extends readonly unknown[]> {
  readonly kind: "sequence";
  readonly rules: Rules;
}

/** The shape that comes out of a layer, or the message of the first that does not fit what reaches it. */
export type ApplyRule<R, X extends Shape> =
  R extends PatternRule<infer Op, infer Takes, infer Gives>
    ? Through<Op, Takes, Gives, X>
    : R extends ConvRule<infer Op, infer Weight, infer Options>
      ? Conv<Op, X, Weight, Options>
      : R extends PoolRule<infer Op, infer Options>
        ? Pool<Op, X, Options>
        : R extends FlattenRule
          ? Flatten<X, 1>
          : R extends SequenceRule<infer Rules>
            ? ApplyRules<Rules, X>
            : R extends CheckedRule<infer Takes, infer Gives>
              ? ApplyChecked<Takes, Gives, X>
              : Shape;

type ApplyChecked<Takes extends Shape, Gives extends Shape, X extends Shape> =
  // biome-ignore lint/complexity/noBannedTypes: no name is bound yet
  UnifyShape<Takes, X, 1, {}> extends infer Known
    ? Known extends Bindings
      ? number extends Gives["length"]
        ? Gives
        : Substitute<Gives, Known>
      : Known
    : never;

type ApplyRules<
  Rules extends readonly unknown[],
  X extends Shape,
  Seen extends readonly unknown[] = [0],
> = Rules extends readonly [infer First, ...infer Others]
  ? ApplyRule<First, X> extends infer Out
    ? Out extends Shape
      ? ApplyRules<Others, Out, [...Seen, 0]>
      : `sequential: layer ${Seen["length"] & number}, ${Out & string}`
    : never
  : X;

/** The shape of a convolution's weight, `[out, in/groups, …kernel]`. */
export type ConvWeight<
  Op extends string,
  In extends number,
  Out extends number,
  Kernel,
  Groups extends number,
> = [Out, number extends In | Groups ? number : Divide<In, Groups>[0], ...KernelSizes<Op, Kernel>];

/** A kernel's size along each axis. */
export type KernelSizes<Op extends string, Kernel> = Kernel extends number
  ? Op extends `${string}1d`
    ? [Kernel]
    : [Kernel, Kernel]
  : Kernel extends readonly number[]
    ? { -readonly [K in keyof Kernel]: Kernel[K] }
    : [];
