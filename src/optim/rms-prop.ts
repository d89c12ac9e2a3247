/** RMSProp: steps divided by a running root mean square of the gradient; knows one formula. */

import { optionsOf } from "../base/options.ts";
import type { Clipping } from "./clipping.ts";
import { type FloatParameter, type FloatTensor, makeOptimizer, type Optimizer } from "./optimizer.ts";
import { type BelowOne, checkBelowOne, checkNotNegative, type NotNegative } from "./settings.ts";

export interface RmsPropOptions<
  Rate extends number = number,
  Alpha extends number = number,
  Epsilon extends number = number,
  Momentum extends number = number,
  Decay extends number = number,
  Norm extends number = number,
  Value extends number = number,
> {
  /** The step length, 1e-2 by default. */
  readonly learningRate?: NotNegative<"rmsProp", "learningRate", Rate>;
  /** How much of the mean squared gradient stays, 0.99 by default. */
  readonly alpha?: BelowOne<"rmsProp", "alpha", Alpha>;
  /** What keeps the division finite, 1e-8 by default; added outside the root. */
  readonly epsilon?: NotNegative<"rmsProp", "epsilon", Epsilon>;
  /** How much of the last direction stays in the next, 0 by default. */
  readonly momentum?: NotNegative<"rmsProp", "momentum", Momentum>;
  /** Whether the mean gradient's square is taken off the mean square, off by default. */
  readonly centered?: boolean;
  /** λ of the penalty λ/2·‖p‖², 0 by default. */
  readonly weightDecay?: NotNegative<"rmsProp", "weightDecay", Decay>;
  /** What is done to gradients before they are used; nothing by default. */
  readonly clip?: Clipping<"rmsProp", Norm, Value>;
}

/**
 * RMSProp (Tieleman & Hinton 2012), as PyTorch's: g ← g + λ·p; v ← αv + (1 − α)g²; centred, ā ← αā + (1 − α)g and v − ā²
 * in place of v; b ← μb + g / (√v + ε); p ← p − η·b.
 *
 * @throws ValueError on settings out of range.
 * @example const optimizer = rmsProp(net.parameters(), { learningRate: 1e-2, momentum: 0.9 });
 */
export function rmsProp<
  const Rate extends number,
  const Alpha extends number,
  const Epsilon extends number,
  const Momentum extends number,
  const Decay extends number,
  const Norm extends number,
  const Value extends number,
>(
  parameters: readonly FloatParameter[],
  options?: RmsPropOptions<Rate, Alpha, Epsilon, Momentum, Decay, Norm, Value>,
): Optimizer {
  const settings = optionsOf("rmsProp", options as RmsPropOptions | undefined, {
    epsilon: "number",
    centered: "boolean",
  });
  const { learningRate = 1e-2, alpha = 0.99, epsilon = 1e-8, momentum = 0, centered = false } = settings;
  const { weightDecay = 0, clip } = settings;
  checkBelowOne("rmsProp", "alpha", alpha);
  checkNotNegative("rmsProp", "epsilon", epsilon);
  checkNotNegative("rmsProp", "momentum", momentum);
  checkNotNegative("rmsProp", "weightDecay", weightDecay);
  return makeOptimizer(parameters, {
    name: "rmsProp",
    learningRate,
    clip,
    penalty: weightDecay,
    states: 1 + Number(centered) + Number(momentum > 0),
    update: ({ value, gradient, states: [square, ...others], rate }) => {
      const mean = centered ? others[0]! : undefined;
      const held = momentum > 0 ? others.at(-1)! : undefined;
      const nextSquare = square!.mul(alpha).add(gradient.square().mul(1 - alpha));
      const nextMean = mean?.mul(alpha).add(gradient.mul(1 - alpha));
      const spread = nextMean === undefined ? nextSquare : nextSquare.sub(nextMean.square());
      const scaled: FloatTensor = gradient.div(spread.sqrt().add(epsilon));
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
