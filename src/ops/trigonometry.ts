/** The rows of trigonometric and hyperbolic functions beyond sine, cosine and tanh. */

import type { Node } from "../graph/node.ts";
import { add, div, mul, neg, sqrt, sub } from "./arithmetic.ts";
import { type BinaryBuilder, binary, reals, type UnaryBuilder, unary } from "./elementwise-row.ts";
import { fillLike } from "./sum-expand.ts";

const inner = { low: -0.9, high: 0.9 } as const;
const square = (x: Node): Node => mul(x, x);
const one = (like: Node): Node => fillLike(1, like);

export const tan: UnaryBuilder = unary("tan", {
  scalar: Math.tan,
  vjp: (ct, _, y) => mul(ct, add(square(y), one(y))),
  domain: { low: -1.2, high: 1.2 },
  cost: 25,
});

/** asin′(x) = 1/√(1 − x²). */
export const asin: UnaryBuilder = unary("asin", {
  scalar: Math.asin,
  vjp: (ct, x) => div(ct, sqrt(sub(one(x), square(x)))),
  domain: inner,
  cost: 25,
});

/** acos′(x) = −1/√(1 − x²). */
export const acos: UnaryBuilder = unary("acos", {
  scalar: Math.acos,
  vjp: (ct, x) => neg(div(ct, sqrt(sub(one(x), square(x))))),
  domain: inner,
  cost: 25,
});

/** atan′(x) = 1/(1 + x²). */
export const atan: UnaryBuilder = unary("atan", {
  scalar: Math.atan,
  vjp: (ct, x) => div(ct, add(square(x), one(x))),
  domain: reals,
  cost: 25,
});

export const sinh: UnaryBuilder = unary("sinh", {
  scalar: Math.sinh,
  vjp: (ct, x) => mul(ct, cosh(x)),
  domain: reals,
  cost: 25,
});

export const cosh: UnaryBuilder = unary("cosh", {
  scalar: Math.cosh,
  vjp: (ct, x) => mul(ct, sinh(x)),
  domain: reals,
  cost: 25,
});

/** asinh′(x) = 1/√(x² + 1). */
export const asinh: UnaryBuilder = unary("asinh", {
  scalar: Math.asinh,
  vjp: (ct, x) => div(ct, sqrt(add(square(x), one(x)))),
  domain: reals,
  cost: 30,
});

/** acosh′(x) = 1/√(x² − 1). */
export const acosh: UnaryBuilder = unary("acosh", {
  scalar: Math.acosh,
  vjp: (ct, x) => div(ct, sqrt(sub(square(x), one(x)))),
  domain: { low: 1.2, high: 4 },
  cost: 30,
});

/** atanh′(x) = 1/(1 − x²). */
export const atanh: UnaryBuilder = unary("atanh", {
  scalar: Math.atanh,
  vjp: (ct, x) => div(ct, sub(one(x), square(x))),
  domain: inner,
  cost: 30,
});

/** The angle of the point (b, a); its derivative is (b, −a)/(a² + b²). */
export const atan2: BinaryBuilder = binary("atan2", {
  scalar: Math.atan2,
  vjp: (ct, a, b) => {
    const share = div(ct, add(square(a), square(b)));
    return [mul(share, b), neg(mul(share, a))];
  },
  domain: [reals, { low: 0.25, high: 3 }],
  accepts: "float",
  cost: 35,
});
