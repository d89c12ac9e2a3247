/** Cross-entropy of yes-or-no targets, from logits or from probabilities; knows no other loss. */

import type { SameShape } from "../../types/same-shape.ts";
import { ValueError } from "../base/errors.ts";
import { optionsOf } from "../base/options.ts";
import { checkSameDType } from "../ops/index.ts";
import { broadcast, sameShape } from "../shape/index.ts";
import { type TensorLike, where } from "../tensor/index.ts";
import type { LossTarget, PositiveWeight } from "../tensor/method-types-loss.ts";
import type { TensorOf } from "../tensor/tensor-kinds.ts";
import {
  type Floats,
  type LossOptions,
  type Reduced,
  type Reduction,
  reduceLosses,
  requirePair,
  requireTensor,
} from "./reduction.ts";

export interface BinaryCrossEntropyOptions<
  R extends Reduction = Reduction,
  Weight = TensorLike,
  From extends "logits" | "probabilities" = "logits" | "probabilities",
> extends LossOptions<R> {
  /** Whether predictions are logits (the default) or probabilities in [0, 1]. */
  readonly from?: From;
  /** How much a target of 1 counts against a target of 0; broadcasts against the targets, logits only. */
  readonly positiveWeight?: Weight;
}

/** What targets of 1 count, if it goes with the predictions and fits the targets, or the message. */
type WeightOf<From, Target extends TensorLike, Weight extends TensorLike> = [From] extends ["probabilities"]
  ? WeightOfProbabilities
  : PositiveWeight<"binaryCrossEntropy", Target, Weight>;

type WeightOfProbabilities =
  "binaryCrossEntropy: positiveWeight goes with logits, got probabilities (leave it out, or pass logits)";

/** (1 − t)·x + (1 + (w − 1)·t)·log(1 + e⁻ˣ): finite for every x. */
function fromLogits(x: Floats, t: Floats, weight: Floats | undefined): Floats {
  if (weight === undefined) return x.softplus().sub(x.mul(t)) as Floats;
  const factor = weight.sub(1).mul(t).add(1);
  return t.neg().add(1).mul(x).add(x.neg().softplus().mul(factor)) as Floats;
}

/** log p, but never below −100, as PyTorch has it; the slope there is that of p = 10⁻¹², so that learning goes on. */
function clampedLog(p: Floats): Floats {
  const floor = 1e-12;
  const small = p.less(Math.exp(-100));
  const slope = p.sub(p.detach()).div(floor);
  return where(small, slope.sub(100), where(small, p.detach().mul(0).add(1), p).log()) as Floats;
}

/** −t·log p − (1 − t)·log(1 − p). */
function fromProbabilities(p: Floats, t: Floats): Floats {
  const complement = p.neg().add(1) as Floats;
  return t
    .mul(clampedLog(p))
    .add(t.neg().add(1).mul(clampedLog(complement)))
    .neg() as Floats;
}

/**
 * −t·log σ(x) − (1 − t)·log(1 − σ(x)) for logits x, computed so that large logits stay finite; or the same of
 * probabilities, with `from: "probabilities"`.
 *
 * @throws ShapeError when the shapes differ.
 * @example binaryCrossEntropy(logits, target).item();
 */
export function binaryCrossEntropy<
  Prediction extends TensorLike,
  Target extends TensorLike,
  const R extends Reduction = "mean",
  Weight extends TensorLike = TensorLike,
  const From extends "logits" | "probabilities" = "logits",
>(
  prediction: Prediction,
  target: LossTarget<
    "binaryCrossEntropy",
    SameShape<"binaryCrossEntropy", Prediction["shape"], Target["shape"]>,
    Prediction,
    Target
  >,
  options?: BinaryCrossEntropyOptions<R, WeightOf<From, Target, Weight>, From>,
): TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]> {
  const op = "binaryCrossEntropy";
  const { reduction, positiveWeight, from: source } = optionsOf(op, options);
  const from: "logits" | "probabilities" = source ?? "logits";
  const [guess, truth] = requirePair(op, prediction, target);
  if (from !== "logits" && from !== "probabilities") {
    throw new ValueError(`${op}: unknown source ${JSON.stringify(from)} (one of logits, probabilities)`);
  }
  if (from === "probabilities" && positiveWeight !== undefined) {
    throw new ValueError(
      "binaryCrossEntropy: positiveWeight goes with logits, got probabilities (leave it out, or pass logits)" satisfies WeightOfProbabilities,
    );
  }
  const weight =
    positiveWeight === undefined ? undefined : requireTensor(op, "positiveWeight", positiveWeight);
  if (weight !== undefined) {
    const targets = truth.shape as readonly number[];
    sameShape(op, broadcast(op, targets, weight.shape as readonly number[]), targets);
    checkSameDType(op, truth, weight);
  }
  const losses = from === "logits" ? fromLogits(guess, truth, weight) : fromProbabilities(guess, truth);
  const reduced = reduceLosses(op, losses, reduction ?? "mean");
  return reduced as unknown as TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]>;
}
