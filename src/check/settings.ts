/** What a gradient check can be told, and how near is near enough; knows no graph. */

import type { FloatDType, Shape } from "../../types/index.ts";
import type { Domain } from "../graph/op.ts";
import type { TensorLike, TensorOf } from "../tensor/tensor-kinds.ts";

export type { Domain };

/** A tensor to be drawn: its shape, with names for sizes that are drawn, and what its elements are. */
export type InputPattern =
  | Shape
  | {
      readonly shape: Shape;
      /** Where its floats are drawn, instead of the check's own domain. */
      readonly domain?: Domain;
    }
  | {
      readonly shape: Shape;
      /** Whole numbers from 0 to below this size or named size, as indices are. */
      readonly below: number | string;
    }
  | {
      readonly shape: Shape;
      /** Whole numbers from −3 to 3, or truth values. */
      readonly dtype: "i32" | "bool";
    };

/** What a check can be told; everything but `inputs` has a default. */
export interface CheckOptions<
  Inputs extends readonly InputPattern[] = readonly InputPattern[],
  D extends FloatDType = FloatDType,
> {
  /** One pattern for each argument: `[["batch", 3], [3]]`. A name is one size, from `smallest` to `largest`, in all of them. */
  readonly inputs: Inputs;
  /** Where elements are drawn, −2 to 2 by default; `avoid` keeps them off kinks and poles. */
  readonly domain?: Domain;
  /** The only element type to check in. Without it: derivatives in f64, then every executor in f32 against them. */
  readonly dtype?: D;
  /** How many points are drawn, 100 by default. */
  readonly runs?: number;
  /** Where drawing starts; a failure's report names it. */
  readonly seed?: number;
  /** The failing point's place in the drawing, from a report. */
  readonly path?: string;
  /** Up to which derivative, 2 by default. */
  readonly order?: 1 | 2;
  /** The least size of a named dim, 0 by default; 1 for functions without meaning on empty axes, such as a mean. */
  readonly smallest?: number;
  /** The largest size of a named dim, 3 by default. */
  readonly largest?: number;
  /** What reports call the function; its own name by default. */
  readonly name?: string;
}

type TensorOfPattern<P, D> = P extends { readonly shape: infer S; readonly below: unknown }
  ? TensorOf<S, "i32">
  : P extends { readonly shape: infer S; readonly dtype: infer Own }
    ? TensorOf<S, Own>
    : P extends { readonly shape: infer S }
      ? TensorOf<S, D>
      : TensorOf<P, D>;

/** The arguments that a check calls its function with. */
export type PatternTensors<Inputs extends readonly unknown[], D> = {
  -readonly [K in keyof Inputs]: TensorOfPattern<Inputs[K], D>;
};

/** A function of tensors with its parameters' types left to its own declaration. */
export type TensorFunction = (...args: never[]) => TensorLike;

/** The numbers a comparison goes by. */
export interface Tolerance {
  /** The step of the first differences; smaller ones follow where they disagree. */
  readonly step: number;
  /** How far a first derivative may be off, as a share of its scale. */
  readonly first: number;
  /** The same for second derivatives. */
  readonly second: number;
}

/**
 * A central difference of fourth order is off by ~h⁴·f⁗′/30 through its step and by ~ε·|f|/h through rounding, which is
 * least near h = ε^(1/5): 7·10⁻⁴ in f64 (ε = 2·10⁻¹⁶) and 4·10⁻² in f32 (ε = 10⁻⁷), where it leaves ε^(4/5), that is
 * 3·10⁻¹³ and 3·10⁻⁶. The bounds stand well above that, for steep functions, and well below what a wrong
 * derivative is off by, which is of the order of 1. A second derivative is a difference of gradients, whose rounding is
 * that of more ops.
 */
export const tolerances: Readonly<Record<FloatDType, Tolerance>> = {
  f64: { step: 1e-3, first: 1e-7, second: 1e-6 },
  f32: { step: 4e-2, first: 5e-3, second: 2e-2 },
};

/**
 * How far f32 executors may be from f64, as a share of the largest magnitude that any intermediate value has: some 500
 * roundings of 2⁻²⁴, since sums over the drawn sizes and approximated functions have far fewer.
 */
export const executorTolerance = 500 * 2 ** -24;

export const defaultDomain: Domain = { low: -2, high: 2 };
