/** AdamW: moments of the gradient, and weight decay apart from them; knows one formula. */

import {
  checkSetting,
  type FloatParameter,
  type FloatTensor,
  makeOptimizer,
  type Optimizer,
} from "./optimizer.ts";

export interface AdamWOptions {
  /** The step length, 1e-3 by default. */
  readonly learningRate?: number;
  /** How much of the mean gradient stays, 0.9 by default. */
  readonly beta1?: number;
  /** How much of the mean squared gradient stays, 0.999 by default. */
  readonly beta2?: number;
  /** What keeps the division finite, 1e-8 by default; added outside the root. */
  readonly epsilon?: number;
  /** Which part of each parameter is taken off at each step, in units of the learning rate; 0.01 by default. */
  readonly weightDecay?: number;
}

/** 1 − βᵗ = −expm1(t·log β), exact where βᵗ is close to 1. */
function biasCorrection(beta: number, count: FloatTensor): FloatTensor {
  return count.mul(Math.log(beta)).expm1().neg();
}

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019), as PyTorch's AdamW:
 * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; p ← p·(1 − ηλ) − η·m̂ / (√v̂ + ε), m̂ and v̂ corrected for their start at 0.
 *
 * @throws ValueError on settings out of range.
 * @example const optimizer = adamW(net.parameters(), { learningRate: 1e-3, weightDecay: 1e-2 });
 */
export function adamW(parameters: readonly FloatParameter[], options: AdamWOptions = {}): Optimizer {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01 } = options;
  checkSetting("adamW", "beta1", beta1, 0, 1);
  checkSetting("adamW", "beta2", beta2, 0, 1);
  checkSetting("adamW", "epsilon", epsilon, 0);
  checkSetting("adamW", "weightDecay", weightDecay, 0);
  return makeOptimizer(parameters, {
    name: "adamW",
    learningRate,
    states: 2,
    update: ({ value, gradient, states: [mean, square], rate, count }) => {
      const nextMean = mean!.mul(beta1).add(gradient.mul(1 - beta1));
      const nextSquare = square!.mul(beta2).add(gradient.mul(gradient).mul(1 - beta2));
      const scale = rate.div(biasCorrection(beta1, count));
      const root = nextSquare.div(biasCorrection(beta2, count)).sqrt();
      const kept = value.mul(rate.mul(-weightDecay).add(1));
      return { value: kept.sub(nextMean.mul(scale).div(root.add(epsilon))), states: [nextMean, nextSquare] };
    },
  });
}
