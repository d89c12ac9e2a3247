/** Adam: moments of the gradient, with the penalty on large parameters inside it; knows one formula. */

import { optionsOf } from "../base/options.ts";
import { checkMoments, type MomentOptions, stepByMoments } from "./moments.ts";
import { type FloatParameter, makeOptimizer, type Optimizer } from "./optimizer.ts";
import type { NotNegative } from "./settings.ts";

export interface AdamOptions<
  Rate extends number = number,
  Beta1 extends number = number,
  Beta2 extends number = number,
  Epsilon extends number = number,
  Decay extends number = number,
  Norm extends number = number,
  Value extends number = number,
> extends MomentOptions<"adam", Rate, Beta1, Beta2, Epsilon, Norm, Value> {
  /** λ of the penalty λ/2·‖p‖², 0 by default; it is part of the gradient and so of the moments. */
  readonly weightDecay?: NotNegative<"adam", "weightDecay", Decay>;
  /** Whether to divide by the largest mean square so far (AMSGrad), off by default. */
  readonly amsgrad?: boolean;
}

/**
 * Adam (Kingma & Ba 2015), as PyTorch's: g ← g + λ·p; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²;
 * p ← p − η·m̂ / (√v̂ + ε), m̂ and v̂ corrected for their start at 0; with AMSGrad (Reddi et al. 2018) v̂ from max v.
 *
 * @throws ValueError on settings out of range.
 * @example const optimizer = adam(net.parameters(), { learningRate: 1e-3 });
 */
export function adam<
  const Rate extends number,
  const Beta1 extends number,
  const Beta2 extends number,
  const Epsilon extends number,
  const Decay extends number,
  const Norm extends number,
  const Value extends number,
>(
  parameters: readonly FloatParameter[],
  options?: AdamOptions<Rate, Beta1, Beta2, Epsilon, Decay, Norm, Value>,
): Optimizer {
  const settings = optionsOf("adam", options as AdamOptions | undefined, {
    epsilon: "number",
    amsgrad: "boolean",
  });
  const { weightDecay = 0, amsgrad = false, clip } = settings;
  const { learningRate, ...moments } = checkMoments("adam", weightDecay, settings);
  return makeOptimizer(parameters, {
    name: "adam",
    learningRate,
    clip,
    penalty: weightDecay,
    states: amsgrad ? 3 : 2,
    update: (input) => {
      const { step, states } = stepByMoments(input, moments);
      return { value: input.value.sub(step), states };
    },
  });
}
