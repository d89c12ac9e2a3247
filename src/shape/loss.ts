/** Which targets fit which predictions; knows no formula. */

import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";

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
