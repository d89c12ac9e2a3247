/** AdaGrad: steps divided by the root of all squared gradients so far; knows one formula. */

import type { Clipping } from "./clipping.ts";
import { type FloatParameter, type FloatTensor, makeOptimizer, type Optimizer } from "./optimizer.ts";
import { checkSetting } from "./settings.ts";

export interface AdagradOptions {
  /** The step length, 1e-2 by default. */
  readonly learningRate?: number;
  /** What keeps the division finite, 1e-10 by default; added outside the root. */
  readonly epsilon?: number;
  /** λ of the penalty λ/2·‖p‖², 0 by default. */
  readonly weightDecay?: number;
  /** What is done to gradients before they are used; nothing by default. */
  readonly clip?: Clipping;
}

/**
 * AdaGrad (Duchi, Hazan & Singer 2011), as PyTorch's: g ← g + λ·p; v ← v + g²; p ← p − η·g / (√v + ε).
 *
 * @throws ValueError on settings out of range.
 * @example const optimizer = adagrad(net.parameters(), { learningRate: 0.1 });
 */
export function adagrad(parameters: readonly FloatParameter[], options: AdagradOptions = {}): Optimizer {
  const { learningRate = 1e-2, epsilon = 1e-10, weightDecay = 0, clip } = options;
  checkSetting("adagrad", "epsilon", epsilon, 0);
  checkSetting("adagrad", "weightDecay", weightDecay, 0);
  return makeOptimizer(parameters, {
    name: "adagrad",
    learningRate,
    clip,
    states: 1,
    update: ({ value, gradient, states: [square], rate }) => {
      const decayed: FloatTensor = weightDecay === 0 ? gradient : gradient.add(value.mul(weightDecay));
      const nextSquare = square!.add(decayed.square());
      return {
        value: value.sub(decayed.mul(rate).div(nextSquare.sqrt().add(epsilon))),
        states: [nextSquare],
      };
    },
  });
}
