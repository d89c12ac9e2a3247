/** The rows of rounding, of the remainder that goes with it, of logarithms to other bases and of the hypotenuse. */

import { roundHalfEven } from "../base/special-functions.ts";
import { div, mul, neg } from "./arithmetic.ts";
import { equal, select } from "./comparison.ts";
import {
  type BinaryBuilder,
  binary,
  nonzero,
  positive,
  type UnaryBuilder,
  unary,
} from "./elementwise-row.ts";
import { fillLike } from "./sum-expand.ts";

const steps = {
  vjp: null,
  domain: { low: -3, high: 3, avoid: [-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3] },
  smooth: false,
} as const;

/** The smallest whole number that is not smaller. */
export const ceil: UnaryBuilder = unary("ceil", { ...steps, scalar: Math.ceil });

/** The nearest whole number; of two equally near ones, the even one (IEEE 754). */
export const round: UnaryBuilder = unary("round", { ...steps, scalar: roundHalfEven });

/** The whole number next to x on the way to zero. */
export const trunc: UnaryBuilder = unary("trunc", { ...steps, scalar: Math.trunc });

/** a − trunc(a/b)·b, exact, with the sign of a (C's fmod). */
export const fmod: BinaryBuilder = binary("fmod", {
  scalar: (a, b) => a % b,
  vjp: (ct, a, b) => [ct, neg(mul(ct, trunc(div(a, b))))],
  domain: [
    { low: 0.25, high: 0.9 },
    { low: 1, high: 3 },
  ],
  accepts: "float",
  cost: 20,
  smooth: false,
});

export const log2: UnaryBuilder = unary("log2", {
  scalar: Math.log2,
  vjp: (ct, x) => div(ct, mul(x, fillLike(Math.LN2, x))),
  domain: positive,
  cost: 15,
});

export const log10: UnaryBuilder = unary("log10", {
  scalar: Math.log10,
  vjp: (ct, x) => div(ct, mul(x, fillLike(Math.LN10, x))),
  domain: positive,
  cost: 15,
});

/** √(a² + b²) without overflow or underflow on the way; the derivative at the origin is 0. */
export const hypot: BinaryBuilder = binary("hypot", {
  scalar: Math.hypot,
  vjp: (ct, a, b, y) => {
    const zero = fillLike(0, y);
    const share = div(ct, select(equal(y, zero), fillLike(1, y), y));
    return [mul(share, a), mul(share, b)];
  },
  domain: [nonzero, nonzero],
  accepts: "float",
  commutative: true,
  cost: 30,
});
