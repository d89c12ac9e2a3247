/** Stochastic gradient descent with momentum; knows one formula. */

import { requireOptions } from "../base/options.ts";
import { nesterovMomentum } from "../shape/index.ts";
import { where } from "../tensor/index.ts";
import type { LookAhead } from "../tensor/method-types-layer-settings.ts";
import type { Clipping } from "./clipping.ts";
import { type FloatParameter, type FloatTensor, makeOptimizer, type Optimizer } from "./optimizer.ts";
import { checkNotNegative, type NotNegative } from "./settings.ts";

export interface SgdOptions<
  Rate extends number = number,
  Momentum extends number = number,
  Decay extends number = number,
  Nesterov extends boolean = boolean,
  Dampening extends number = number,
  Norm extends number = number,
  Value extends number = number,
> {
  readonly learningRate: NotNegative<"sgd", "learningRate", Rate>;
  /** How much of the last direction stays in the next, 0 by default. */
  readonly momentum?: NotNegative<"sgd", "momentum", Momentum>;
  /** How much of each gradient is held back from the direction, 0 by default. */
  readonly dampening?: Dampening;
  /** Whether to look ahead along the direction (Nesterov), off by default. */
  readonly nesterov?: LookAhead<Nesterov, Momentum, Dampening>;
  /** λ of the penalty λ/2·‖p‖², 0 by default. */
  readonly weightDecay?: NotNegative<"sgd", "weightDecay", Decay>;
  /** What is done to gradients before they are used; nothing by default. */
  readonly clip?: Clipping<"sgd", Norm, Value>;
}

/**
 * Stochastic gradient descent, as PyTorch's SGD: g ← g + λ·p; b ← μ·b + (1 − dampening)·g, the first b being g;
 * p ← p − η·b, or with Nesterov p ← p − η·(g + μ·b) (Sutskever et al. 2013).
 *
 * @throws ValueError on settings out of range, and when Nesterov comes without momentum or with dampening.
 * @example const optimizer = sgd(net.parameters(), { learningRate: 0.1, momentum: 0.9 });
 */
export function sgd<
  const Rate extends number,
  const Decay extends number,
  const Norm extends number,
  const Value extends number,
  const Momentum extends number = 0,
  const Nesterov extends boolean = false,
  const Dampening extends number = 0,
>(
  parameters: readonly FloatParameter[],
  options: SgdOptions<Rate, Momentum, Decay, Nesterov, Dampening, Norm, Value>,
): Optimizer {
  const settings = requireOptions("sgd", options as object as SgdOptions, "{ learningRate: 0.1 }", {
    nesterov: "boolean",
  });
  const { learningRate, momentum = 0, dampening = 0, nesterov = false, weightDecay = 0, clip } = settings;
  checkNotNegative("sgd", "momentum", momentum);
  checkNotNegative("sgd", "weightDecay", weightDecay);
  nesterovMomentum(nesterov, momentum, dampening);
  return makeOptimizer(parameters, {
    name: "sgd",
    learningRate,
    clip,
    penalty: weightDecay,
    states: momentum === 0 ? 0 : 1,
    update: ({ value, gradient, states: [held], rate, count }) => {
      if (held === undefined) return { value: value.sub(gradient.mul(rate)), states: [] };
      let direction: FloatTensor = held.mul(momentum).add(gradient.mul(1 - dampening));
      if (dampening !== 0) direction = where(count.equal(1), gradient, direction);
      const step: FloatTensor = nesterov ? gradient.add(direction.mul(momentum)) : direction;
      return { value: value.sub(step.mul(rate)), states: [direction] };
    },
  });
}
