/** What optimizers with decaying moments share: their settings and the correction for a start at zero; knows no update. */

import type { Clipping } from "./clipping.ts";
import type { FloatTensor } from "./float-tensors.ts";
import { checkSetting } from "./settings.ts";

export interface MomentOptions {
  /** The step length, 1e-3 by default. */
  readonly learningRate?: number;
  /** How much of the mean gradient stays, 0.9 by default. */
  readonly beta1?: number;
  /** How much of the mean squared gradient stays, 0.999 by default. */
  readonly beta2?: number;
  /** What keeps the division finite, 1e-8 by default; added outside the root. */
  readonly epsilon?: number;
  /** What is done to gradients before they are used; nothing by default. */
  readonly clip?: Clipping | undefined;
}

/** The settings with their defaults, each in its range. */
export function checkMoments(name: string, weightDecay: number, options: MomentOptions) {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  checkSetting(name, "beta1", beta1, 0, 1);
  checkSetting(name, "beta2", beta2, 0, 1);
  checkSetting(name, "epsilon", epsilon, 0);
  checkSetting(name, "weightDecay", weightDecay, 0);
  return { learningRate, beta1, beta2, epsilon };
}

/** 1 − βᵗ = −expm1(t·log β), exact where βᵗ is close to 1. */
export function biasCorrection(beta: number, count: FloatTensor): FloatTensor {
  return count.mul(Math.log(beta)).expm1().neg();
}
