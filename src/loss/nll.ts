/** The negative log-likelihood of classes whose log-probabilities are given; knows no other loss. */

import { DTypeError } from "../base/errors.ts";
import { gather } from "../ops/index.ts";
import { nll as nllRule } from "../shape/loss.ts";
import type { TensorLike } from "../tensor/index.ts";
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
>(
  logProbabilities: LogProbabilities,
  classes: Classes,
  { reduction }: LossOptions<R> = {},
): TensorOf<Reduced<Classes["shape"], R>, LogProbabilities["dtype"]> {
  const guess = requireTensor("nll", "log-probabilities", logProbabilities);
  const truth = requireTensor("nll", "classes", classes);
  nllRule(guess.shape as readonly number[], truth.shape as readonly number[]);
  if ((classes.dtype as string) !== "i32")
    throw new DTypeError(`nll: classes are i32, got ${classes.dtype} (cast them with .cast("i32"))`);
  const column = handleBehind(truth.expandDims(1) as TensorLike).node;
  const picked = typedNode(gather(handleBehind(guess).node, column, 1, "nll")) as Floats;
  const losses = picked.squeeze(1).neg() as Floats;
  const reduced = reduceLosses("nll", losses, reduction ?? "mean");
  return reduced as unknown as TensorOf<Reduced<Classes["shape"], R>, LogProbabilities["dtype"]>;
}
