/** What optimizers with decaying moments share: their settings, and the step along them; knows no penalty. */

import type { Clipping } from "./clipping.ts";
import type { FloatTensor } from "./float-tensors.ts";
import type { UpdateInput } from "./optimizer.ts";
import { type BelowOne, checkBelowOne, checkNotNegative, type NotNegative } from "./settings.ts";

export interface MomentOptions<
  Op extends string = string,
  Rate extends number = number,
  Beta1 extends number = number,
  Beta2 extends number = number,
  Epsilon extends number = number,
  Norm extends number = number,
  Value extends number = number,
> {
  /** The step length, 1e-3 by default. */
  readonly learningRate?: NotNegative<Op, "learningRate", Rate>;
  /** How much of the mean gradient stays, 0.9 by default. */
  readonly beta1?: BelowOne<Op, "beta1", Beta1>;
  /** How much of the mean squared gradient stays, 0.999 by default. */
  readonly beta2?: BelowOne<Op, "beta2", Beta2>;
  /** What keeps the division finite, 1e-8 by default; added outside the root. */
  readonly epsilon?: NotNegative<Op, "epsilon", Epsilon>;
  /** What is done to gradients before they are used; nothing by default. */
  readonly clip?: Clipping<Op, Norm, Value> | undefined;
}

/** The settings with their defaults, each in its range. */
export function checkMoments(name: string, weightDecay: number, options: MomentOptions) {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  checkBelowOne(name, "beta1", beta1);
  checkBelowOne(name, "beta2", beta2);
  checkNotNegative(name, "epsilon", epsilon);
  checkNotNegative(name, "weightDecay", weightDecay);
  return { learningRate, beta1, beta2, epsilon };
}

/** 1 − βᵗ = −expm1(t·log β), exact where βᵗ is close to 1. */
function biasCorrection(beta: number, count: FloatTensor): FloatTensor {
  return count.mul(Math.log(beta)).expm1().neg();
}

interface MomentSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/**
 * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; the step is η·m̂ / (√v̂ + ε), m̂ and v̂ corrected for their start at 0. Where
 * there is a third state, it is the largest v so far, and v̂ comes from that.
 */
export function stepByMoments(
  { gradient, states: [mean, square, largest], rate, count }: UpdateInput,
  { beta1, beta2, epsilon }: MomentSettings,
): { readonly step: FloatTensor; readonly states: readonly FloatTensor[] } {
  const nextMean = mean!.mul(beta1).add(gradient.mul(1 - beta1));
  const nextSquare = square!.mul(beta2).add(gradient.square().mul(1 - beta2));
  const nextLargest = largest === undefined ? undefined : largest.maximum(nextSquare);
  const scale = rate.div(biasCorrection(beta1, count));
  const root = (nextLargest ?? nextSquare).div(biasCorrection(beta2, count)).sqrt();
  const states = nextLargest === undefined ? [nextMean, nextSquare] : [nextMean, nextSquare, nextLargest];
  return { step: nextMean.mul(scale).div(root.add(epsilon)), states };
}
