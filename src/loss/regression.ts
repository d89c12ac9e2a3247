/** Losses of a difference between numbers: absolute, Huber's and the smooth one; knows no other loss. */

import type { SameShape } from "../../types/same-shape.ts";
import { optionsOf } from "../base/options.ts";
import { settingWithin } from "../shape/index.ts";
import { type TensorLike, where } from "../tensor/index.ts";
import type { InRange } from "../tensor/method-types-layer-settings.ts";
import type { LossTarget } from "../tensor/method-types-loss.ts";
import type { TensorOf } from "../tensor/tensor-kinds.ts";
import {
  type Floats,
  type LossOptions,
  type Reduced,
  type Reduction,
  reduceLosses,
  requirePair,
} from "./reduction.ts";

export interface HuberOptions<R extends Reduction = Reduction, Delta extends number = number>
  extends LossOptions<R> {
  /** Where the square ends and the straight line begins, 1 by default. */
  readonly delta?: InRange<"huber", "delta", Delta, "a positive number">;
}

export interface SmoothL1Options<R extends Reduction = Reduction, Beta extends number = number>
  extends LossOptions<R> {
  /** Where the square ends and the straight line begins, 1 by default. */
  readonly beta?: InRange<"smoothL1", "beta", Beta, "at least 0 and finite">;
}

/** prediction − target, both of one shape. */
function subtract(op: string, prediction: TensorLike, target: TensorLike): Floats {
  const [guess, truth] = requirePair(op, prediction, target);
  return guess.sub(truth) as Floats;
}

/** d²/2 for |d| ≤ limit, limit·(|d| − limit/2) beyond. */
function squareThenLine(difference: Floats, limit: number): Floats {
  const size = difference.abs() as Floats;
  const line = size.sub(limit / 2).mul(limit) as Floats;
  return where(size.lessEqual(limit), difference.square().mul(0.5), line) as Floats;
}

/**
 * |prediction − target|, averaged; the derivative at 0 is 0.
 *
 * @throws ShapeError when the shapes differ.
 * @example meanAbsoluteError(tensor([1, 2]), tensor([1, 4])).item(); // 1
 */
export function meanAbsoluteError<
  Prediction extends TensorLike,
  Target extends TensorLike,
  const R extends Reduction = "mean",
>(
  prediction: Prediction,
  target: LossTarget<
    "meanAbsoluteError",
    SameShape<"meanAbsoluteError", Prediction["shape"], Target["shape"]>,
    Prediction,
    Target
  >,
  options?: LossOptions<R>,
): TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]> {
  const { reduction } = optionsOf("meanAbsoluteError", options);
  const difference = subtract("meanAbsoluteError", prediction, target as TensorLike);
  const reduced = reduceLosses("meanAbsoluteError", difference.abs() as Floats, reduction ?? "mean");
  return reduced as unknown as TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]>;
}

/**
 * d²/2 for differences up to `delta`, delta·(|d| − delta/2) beyond (Huber 1964).
 *
 * @throws ShapeError when the shapes differ; ValueError when `delta` is not positive.
 * @example huber(logits, target, { delta: 2 }).item();
 */
export function huber<
  Prediction extends TensorLike,
  Target extends TensorLike,
  const R extends Reduction = "mean",
  const Delta extends number = number,
>(
  prediction: Prediction,
  target: LossTarget<"huber", SameShape<"huber", Prediction["shape"], Target["shape"]>, Prediction, Target>,
  options?: HuberOptions<R, Delta>,
): TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]> {
  const { reduction, delta } = optionsOf("huber", options);
  const difference = subtract("huber", prediction, target as TensorLike);
  const limit = settingWithin("huber", "delta", (delta ?? 1) as number, "a positive number");
  const losses = squareThenLine(difference, limit);
  const reduced = reduceLosses("huber", losses, reduction ?? "mean");
  return reduced as unknown as TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]>;
}

/**
 * d²/(2·beta) for differences up to `beta`, |d| − beta/2 beyond (Girshick 2015); |d| for a `beta` of 0.
 *
 * @throws ShapeError when the shapes differ; ValueError when `beta` is negative.
 * @example smoothL1(logits, target).item();
 */
export function smoothL1<
  Prediction extends TensorLike,
  Target extends TensorLike,
  const R extends Reduction = "mean",
  const Beta extends number = number,
>(
  prediction: Prediction,
  target: LossTarget<
    "smoothL1",
    SameShape<"smoothL1", Prediction["shape"], Target["shape"]>,
    Prediction,
    Target
  >,
  options?: SmoothL1Options<R, Beta>,
): TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]> {
  const { reduction, beta } = optionsOf("smoothL1", options);
  const difference = subtract("smoothL1", prediction, target as TensorLike);
  const limit = settingWithin("smoothL1", "beta", (beta ?? 1) as number, "at least 0 and finite");
  const losses = limit === 0 ? difference.abs() : squareThenLine(difference, limit).div(limit);
  const reduced = reduceLosses("smoothL1", losses as Floats, reduction ?? "mean");
  return reduced as unknown as TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]>;
}
