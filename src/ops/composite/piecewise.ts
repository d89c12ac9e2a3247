/** Activations with pieces or settings, and functions of one operand next to them, composed from primitives. */

import { dtypes } from "../../base/dtype.ts";
import type { Node } from "../../graph/node.ts";
import { add, div, expm1, maximum, minimum, mul, softplus, sqrt, tanh } from "../arithmetic.ts";
import { equal, less, lessEqual, logicalAnd, select, stopGradient } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { abs } from "../elementwise.ts";
import { nonzero, positive, reals } from "../elementwise-row.ts";
import { onAny, onFloat, onNumeric } from "../method-row.ts";
import { fill, fillLike } from "../sum-expand.ts";
import { isNaN } from "./activations.ts";

const times = (x: Node, factor: number): Node => mul(x, fillLike(factor, x));
const isPositive = (x: Node): Node => less(fillLike(0, x), x);

/** 1/√x. */
function rsqrt(x: Node): Node {
  checkDType("rsqrt", "float", x.dtype);
  return div(fillLike(1, x), sqrt(x));
}

/** min(max(x, 0), 6); the derivative at 0 and 6 is 0. */
function relu6(x: Node): Node {
  checkDType("relu6", "numeric", x.dtype);
  const [zero, six] = [fillLike(0, x), fillLike(6, x)];
  const inside = logicalAnd(less(zero, x), less(x, six));
  return select(inside, x, stopGradient(minimum(maximum(x, zero), six)));
}

/** relu6(x + 3)/6. */
function hardSigmoid(x: Node): Node {
  checkDType("hardSigmoid", "float", x.dtype);
  return times(relu6(add(x, fillLike(3, x))), 1 / 6);
}

/** x·relu6(x + 3)/6. */
function hardSwish(x: Node): Node {
  checkDType("hardSwish", "float", x.dtype);
  return mul(x, hardSigmoid(x));
}

/** x·tanh(log(1 + eˣ)) (Misra 2019); 0 where eˣ is, lest the derivative multiply a huge x by that 0. */
function mish(x: Node): Node {
  checkDType("mish", "float", x.dtype);
  const vanishes = logicalAnd(less(x, fillLike(-746, x)), less(fillLike(Number.NEGATIVE_INFINITY, x), x));
  const kept = select(vanishes, fillLike(0, x), x);
  return mul(kept, tanh(softplus(kept)));
}

/** x/(1 + |x|). */
function softsign(x: Node): Node {
  checkDType("softsign", "float", x.dtype);
  return div(x, add(abs(x), fillLike(1, x)));
}

/** x above 0, scale·(e^(x/width) − 1) from there down; the branch not taken stays finite. */
function exponentialBelow(x: Node, scale: number, width: number): Node {
  const above = isPositive(x);
  const below = select(above, fillLike(0, x), x);
  return select(above, x, times(expm1(div(below, fillLike(width, x))), scale));
}

/** scale·elu(x, α) with the constants that keep activations normalised (Klambauer et al. 2017). */
function selu(x: Node): Node {
  checkDType("selu", "float", x.dtype);
  return times(exponentialBelow(x, 1.6732632423543772, 1), 1.0507009873554805);
}

/** x above 0, α·(eˣ − 1) from there down (Clevert et al. 2016). */
export function elu(x: Node, alpha: number): Node {
  checkDType("elu", "float", x.dtype);
  return exponentialBelow(x, alpha, 1);
}

/** x above 0, α·(e^(x/α) − 1) from there down (Barron 2017). */
export function celu(x: Node, alpha: number): Node {
  checkDType("celu", "float", x.dtype);
  return exponentialBelow(x, alpha, alpha);
}

/** x above 0, α·x from there down. */
export function leakyRelu(x: Node, alpha: number): Node {
  checkDType("leakyRelu", "float", x.dtype);
  return select(isPositive(x), x, times(x, alpha));
}

/** min(max(x, low), high) with an open side where the limit is null; the derivative at the limits is 1. */
export function clip(x: Node, low: number | null, high: number | null): Node {
  checkDType("clip", "numeric", x.dtype);
  let inside: Node | null = null;
  let limited = stopGradient(x);
  if (low !== null) {
    const limit = fillLike(low, x);
    inside = lessEqual(limit, x);
    limited = maximum(limited, limit);
  }
  if (high !== null) {
    const limit = fillLike(high, x);
    const below = lessEqual(x, limit);
    inside = inside === null ? below : logicalAnd(inside, below);
    limited = minimum(limited, limit);
  }
  return inside === null ? x : select(inside, x, limited);
}

/** Whether each element is neither infinite nor NaN; whole numbers and truth values always are. */
function isFinite(x: Node): Node {
  if (!dtypes[x.dtype].float) return fill(1, x.shape, "bool");
  return less(abs(x), fillLike(Number.POSITIVE_INFINITY, x));
}

/** Whether each element is infinite; whole numbers and truth values never are. */
function isInfinite(x: Node): Node {
  if (!dtypes[x.dtype].float) return fill(0, x.shape, "bool");
  return equal(abs(x), fillLike(Number.POSITIVE_INFINITY, x));
}

/** Truth values about single elements, without arguments. */
export const tests = {
  /** Whether an element is NaN. */
  isNaN: onAny(isNaN, [reals], false),
  /** Whether an element is neither infinite nor NaN. */
  isFinite: onAny(isFinite, [reals], false),
  /** Whether an element is ∞ or −∞. */
  isInfinite: onAny(isInfinite, [reals], false),
};

const kinks = { low: -5, high: 8, avoid: [-3, 0, 3, 6] } as const;

/** More methods without arguments that keep the shape. */
export const piecewise = {
  /** 1/√x. */
  rsqrt: onFloat(rsqrt, [positive]),
  /** min(max(x, 0), 6); the derivative at 0 and 6 is 0. */
  relu6: onNumeric(relu6, [kinks]),
  /** x above 0, and a curve below that keeps activations normalised (Klambauer et al. 2017). */
  selu: onFloat(selu, [nonzero]),
  /** x·tanh(log(1 + eˣ)) (Misra 2019). */
  mish: onFloat(mish, [reals]),
  /** relu6(x + 3)/6. */
  hardSigmoid: onFloat(hardSigmoid, [kinks]),
  /** x·relu6(x + 3)/6. */
  hardSwish: onFloat(hardSwish, [kinks]),
  /** x/(1 + |x|). */
  softsign: onFloat(softsign, [nonzero]),
};
