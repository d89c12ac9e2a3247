/** Cross-entropy from logits; knows no other loss. */

import type { DType } from "../../types/index.ts";
import { DTypeError, ValueError } from "../base/errors.ts";
import { gather } from "../ops/index.ts";
import { crossEntropy as crossEntropyRule, sameShape } from "../shape/index.ts";
import { type Tensor, type TensorLike, where } from "../tensor/index.ts";
import type { CrossEntropyShape, CrossEntropyTarget } from "../tensor/method-types-loss.ts";
import type { TensorOf } from "../tensor/tensor-kinds.ts";
import { handleBehind, typedNode } from "../tensor/typed.ts";
import {
  type Floats,
  type LossOptions,
  type Reduced,
  type Reduction,
  reduceLosses,
  requireTensor,
} from "./reduction.ts";

export interface CrossEntropyOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /** How much each class counts, shape `[classes]`; the mean is then weighted. */
  readonly weight?: TensorLike;
  /** Which part of each target is spread evenly over all classes, 0 by default (Szegedy et al. 2016). */
  readonly labelSmoothing?: number;
  /** A class number whose samples do not count. */
  readonly ignoreIndex?: number;
}

type Classes = Tensor<readonly number[], "i32">;

/** −log p of each sample's class; a class beyond the last is refused when it runs. */
function pickClasses(logProbabilities: Floats, classes: Classes): Floats {
  const picked = gather(
    handleBehind(logProbabilities).node,
    handleBehind(classes.expandDims(1) as TensorLike).node,
    1,
    "crossEntropy",
  );
  return (typedNode(picked) as Floats).squeeze(1).neg() as Floats;
}

/** Class weights laid along axis 1 of the logits. */
function spreadWeight(weight: Floats, logits: Floats): Floats {
  const shape = logits.shape as readonly number[];
  sameShape("crossEntropy", weight.shape as readonly number[], [shape[1]!]);
  return weight.reshape(shape.map((size, axis) => (axis === 1 ? size : 1))) as Floats;
}

interface Settings {
  readonly weight: Floats | undefined;
  readonly smoothing: number;
  readonly reduction: Reduction;
}

/** Losses against class numbers; a weighted mean divides by the weights that took part. */
function againstClasses(
  logits: Floats,
  classes: Classes,
  ignored: number | undefined,
  settings: Settings,
): Floats {
  const { weight, smoothing, reduction } = settings;
  const logProbabilities = logits.logSoftmax(1) as Floats;
  const kept = ignored === undefined ? undefined : classes.notEqual(ignored);
  const safe = (kept === undefined ? classes : kept.where(classes, 0)) as Classes;
  let losses = pickClasses(logProbabilities, safe);
  let counted: Floats | undefined;
  if (weight !== undefined) {
    counted = weight.take(safe) as Floats;
    losses = losses.mul(counted) as Floats;
  }
  if (smoothing > 0) {
    const terms =
      weight === undefined
        ? logProbabilities
        : (logProbabilities.mul(spreadWeight(weight, logits)) as Floats);
    const even = terms.sum(1).mul(-smoothing / (logits.shape[1] as number)) as Floats;
    losses = losses.mul(1 - smoothing).add(even) as Floats;
  }
  if (kept !== undefined) {
    losses = where(kept, losses, 0) as Floats;
    counted = where(kept, counted ?? 1, 0).cast(losses.dtype) as Floats;
  }
  if (counted === undefined || reduction !== "mean") return reduceLosses("crossEntropy", losses, reduction);
  return losses.sum().div(counted.sum()) as Floats;
}

/** Losses against one distribution over classes for each sample. */
function againstProbabilities(
  logits: Floats,
  target: Floats,
  { weight, smoothing, reduction }: Settings,
): Floats {
  const even = smoothing / (logits.shape[1] as number);
  const smooth = smoothing > 0 ? (target.mul(1 - smoothing).add(even) as Floats) : target;
  const weighted = weight === undefined ? smooth : (smooth.mul(spreadWeight(weight, logits)) as Floats);
  const losses = (logits.logSoftmax(1) as Floats).mul(weighted).sum(1).neg() as Floats;
  return reduceLosses("crossEntropy", losses, reduction);
}

/**
 * −Σ target·log softmax(logits), computed through log-sum-exp. Logits are `[samples, classes, …]`; the target is i32 class
 * numbers `[samples, …]` or probabilities of the logits' shape.
 *
 * @throws ShapeError when target and logits do not fit; ValueError when a class number is out of range.
 * @example crossEntropy(net(images), labels).item();
 */
export function crossEntropy<
  Logits extends TensorLike,
  Target extends TensorLike,
  const R extends Reduction = "mean",
>(
  logits: Logits,
  target: CrossEntropyTarget<Logits, Target>,
  options: CrossEntropyOptions<R> = {},
): TensorOf<Reduced<CrossEntropyShape<Logits, Target>, R>, Logits["dtype"]> {
  const { reduction = "mean", labelSmoothing = 0, ignoreIndex, weight } = options;
  const scores = requireTensor("crossEntropy", "logits", logits);
  const truth = requireTensor("crossEntropy", "target", target);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new ValueError(`crossEntropy: labelSmoothing is ${labelSmoothing}, and has to be from 0 to 1`);
  }
  crossEntropyRule(scores.shape as readonly number[], truth.shape as readonly number[]);
  const settings: Settings = {
    weight: weight === undefined ? undefined : requireTensor("crossEntropy", "weight", weight),
    smoothing: labelSmoothing,
    reduction,
  };
  const dtype = truth.dtype as DType;
  const dense = truth.rank === scores.rank;
  if (!dense && dtype !== "i32") {
    throw new DTypeError(`crossEntropy: classes are i32, got ${dtype} (cast them with .cast("i32"))`);
  }
  const losses = dense
    ? againstProbabilities(scores, truth, settings)
    : againstClasses(scores, truth as unknown as Classes, ignoreIndex, settings);
  return losses as unknown as TensorOf<Reduced<CrossEntropyShape<Logits, Target>, R>, Logits["dtype"]>;
}
