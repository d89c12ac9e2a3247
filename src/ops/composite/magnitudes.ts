/** Reductions to a size or to a truth value, composed from primitives. */

import type { Node } from "../../graph/node.ts";
import { abs, mul, sqrt } from "../arithmetic.ts";
import { cast, equal, logicalNot, notEqual, select } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { fillLike, sum } from "../sum-expand.ts";

/** √x with derivative 0 where x is 0, as where a distance vanishes. */
export function sqrtFlatAtZero(x: Node): Node {
  const zero = fillLike(0, x);
  const vanishes = equal(x, zero);
  return select(vanishes, zero, sqrt(select(vanishes, fillLike(1, x), x)));
}

/** Σ |x|. */
export function l1Norm(input: Node, axes: readonly number[]): Node {
  return sum(abs(input), axes);
}

/** Σ x². */
export function sumOfSquares(input: Node, axes: readonly number[]): Node {
  return sum(mul(input, input), axes);
}

/** √Σ x²; the derivative at the origin is 0. */
export function l2Norm(input: Node, axes: readonly number[]): Node {
  checkDType("l2Norm", "float", input.dtype);
  return axes.length === 0 ? abs(input) : sqrtFlatAtZero(sumOfSquares(input, axes));
}

/** Whether any is true; of nothing, false. */
export function any(input: Node, axes: readonly number[]): Node {
  const count = sum(cast(input, "i32"), axes);
  return notEqual(count, fillLike(0, count));
}

/** Whether all are true; of nothing, true. */
export function all(input: Node, axes: readonly number[]): Node {
  return logicalNot(any(logicalNot(input), axes));
}
