/** Losses of a difference between numbers: absolute, Huber's and the smooth one; knows no other loss. */

import type { SameShape } from "../../types/same-shape.ts";
import { ValueError } from "../base/errors.ts";
import { sameShape } from "../shape/index.ts";
import { type TensorLike, where } from "../tensor/index.ts";
import type { Fits, TensorOf } from "../tensor/tensor-kinds.ts";
import {
  type Floats,
  type LossOptions,
  type Reduced,
  type Reduction,
  reduceLosses,
  requireTensor,
} from "./reduction.ts";

export interface HuberOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /** Where the square ends and the straight line begins, 1 by default. */
  readonly delta?: number;
}

export interface SmoothL1Options<R extends Reduction = Reduction> extends LossOptions<R> {
  /** Where the square ends and the straight line begins, 1 by default. */
  readonly beta?: number;
}

/** prediction − target, both of one shape. */
function subtract(op: string, prediction: TensorLike, target: TensorLike): Floats {
  const guess = requireTensor(op, "prediction", prediction);
  const truth = requireTensor(op, "target", target);
  sameShape(op, guess.shape as readonly number[], truth.shape as readonly number[]);
  return guess.sub(truth) as Floats;
}

/** d²/2 for |d| ≤ limit, limit·(|d| − limit/2) beyond. */
function squareThenLine(difference: Floats, limit: number): Floats {
  const size = difference.abs() as Floats;
  const line = size.sub(limit / 2).mul(limit) as Floats;
  return where(size.lessEqual(limit), difference.square().mul(0.5), line) as Floats;
}

function requirePositive(op: string, name: string, value: number): void {
  if (!(value > 0) || value === Number.POSITIVE_INFINITY)
    throw new ValueError(`${op}: ${name} is ${value}, and has to be a positive number`);
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
  target: Fits<SameShape<"meanAbsoluteError", Prediction["shape"], Target["shape"]>, Target>,
  { reduction }: LossOptions<R> = {},
): TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]> {
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
>(
  prediction: Prediction,
  target: Fits<SameShape<"huber", Prediction["shape"], Target["shape"]>, Target>,
  { reduction, delta = 1 }: HuberOptions<R> = {},
): TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]> {
  requirePositive("huber", "delta", delta);
  const losses = squareThenLine(subtract("huber", prediction, target as TensorLike), delta);
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
>(
  prediction: Prediction,
  target: Fits<SameShape<"smoothL1", Prediction["shape"], Target["shape"]>, Target>,
  { reduction, beta = 1 }: SmoothL1Options<R> = {},
): TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]> {
  if (beta !== 0) requirePositive("smoothL1", "beta", beta);
  const difference = subtract("smoothL1", prediction, target as TensorLike);
  const losses = beta === 0 ? difference.abs() : squareThenLine(difference, beta).div(beta);
  const reduced = reduceLosses("smoothL1", losses as Floats, reduction ?? "mean");
  return reduced as unknown as TensorOf<Reduced<Prediction["shape"], R>, Prediction["dtype"]>;
}
