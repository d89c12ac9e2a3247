/** How far two distributions, or two directions, are apart; knows no other loss. */

import type { CosineSimilarity } from "../../types/index.ts";
import type { SameShape } from "../../types/same-shape.ts";
import { ValueError } from "../base/errors.ts";
import { optionsOf } from "../base/options.ts";
import { cosineSimilarity as cosineSimilarityRule } from "../shape/loss.ts";
import { type TensorLike, where } from "../tensor/index.ts";
import type { LossTarget } from "../tensor/method-types-loss.ts";
import type { Resolve, TensorOf } from "../tensor/tensor-kinds.ts";
import {
  checkPair,
  type Floats,
  type Reduced,
  type Reduction,
  reduceLosses,
  requirePair,
  requireTensor,
} from "./reduction.ts";

export interface KlDivergenceOptions<R = Reduction | "batchMean"> {
  /** The mean of all terms (the default), their sum, each by itself, or the sum divided by the first size. */
  readonly reduction?: R;
}

/** A reduction, if there is a batch where it needs one, or the message. */
type FitBatch<R extends Reduction | "batchMean", S> = [R, S] extends ["batchMean", readonly []]
  ? 'klDivergence: the reduction "batchMean" needs a batch, got a scalar'
  : R;

/** The shape of a divergence once it is reduced. */
type ReducedDivergence<S, R extends Reduction | "batchMean"> = R extends Reduction ? Reduced<S, R> : [];

/**
 * p·(log p − log q) of log-probabilities log q and probabilities p, 0 where p is 0 (Kullback & Leibler 1951).
 *
 * @throws ShapeError when the shapes differ.
 * @example klDivergence(logits.logSoftmax(1), target, { reduction: "batchMean" }).item();
 */
export function klDivergence<
  LogQ extends TensorLike,
  P extends TensorLike,
  const R extends Reduction | "batchMean" = "mean",
>(
  logQ: LogQ,
  p: LossTarget<"klDivergence", SameShape<"klDivergence", LogQ["shape"], P["shape"]>, LogQ, P>,
  options?: KlDivergenceOptions<FitBatch<R, LogQ["shape"]>>,
): TensorOf<ReducedDivergence<LogQ["shape"], R>, LogQ["dtype"]> {
  const { reduction } = optionsOf("klDivergence", options);
  const op = "klDivergence";
  const [guess, truth] = requirePair(op, logQ, p, "log-probabilities");
  const possible = truth.greater(0);
  const logP = where(possible, truth, 1).log() as Floats;
  const terms = where(possible, truth.mul(logP), 0).sub(truth.mul(guess)) as Floats;
  const way = (reduction ?? "mean") as Reduction | "batchMean";
  if (way !== "batchMean")
    return reduceLosses(op, terms, way) as unknown as TensorOf<
      ReducedDivergence<LogQ["shape"], R>,
      LogQ["dtype"]
    >;
  if (guess.rank === 0) throw new ValueError(`${op}: the reduction "batchMean" needs a batch, got a scalar`);
  const total = terms.sum().div(guess.shape[0] as number) as Floats;
  return total as unknown as TensorOf<ReducedDivergence<LogQ["shape"], R>, LogQ["dtype"]>;
}

export interface CosineSimilarityOptions<Axis extends number = number> {
  /** The axis along which vectors lie, the last by default. */
  readonly axis?: Axis;
  /** The smallest length that is divided by. */
  readonly epsilon?: number;
}

/**
 * a·b/(max(‖a‖, ε)·max(‖b‖, ε)) along an axis: 1 for one direction, 0 for right angles, −1 for opposite ones.
 *
 * @throws ShapeError when the shapes differ or the axis is out of range.
 * @example cosineSimilarity(tensor([1, 0]), tensor([1, 1])).item(); // 0.7071…
 */
export function cosineSimilarity<A extends TensorLike, B extends TensorLike, const Axis extends number = -1>(
  a: A,
  b: LossTarget<"cosineSimilarity", CosineSimilarity<A["shape"], B["shape"], Axis>, A, B>,
  options?: CosineSimilarityOptions<Axis>,
): TensorOf<Resolve<CosineSimilarity<A["shape"], B["shape"], Axis>>, A["dtype"]> {
  const op = "cosineSimilarity";
  const { epsilon = 1e-8, ...along } = optionsOf(op, options, { epsilon: "number" });
  const axis: number = along.axis ?? -1;
  const left = requireTensor(op, "first operand", a);
  const right = requireTensor(op, "second operand", b);
  cosineSimilarityRule(left.shape as readonly number[], right.shape as readonly number[], axis);
  checkPair(op, left, right);
  const length = (x: Floats): Floats => (x.l2Norm(axis) as Floats).maximum(epsilon) as Floats;
  const lengths = length(left).mul(length(right)) as Floats;
  const similarity = (left.mul(right) as Floats).sum(axis).div(lengths) as Floats;
  return similarity as unknown as TensorOf<
    Resolve<CosineSimilarity<A["shape"], B["shape"], Axis>>,
    A["dtype"]
  >;
}
