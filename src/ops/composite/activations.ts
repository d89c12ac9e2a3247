/** Functions of one operand composed from primitives: no gradient, shape rule or lowering of their own. */

import { dtypes } from "../../base/dtype.ts";
import type { Node } from "../../graph/node.ts";
import { equal, lessEqual, logicalNot, select } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { add, div, erf, mul, neg, sigmoid, softplus, tanh } from "../elementwise.ts";
import { nonzero, reals } from "../elementwise-row.ts";
import { onFloat, onNumeric } from "../method-row.ts";
import { fill, fillLike } from "../sum-expand.ts";

/** max(x, 0); NaN stays NaN, and the derivative at 0 is 0. */
function relu(x: Node): Node {
  checkDType("relu", "numeric", x.dtype);
  const zero = fillLike(0, x);
  return select(lessEqual(x, zero), zero, x);
}

/** x·σ(x). */
function silu(x: Node): Node {
  return mul(x, sigmoid(x));
}

/** log σ(x) = −log(1 + e⁻ˣ). */
function logSigmoid(x: Node): Node {
  return neg(softplus(neg(x)));
}

/** x·Φ(x) = x/2 · (1 + erf(x/√2)). */
function gelu(x: Node): Node {
  checkDType("gelu", "float", x.dtype);
  const half = mul(x, fillLike(0.5, x));
  return mul(half, add(erf(mul(x, fillLike(Math.SQRT1_2, x))), fillLike(1, x)));
}

/** x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³))). */
function geluTanh(x: Node): Node {
  checkDType("gelu", "float", x.dtype);
  const cubic = mul(fillLike(0.044715, x), mul(x, mul(x, x)));
  const inner = mul(fillLike(Math.sqrt(2 / Math.PI), x), add(x, cubic));
  return mul(mul(x, fillLike(0.5, x)), add(tanh(inner), fillLike(1, x)));
}

/** x². */
function square(x: Node): Node {
  return mul(x, x);
}

/** 1/x. */
function reciprocal(x: Node): Node {
  checkDType("reciprocal", "float", x.dtype);
  return div(fillLike(1, x), x);
}

/** Whether each element is NaN, the one value that differs from itself; whole numbers and truth values never are. */
export function isNaN(x: Node): Node {
  if (!dtypes[x.dtype].float) return fill(0, x.shape, "bool");
  return logicalNot(equal(x, x));
}

/** Methods composed from primitives, without arguments, that keep the shape. */
export const activations = {
  /** max(x, 0); NaN stays NaN, and the derivative at 0 is 0. */
  relu: onNumeric(relu, [nonzero]),
  /** x·σ(x). */
  silu: onFloat(silu, [reals]),
  /** log σ(x), finite for large −x. */
  logSigmoid: onFloat(logSigmoid, [reals]),
  /** x·Φ(x), Φ the normal distribution function. */
  gelu: onFloat(gelu, [reals]),
  /** The same by tanh(√(2/π)·(x + 0.044715·x³)), as many published models use it. */
  geluTanh: onFloat(geluTanh, [reals]),
  /** x². */
  square: onNumeric(square, [reals]),
  /** 1/x. */
  reciprocal: onFloat(reciprocal, [nonzero]),
};
