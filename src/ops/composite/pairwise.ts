/** Functions of two operands of one shape, composed from primitives. */

import type { Node } from "../../graph/node.ts";
import { abs, add, exp, log1p, maximum, mul, neg, sub } from "../arithmetic.ts";
import { equal, less, logicalAnd, logicalNot, notEqual, select } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { fmod } from "../rounding.ts";
import { fillLike } from "../sum-expand.ts";

/** a − ⌊a/b⌋·b, with the sign of b (Python's %). */
export function floorMod(a: Node, b: Node): Node {
  checkDType("floorMod", "float", a.dtype);
  const zero = fillLike(0, a);
  const rest = fmod(a, b);
  const differs = notEqual(less(rest, zero), less(b, zero));
  return select(logicalAnd(differs, logicalNot(equal(rest, zero))), add(rest, b), rest);
}

/** (a − b)². */
export function squaredDifference(a: Node, b: Node): Node {
  const difference = sub(a, b);
  return mul(difference, difference);
}

/** log(eᵃ + eᵇ) = max(a, b) + log(1 + e^−|a−b|); equal operands, infinite ones too, count as distance 0. */
export function logAddExp(a: Node, b: Node): Node {
  checkDType("logAddExp", "float", a.dtype);
  const distance = select(equal(a, b), fillLike(0, a), sub(a, b));
  return add(maximum(a, b), log1p(exp(neg(abs(distance)))));
}

/** x above 0, slope·x from there down (He et al. 2015). */
export function prelu(x: Node, slope: Node): Node {
  checkDType("prelu", "float", x.dtype);
  return select(less(fillLike(0, x), x), x, mul(x, slope));
}
