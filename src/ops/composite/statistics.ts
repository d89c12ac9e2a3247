/** Reductions composed from primitives: averages, spread and log-sum-exp. */

import type { Node } from "../../graph/node.ts";
import { equal, select, stopGradient } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { abs, add, div, exp, log, mul, sub } from "../elementwise.ts";
import { reshape } from "../movement.ts";
import { max } from "../reduction.ts";
import { collapseAxes, expand, fillLike, sum } from "../sum-expand.ts";
import { sqrtFlatAtZero } from "./magnitudes.ts";

/** How many elements fold into one. */
export function countFolded(shape: readonly number[], axes: readonly number[]): number {
  return axes.reduce((count, axis) => count * shape[axis]!, 1);
}

/** A reduced node laid over its input's shape again. */
export function spreadOver(reduced: Node, input: Node, axes: readonly number[]): Node {
  return expand(reshape(reduced, collapseAxes(input.shape, axes)), input.shape);
}

/** The arithmetic mean; of nothing, NaN. */
export function mean(input: Node, axes: readonly number[]): Node {
  checkDType("mean", "float", input.dtype);
  const total = sum(input, axes);
  return div(total, fillLike(countFolded(input.shape, axes), total));
}

/** Σ(x − mean)² / (n − correction); with nothing left to divide by, NaN or infinity as the division gives. */
export function variance(input: Node, axes: readonly number[], correction: number): Node {
  checkDType("var", "float", input.dtype);
  const centred = sub(input, spreadOver(mean(input, axes), input, axes));
  const total = sum(mul(centred, centred), axes);
  return div(total, fillLike(Math.max(0, countFolded(input.shape, axes) - correction), total));
}

/** The square root of the variance; where that is 0 the derivative is 0, not the infinite slope of the root. */
export function standardDeviation(input: Node, axes: readonly number[], correction: number): Node {
  return sqrtFlatAtZero(variance(input, axes, correction));
}

/** The largest element over the axes with infinities replaced by zero, held fixed: what exponents are taken relative to. */
export function stableShift(input: Node, axes: readonly number[]): Node {
  const top = stopGradient(max(input, axes));
  const infinite = equal(abs(top), fillLike(Number.POSITIVE_INFINITY, top));
  return select(infinite, fillLike(0, top), top);
}

/** log Σ eˣ = m + log Σ e^(x−m) with m = max x, so that large x stay finite; of nothing, −∞. */
export function logSumExp(input: Node, axes: readonly number[]): Node {
  checkDType("logSumExp", "float", input.dtype);
  if (countFolded(input.shape, axes) === 0) return log(sum(input, axes));
  const shift = stableShift(input, axes);
  const total = sum(exp(sub(input, spreadOver(shift, input, axes))), axes);
  return add(log(total), shift);
}
