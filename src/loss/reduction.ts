/** How single losses become one; knows no loss. */

import type { FloatDType, Shape } from "../../types/index.ts";
import { ValueError } from "../base/errors.ts";
import { checkDType, checkSameDType } from "../ops/index.ts";
import { sameShape } from "../shape/index.ts";
import { isTensor, type Tensor } from "../tensor/index.ts";

/** The mean of all losses (the default), their sum, or each by itself. */
export type Reduction = "mean" | "sum" | "none";

export interface LossOptions<R extends Reduction = Reduction> {
  readonly reduction?: R;
}

/** The shape of reduced losses. */
export type Reduced<S, R extends Reduction> = R extends "none" ? S : [];

/** A float tensor of any shape. */
export type Floats = Tensor<Shape, FloatDType>;

/** Losses reduced as asked, or one clear line. */
export function reduceLosses(op: string, losses: Floats, reduction: Reduction): Floats {
  if (reduction === "mean") return losses.mean() as Floats;
  if (reduction === "sum") return losses.sum() as Floats;
  if (reduction === "none") return losses;
  throw new ValueError(`${op}: unknown reduction ${JSON.stringify(reduction)} (one of mean, sum, none)`);
}

/** Throws unless both are floats of one kind. */
export function checkPair(op: string, prediction: Floats, target: Floats): void {
  checkDType(op, "float", prediction.dtype);
  checkSameDType(op, prediction, target);
}

/** The tensor itself, or one clear line. */
export function requireTensor(op: string, role: string, value: unknown): Floats {
  if (isTensor(value)) return value as unknown as Floats;
  throw new ValueError(`${op}: the ${role} is no tensor (make one with tensor(…))`);
}

/** Two float tensors of one kind and one shape, or one clear line. */
export function requirePair(
  op: string,
  prediction: unknown,
  target: unknown,
  role = "prediction",
): readonly [guess: Floats, truth: Floats] {
  const guess = requireTensor(op, role, prediction);
  const truth = requireTensor(op, "target", target);
  sameShape(op, guess.shape as readonly number[], truth.shape as readonly number[]);
  checkPair(op, guess, truth);
  return [guess, truth];
}
