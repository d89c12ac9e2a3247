/** AdamW: moments of the gradient, and weight decay apart from them; knows one formula. */

import { optionsOf } from "../base/options.ts";
import { checkMoments, type MomentOptions, stepByMoments } from "./moments.ts";
import { type FloatParameter, makeOptimizer, type Optimizer } from "./optimizer.ts";
import type { NotNegative } from "./settings.ts";

export interface AdamWOptions<
  Rate extends number = number,
  Beta1 extends number = number,
  Beta2 extends number = number,
  Epsilon extends number = number,
  Decay extends number = number,
  Norm extends number = number,
  Value extends number = number,
> extends MomentOptions<"adamW", Rate, Beta1, Beta2, Epsilon, Norm, Value> {
  /** Which part of each parameter is taken off at each step, in units of the learning rate; 0.01 by default. */
  readonly weightDecay?: NotNegative<"adamW", "weightDecay", Decay>;
}

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019), as PyTorch's AdamW:
 * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; p ← p·(1 − ηλ) − η·m̂ / (√v̂ + ε), m̂ and v̂ corrected for their start at 0.
 *
 * @throws ValueError on settings out of range.
 * @example const optimizer = adamW(net.parameters(), { learningRate: 1e-3, weightDecay: 1e-2 });
 */
export function adamW<
  const Rate extends number,
  const Beta1 extends number,
  const Beta2 extends number,
  const Epsilon extends number,
  const Decay extends number,
  const Norm extends number,
  const Value extends number,
>(
  parameters: readonly FloatParameter[],
  options?: AdamWOptions<Rate, Beta1, Beta2, Epsilon, Decay, Norm, Value>,
): Optimizer {
  const settings = optionsOf("adamW", options as AdamWOptions | undefined, { epsilon: "number" });
  const { weightDecay = 0.01, clip } = settings;
  const { learningRate, ...moments } = checkMoments("adamW", weightDecay, settings);
  return makeOptimizer(parameters, {
    name: "adamW",
    learningRate,
    clip,
    penalty: 0,
    states: 2,
    update: (input) => {
      const { step, states } = stepByMoments(input, moments);
      const kept = input.value.mul(input.rate.mul(-weightDecay).add(1));
      return { value: kept.sub(step), states };
    },
  });
}
