/** The negative log-likelihood of classes whose log-probabilities are given; knows no other loss. */

import { optionsOf } from "../base/options.ts";
import { checkDType } from "../ops/index.ts";
import { nll as nllRule } from "../shape/loss.ts";
import type { TensorLike } from "../tensor/index.ts";
import type { ClassWeight, NllClasses } from "../tensor/method-types-loss.ts";
import type { TensorOf } from "../tensor/tensor-kinds.ts";
import { againstClasses, type Settings } from "./class-losses.ts";
import { type LossOptions, type Reduced, type Reduction, requireTensor } from "./reduction.ts";

export interface NllOptions<R extends Reduction = Reduction, Weight = TensorLike> extends LossOptions<R> {
  /** How much each class counts, shape `[classes]`; the mean is then weighted. */
  readonly weight?: Weight;
  /** A class number whose samples do not count. */
  readonly ignoreIndex?: number;
}

/**
 * −log p of each sample's class: log-probabilities `[samples, classes, …]`, i32 classes `[samples, …]`.
 *
 * @throws ShapeError when the two do not fit; ValueError when a class number is out of range.
 * @example nll(logits.logSoftmax(1), labels).item();
 */
export function nll<
  LogProbabilities extends TensorLike,
  Classes extends TensorLike,
  const R extends Reduction = "mean",
  Weight extends TensorLike = TensorLike,
>(
  logProbabilities: LogProbabilities,
  classes: NllClasses<LogProbabilities, Classes>,
  options?: NllOptions<R, ClassWeight<"nll", LogProbabilities, Weight>>,
): TensorOf<Reduced<Classes["shape"], R>, LogProbabilities["dtype"]> {
  const { reduction, weight, ignoreIndex } = optionsOf("nll", options);
  const guess = requireTensor("nll", "log-probabilities", logProbabilities);
  const truth = requireTensor("nll", "classes", classes);
  checkDType("nll", "float", guess.dtype);
  nllRule(guess.shape as readonly number[], truth.shape as readonly number[]);
  const settings: Settings = {
    weight: weight === undefined ? undefined : requireTensor("nll", "weight", weight),
    smoothing: 0,
    reduction: reduction ?? "mean",
  };
  const reduced = againstClasses("nll", guess, truth, ignoreIndex, settings);
  return reduced as unknown as TensorOf<Reduced<Classes["shape"], R>, LogProbabilities["dtype"]>;
}
