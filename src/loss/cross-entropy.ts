/** Cross-entropy from logits; knows no other loss. */

import { optionsOf } from "../base/options.ts";
import { checkDType, checkSameDType } from "../ops/index.ts";
import { crossEntropy as crossEntropyRule, settingWithin } from "../shape/index.ts";
import type { TensorLike } from "../tensor/index.ts";
import type { InRange } from "../tensor/method-types-layer-settings.ts";
import type { ClassWeight, CrossEntropyShape, CrossEntropyTarget } from "../tensor/method-types-loss.ts";
import type { TensorOf } from "../tensor/tensor-kinds.ts";
import { againstClasses, checkClasses, type Settings, spreadWeight } from "./class-losses.ts";
import {
  type Floats,
  type LossOptions,
  type Reduced,
  type Reduction,
  reduceLosses,
  requireTensor,
} from "./reduction.ts";

export interface CrossEntropyOptions<
  R extends Reduction = Reduction,
  Smoothing extends number = number,
  Weight = TensorLike,
> extends LossOptions<R> {
  /** How much each class counts, shape `[classes]`; the mean is then weighted. */
  readonly weight?: Weight;
  /** Which part of each target is spread evenly over all classes, 0 by default (Szegedy et al. 2016). */
  readonly labelSmoothing?: InRange<"crossEntropy", "labelSmoothing", Smoothing, "from 0 to 1">;
  /** A class number whose samples do not count. */
  readonly ignoreIndex?: number;
}

/** Losses against one distribution over classes for each sample. */
function againstProbabilities(
  logits: Floats,
  target: Floats,
  { weight, smoothing, reduction }: Settings,
): Floats {
  const even = smoothing / (logits.shape[1] as number);
  const smooth = smoothing > 0 ? (target.mul(1 - smoothing).add(even) as Floats) : target;
  const weighted =
    weight === undefined ? smooth : (smooth.mul(spreadWeight("crossEntropy", weight, logits)) as Floats);
  const losses = (logits.logSoftmax(1) as Floats).mul(weighted).sum(1).neg() as Floats;
  return reduceLosses("crossEntropy", losses, reduction);
}

/**
 * −Σ target·log softmax(logits), computed through log-sum-exp. Logits are `[samples, classes, …]`; the target is i32 class
 * numbers `[samples, …]` or probabilities of the logits' shape.
 *
 * @throws ShapeError when target and logits do not fit; ValueError when a class number is out of range.
 * @example crossEntropy(net(inputs), labels).item();
 */
export function crossEntropy<
  Logits extends TensorLike,
  Target extends TensorLike,
  const R extends Reduction = "mean",
  const Smoothing extends number = number,
  Weight extends TensorLike = TensorLike,
>(
  logits: Logits,
  target: CrossEntropyTarget<Logits, Target>,
  options?: CrossEntropyOptions<R, Smoothing, ClassWeight<"crossEntropy", Logits, Weight>>,
): TensorOf<Reduced<CrossEntropyShape<Logits, Target>, R>, Logits["dtype"]> {
  const { reduction = "mean", labelSmoothing, ignoreIndex, weight } = optionsOf("crossEntropy", options);
  const scores = requireTensor("crossEntropy", "logits", logits);
  const truth = requireTensor("crossEntropy", "target", target);
  checkDType("crossEntropy", "float", scores.dtype);
  crossEntropyRule(scores.shape as readonly number[], truth.shape as readonly number[]);
  if (truth.rank === scores.rank) checkSameDType("crossEntropy", scores, truth);
  else checkClasses("crossEntropy", truth);
  const smoothing = settingWithin(
    "crossEntropy",
    "labelSmoothing",
    (labelSmoothing ?? 0) as number,
    "from 0 to 1",
  );
  const settings: Settings = {
    weight: weight === undefined ? undefined : requireTensor("crossEntropy", "weight", weight),
    smoothing,
    reduction,
  };
  const losses =
    truth.rank === scores.rank
      ? againstProbabilities(scores, truth, settings)
      : againstClasses("crossEntropy", scores.logSoftmax(1) as Floats, truth, ignoreIndex, settings);
  return losses as unknown as TensorOf<Reduced<CrossEntropyShape<Logits, Target>, R>, Logits["dtype"]>;
}
