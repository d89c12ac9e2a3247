/** Which targets fit which predictions; knows no formula. */

import { ShapeError } from "../base/errors.ts";
import { normalizeAxis } from "./axis.ts";
import { formatShape } from "./format.ts";
import { sameShape } from "./same-shape.ts";

/**
 * The shape of the losses, one for each sample: logits `[n, classes, …]` with class numbers `[n, …]` or with
 * probabilities `[n, classes, …]` give `[n, …]`.
 */
export function crossEntropy(logits: readonly number[], target: readonly number[]): number[] {
  if (logits.length < 2)
    throw new ShapeError(`crossEntropy: logits are [samples, classes, ...], got ${formatShape(logits)}`);
  const samples = logits.toSpliced(1, 1);
  const fits = (shape: readonly number[]) =>
    shape.length === target.length && shape.every((size, axis) => size === target[axis]);
  if (!fits(samples) && !fits(logits))
    throw new ShapeError(
      `crossEntropy: logits ${formatShape(logits)} need classes ${formatShape(samples)} ` +
        `or probabilities ${formatShape(logits)}, got ${formatShape(target)}`,
    );
  return samples;
}

/** The shape of the losses, one for each sample: log-probabilities `[n, classes, …]` with class numbers `[n, …]`. */
export function nll(logProbabilities: readonly number[], classes: readonly number[]): number[] {
  if (logProbabilities.length < 2)
    throw new ShapeError(
      `nll: log-probabilities are [samples, classes, ...], got ${formatShape(logProbabilities)}`,
    );
  const samples = logProbabilities.toSpliced(1, 1);
  if (samples.length !== classes.length || samples.some((size, axis) => size !== classes[axis]))
    throw new ShapeError(
      `nll: log-probabilities ${formatShape(logProbabilities)} need classes ${formatShape(samples)}, ` +
        `got ${formatShape(classes)}`,
    );
  return samples;
}

/** The shape of the similarities of equal shapes along an axis, which goes. */
export function cosineSimilarity(a: readonly number[], b: readonly number[], axis = -1): number[] {
  return sameShape("cosineSimilarity", a, b).toSpliced(normalizeAxis("cosineSimilarity", a, axis), 1);
}
