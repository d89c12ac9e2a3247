/** The rows of arithmetic and of the common functions of real numbers; a row is the whole truth about one of them. */

import {
  erf as erfOf,
  pow as powOf,
  sigmoid as sigmoidOf,
  softplus as softplusOf,
} from "../base/special-functions.ts";
import type { Node } from "../graph/node.ts";
import { equal, less, lessEqual, logicalAnd, select } from "./comparison.ts";
import {
  type BinaryBuilder,
  binary,
  nonzero,
  positive,
  reals,
  type UnaryBuilder,
  unary,
} from "./elementwise-row.ts";
import { uniformValue } from "./leaves.ts";
import { fillLike } from "./sum-expand.ts";

export const add: BinaryBuilder = binary("add", {
  scalar: (a, b) => a + b,
  vjp: (ct) => [ct, ct],
  domain: [reals, reals],
  commutative: true,
  neutral: { left: -0, right: -0 }, // x + −0 is x even for x = −0
});

export const sub: BinaryBuilder = binary("sub", {
  scalar: (a, b) => a - b,
  vjp: (ct) => [ct, neg(ct)],
  domain: [reals, reals],
  neutral: { right: 0 },
});

export const mul: BinaryBuilder = binary("mul", {
  scalar: (a, b) => a * b,
  wrapping: Math.imul,
  vjp: (ct, a, b) => [mul(ct, b), mul(ct, a)],
  domain: [reals, reals],
  commutative: true,
  neutral: { left: 1, right: 1 },
});

export const div: BinaryBuilder = binary("div", {
  scalar: (a, b) => a / b,
  vjp: (ct, _, b, y) => [div(ct, b), neg(div(mul(ct, y), b))],
  domain: [reals, nonzero],
  accepts: "float",
  neutral: { right: 1 },
  cost: 4,
});

/** aᵇ; ∂a = b·aᵇ⁻¹ and 0 where b = 0; ∂b = aᵇ·log a and 0 where a = 0 and b ≥ 0. */
export const pow: BinaryBuilder = binary("pow", {
  scalar: powOf,
  vjp: (ct, a, b, y) => {
    const zero = fillLike(0, a);
    const flat = logicalAnd(equal(a, zero), lessEqual(zero, b));
    return [
      select(equal(b, zero), zero, mul(ct, mul(b, pow(a, sub(b, fillLike(1, b)))))),
      select(flat, zero, mul(ct, mul(y, log(a)))),
    ];
  },
  domain: [positive, reals],
  accepts: "float",
  neutral: { right: 1 },
  specialize: ({ inputs: [base, exponent] }) =>
    powers.get(uniformValue(exponent!) ?? Number.NaN)?.(base!) ?? null,
  cost: 40,
});

/** Exponents whose power is a few products, exactly as pow rounds them: x⁰ is 1 even for NaN. */
const powers: ReadonlyMap<number, (x: Node) => Node> = new Map([
  [0, (x: Node) => fillLike(1, x)],
  [2, (x: Node) => mul(x, x)],
  [-1, (x: Node) => div(fillLike(1, x), x)],
]);

/** The larger one, NaN if either is; a tie gives half the cotangent to each side. */
export const maximum: BinaryBuilder = binary("maximum", {
  scalar: Math.max,
  vjp: (ct, a, b) => [shareOf(less(a, b), equal(a, b), ct), shareOf(less(b, a), equal(a, b), ct)],
  domain: [reals, reals],
  commutative: true,
});

/** The smaller one, NaN if either is; a tie gives half the cotangent to each side. */
export const minimum: BinaryBuilder = binary("minimum", {
  scalar: Math.min,
  vjp: (ct, a, b) => [shareOf(less(b, a), equal(a, b), ct), shareOf(less(a, b), equal(a, b), ct)],
  domain: [reals, reals],
  commutative: true,
});

/** Nothing to the loser, half to each side of a tie, all to the winner (and to both where NaN forbids comparing). */
function shareOf(loses: Node, ties: Node, cotangent: Node): Node {
  const half = mul(cotangent, fillLike(0.5, cotangent));
  return select(loses, fillLike(0, cotangent), select(ties, half, cotangent));
}

export const neg: UnaryBuilder = unary("neg", {
  scalar: (x) => -x,
  vjp: (ct) => neg(ct),
  domain: reals,
  accepts: "numeric",
  selfInverse: true,
});

export const abs: UnaryBuilder = unary("abs", {
  scalar: Math.abs,
  vjp: (ct, x) => mul(ct, sign(x)),
  domain: nonzero,
  accepts: "numeric",
});

export const sign: UnaryBuilder = unary("sign", {
  scalar: Math.sign,
  vjp: null,
  domain: nonzero,
  accepts: "numeric",
  smooth: false,
});

export const exp: UnaryBuilder = unary("exp", {
  scalar: Math.exp,
  vjp: (ct, _, y) => mul(ct, y),
  domain: reals,
  cost: 15,
});

export const expm1: UnaryBuilder = unary("expm1", {
  scalar: Math.expm1,
  vjp: (ct, _, y) => mul(ct, add(y, fillLike(1, y))),
  domain: reals,
  cost: 20,
});

export const log: UnaryBuilder = unary("log", {
  scalar: Math.log,
  vjp: (ct, x) => div(ct, x),
  domain: positive,
  cost: 15,
});

export const log1p: UnaryBuilder = unary("log1p", {
  scalar: Math.log1p,
  vjp: (ct, x) => div(ct, add(x, fillLike(1, x))),
  domain: positive,
  cost: 20,
});

export const sqrt: UnaryBuilder = unary("sqrt", {
  scalar: Math.sqrt,
  vjp: (ct, _, y) => div(mul(ct, fillLike(0.5, y)), y),
  domain: positive,
  cost: 4,
});

export const sin: UnaryBuilder = unary("sin", {
  scalar: Math.sin,
  vjp: (ct, x) => mul(ct, cos(x)),
  domain: reals,
  cost: 20,
});

export const cos: UnaryBuilder = unary("cos", {
  scalar: Math.cos,
  vjp: (ct, x) => neg(mul(ct, sin(x))),
  domain: reals,
  cost: 20,
});

export const tanh: UnaryBuilder = unary("tanh", {
  scalar: Math.tanh,
  vjp: (ct, _, y) => mul(ct, sub(fillLike(1, y), mul(y, y))),
  domain: reals,
  cost: 25,
});

/** 1 / (1 + e⁻ˣ). */
export const sigmoid: UnaryBuilder = unary("sigmoid", {
  scalar: sigmoidOf,
  vjp: (ct, _, y) => mul(ct, mul(y, sub(fillLike(1, y), y))),
  decompose: ({ inputs: [x] }) => {
    const power = exp(neg(abs(x!))); // at most 1, so nothing overflows
    const one = fillLike(1, x!);
    return div(select(less(x!, fillLike(0, x!)), power, one), add(one, power));
  },
  domain: reals,
  cost: 20,
});

/** log(1 + eˣ). */
export const softplus: UnaryBuilder = unary("softplus", {
  scalar: softplusOf,
  vjp: (ct, x) => mul(ct, sigmoid(x)),
  decompose: ({ inputs: [x] }) => add(maximum(x!, fillLike(0, x!)), log1p(exp(neg(abs(x!))))),
  domain: reals,
  cost: 35,
});

/** erf′(x) = 2/√π · e^(−x²). */
export const erf: UnaryBuilder = unary("erf", {
  scalar: erfOf,
  vjp: (ct, x) => mul(ct, mul(fillLike(2 / Math.sqrt(Math.PI), x), exp(neg(mul(x, x))))),
  domain: reals,
  cost: 60,
});

export const floor: UnaryBuilder = unary("floor", {
  scalar: Math.floor,
  vjp: null,
  domain: { low: -3, high: 3, avoid: [-3, -2, -1, 0, 1, 2, 3] },
  smooth: false,
});
