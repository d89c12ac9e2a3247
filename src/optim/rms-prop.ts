/** RMSProp: steps divided by a running root mean square of the gradient; knows one formula. */

import type { Clipping } from "./clipping.ts";
import { type FloatParameter, type FloatTensor, makeOptimizer, type Optimizer } from "./optimizer.ts";
import { checkSetting } from "./settings.ts";

export interface RmsPropOptions {
  /** The step length, 1e-2 by default. */
  readonly learningRate?: number;
  /** How much of the mean squared gradient stays, 0.99 by default. */
  readonly alpha?: number;
  /** What keeps the division finite, 1e-8 by default; added outside the root. */
  readonly epsilon?: number;
  /** How much of the last direction stays in the next, 0 by default. */
  readonly momentum?: number;
  /** Whether the mean gradient's square is taken off the mean square, off by default. */
  readonly centered?: boolean;
  /** λ of the penalty λ/2·‖p‖², 0 by default. */
  readonly weightDecay?: number;
  /** What is done to gradients before they are used; nothing by default. */
  readonly clip?: Clipping;
}

/**
 * RMSProp (Tieleman & Hinton 2012), as PyTorch's: g ← g + λ·p; v ← αv + (1 − α)g²; centred, ā ← αā + (1 − α)g and v − ā²
 * in place of v; b ← μb + g / (√v + ε); p ← p − η·b.
 *
 * @throws ValueError on settings out of range.
 * @example const optimizer = rmsProp(net.parameters(), { learningRate: 1e-2, momentum: 0.9 });
 */
export function rmsProp(parameters: readonly FloatParameter[], options: RmsPropOptions = {}): Optimizer {
  const { learningRate = 1e-2, alpha = 0.99, epsilon = 1e-8, momentum = 0, centered = false } = options;
  const { weightDecay = 0, clip } = options;
  checkSetting("rmsProp", "alpha", alpha, 0, 1);
  checkSetting("rmsProp", "epsilon", epsilon, 0);
  checkSetting("rmsProp", "momentum", momentum, 0);
  checkSetting("rmsProp", "weightDecay", weightDecay, 0);
  return makeOptimizer(parameters, {
    name: "rmsProp",
    learningRate,
    clip,
    states: 1 + Number(centered) + Number(momentum > 0),
    update: ({ value, gradient, states: [square, ...others], rate }) => {
      const mean = centered ? others[0]! : undefined;
      const held = momentum > 0 ? others.at(-1)! : undefined;
      const decayed: FloatTensor = weightDecay === 0 ? gradient : gradient.add(value.mul(weightDecay));
      const nextSquare = square!.mul(alpha).add(decayed.square().mul(1 - alpha));
      const nextMean = mean?.mul(alpha).add(decayed.mul(1 - alpha));
      const spread = nextMean === undefined ? nextSquare : nextSquare.sub(nextMean.square());
      const scaled: FloatTensor = decayed.div(spread.sqrt().add(epsilon));
      const direction: FloatTensor = held === undefined ? scaled : held.mul(momentum).add(scaled);
      const states = [
        nextSquare,
        ...(nextMean === undefined ? [] : [nextMean]),
        ...(held === undefined ? [] : [direction]),
      ];
      return { value: value.sub(direction.mul(rate)), states };
    },
  });
}
