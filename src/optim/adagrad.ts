/** AdaGrad: steps divided by the root of all squared gradients so far; knows one formula. */

import { optionsOf } from "../base/options.ts";
import type { Clipping } from "./clipping.ts";
import { type FloatParameter, makeOptimizer, type Optimizer } from "./optimizer.ts";
import { checkNotNegative, type NotNegative } from "./settings.ts";

export interface AdagradOptions<
  Rate extends number = number,
  Epsilon extends number = number,
  Decay extends number = number,
  Norm extends number = number,
  Value extends number = number,
> {
  /** The step length, 1e-2 by default. */
  readonly learningRate?: NotNegative<"adagrad", "learningRate", Rate>;
  /** What keeps the division finite, 1e-10 by default; added outside the root. */
  readonly epsilon?: NotNegative<"adagrad", "epsilon", Epsilon>;
  /** λ of the penalty λ/2·‖p‖², 0 by default. */
  readonly weightDecay?: NotNegative<"adagrad", "weightDecay", Decay>;
  /** What is done to gradients before they are used; nothing by default. */
  readonly clip?: Clipping<"adagrad", Norm, Value>;
}

/**
 * AdaGrad (Duchi, Hazan & Singer 2011), as PyTorch's: g ← g + λ·p; v ← v + g²; p ← p − η·g / (√v + ε).
 *
 * @throws ValueError on settings out of range.
 * @example const optimizer = adagrad(net.parameters(), { learningRate: 0.1 });
 */
export function adagrad<
  const Rate extends number,
  const Epsilon extends number,
  const Decay extends number,
  const Norm extends number,
  const Value extends number,
>(
  parameters: readonly FloatParameter[],
  options?: AdagradOptions<Rate, Epsilon, Decay, Norm, Value>,
): Optimizer {
  const settings = optionsOf("adagrad", options as AdagradOptions | undefined, { epsilon: "number" });
  const { learningRate = 1e-2, epsilon = 1e-10, weightDecay = 0, clip } = settings;
  checkNotNegative("adagrad", "epsilon", epsilon);
  checkNotNegative("adagrad", "weightDecay", weightDecay);
  return makeOptimizer(parameters, {
    name: "adagrad",
    learningRate,
    clip,
    penalty: weightDecay,
    states: 1,
    update: ({ value, gradient, states: [square], rate }) => {
      const nextSquare = square!.add(gradient.square());
      return {
        value: value.sub(gradient.mul(rate).div(nextSquare.sqrt().add(epsilon))),
        states: [nextSquare],
      };
    },
  });
}
