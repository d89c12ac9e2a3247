/** The functions log, log1p, log2, log10, asinh, acosh and atanh of f64 vectors as polynomials; knows no loop. */

import { doubles } from "../approximation.ts";
import type { FunctionWriter, Local } from "../function-writer.ts";
import { evaluateLogPair, multiplyByPair } from "./pairs.ts";
import { ln2High, ln2Low, takeApart } from "./parts.ts";

const { absolute, add, choose, equal, less, minus, over, polynomial, times, withSignOf } = doubles;

/** (log(1 + f) − 2s) / s³ in s², s = f / (2 + f), for √½ ≤ 1 + f ≤ √2; error of the logarithm 2e-18. */
const logarithm = [
  0.6666666666666734, 0.39999999999414354, 0.2857142874246979, 0.22222198563916742, 0.18183564845631378,
  0.15314036378401302, 0.14796099771869015,
];

/** k·ln 2 + log(1 + rest) + lost = k·ln 2 + f − (½f² − s·(½f² + R(s²))), W. J. Cody's arrangement. */
function joinLogarithm(f: FunctionWriter, high: Local, low: Local, rest: Local): Local {
  const s = over(f, rest, add(f, rest, f.f64(2)));
  const square = times(f, s, s);
  const series = times(f, square, polynomial(f, square, logarithm));
  const half = times(f, f.f64(0.5), times(f, rest, rest));
  const small = add(f, times(f, s, add(f, half, series)), low);
  return add(f, high, minus(f, rest, minus(f, half, small)));
}

/** `value`, computed for positive numbers, made right for all other x: −∞ at 0, NaN below, ∞ and NaN as they are. */
function keepEdges(f: FunctionWriter, x: Local, value: Local): Local {
  const proper = less(f, x, f.f64(Number.POSITIVE_INFINITY));
  const upper = choose(f, proper, value, x);
  const bounded = choose(f, equal(f, x, f.f64(0)), f.f64(Number.NEGATIVE_INFINITY), upper);
  return choose(f, less(f, x, f.f64(0)), f.f64(Number.NaN), bounded);
}

export function evaluateLog(f: FunctionWriter, x: Local): Local {
  const { k, rest } = takeApart(f, x);
  const value = joinLogarithm(f, times(f, k, f.f64(ln2High)), times(f, k, f.f64(ln2Low)), rest);
  return keepEdges(f, x, value);
}

/**
 * log(1 + x) for 0 ≤ x ≤ 1: there u = 1 + x is 2ᵏ·(1 + f) with k of 0 or 1, and what rounding took from x comes back times
 * 1/u ≈ 1 − x + ½x².
 */
export function evaluateLog1pOfUnit(f: FunctionWriter, x: Local): Local {
  const u = add(f, x, f.f64(1));
  const lost = minus(f, x, minus(f, u, f.f64(1)));
  const isUpper = f.vector("f64x2.gt", u, f.f64(Math.SQRT2));
  const rest = choose(f, isUpper, minus(f, times(f, u, f.f64(0.5)), f.f64(1)), minus(f, u, f.f64(1)));
  const inverse = minus(f, f.f64(1), times(f, x, minus(f, f.f64(1), times(f, f.f64(0.5), x))));
  const low = add(f, f.vector("v128.and", isUpper, f.f64(ln2Low)), times(f, lost, inverse));
  return joinLogarithm(f, f.vector("v128.and", isUpper, f.f64(ln2High)), low, rest);
}

/** log u + (x − (u − 1)) / u with u = 1 + x rounded: what rounding took from x comes back. */
export function evaluateLog1p(f: FunctionWriter, x: Local): Local {
  const one = f.f64(1);
  const u = add(f, x, one);
  const { k, rest } = takeApart(f, u, false);
  // Above 1 the 1 is what rounding cut, below it is x.
  const isLarge = less(f, one, x);
  const lost = choose(f, isLarge, minus(f, one, minus(f, u, x)), minus(f, x, minus(f, u, one)));
  const low = add(f, times(f, k, f.f64(ln2Low)), over(f, lost, u));
  const value = joinLogarithm(f, times(f, k, f.f64(ln2High)), low, rest);
  return choose(f, equal(f, x, f.f64(0)), x, keepEdges(f, u, value));
}

/** log x · (1 / log b), both as two doubles; k is added apart, so that powers of two have whole logarithms. */
export function evaluateLog2(f: FunctionWriter, x: Local): Local {
  const { k, rest } = takeApart(f, x);
  const value = multiplyByPair(f, evaluateLogPair(f, null, rest), [Math.LOG2E, 2.0355273740931033e-17]);
  return keepEdges(f, x, add(f, k, value));
}

export function evaluateLog10(f: FunctionWriter, x: Local): Local {
  const { k, rest } = takeApart(f, x);
  const value = multiplyByPair(f, evaluateLogPair(f, k, rest), [Math.LOG10E, 1.098319650216765e-17]);
  return keepEdges(f, x, value);
}

/** log(1 + t), t = |x| + x² / (1 + √(1 + x²)); log |x| + ln 2 for large ones, whose squares leave the doubles. */
export function evaluateAsinh(f: FunctionWriter, x: Local): Local {
  const size = absolute(f, x);
  const isLarge = less(f, f.f64(2 ** 500), size);
  const square = times(f, x, x);
  const root = f.vector("f64x2.sqrt", add(f, square, f.f64(1)));
  const t = add(f, size, over(f, square, add(f, root, f.f64(1))));
  const value = evaluateLog1p(f, choose(f, isLarge, size, t));
  const doubled = f.vector("v128.and", isLarge, f.f64(Math.LN2));
  return withSignOf(f, add(f, value, doubled), x);
}

/** log(1 + t), t = (x − 1) + √(2(x − 1) + (x − 1)²); log x + ln 2 for large ones. */
export function evaluateAcosh(f: FunctionWriter, x: Local): Local {
  const isLarge = less(f, f.f64(2 ** 500), x);
  const above = minus(f, x, f.f64(1));
  const root = f.vector("f64x2.sqrt", add(f, add(f, above, above), times(f, above, above)));
  const value = evaluateLog1p(f, choose(f, isLarge, x, add(f, above, root)));
  const full = add(f, value, f.vector("v128.and", isLarge, f.f64(Math.LN2)));
  return choose(f, less(f, x, f.f64(1)), f.f64(Number.NaN), full);
}

/** ½ log(1 + 2|x| / (1 − |x|)). */
export function evaluateAtanh(f: FunctionWriter, x: Local): Local {
  const size = absolute(f, x);
  const t = over(f, add(f, size, size), minus(f, f.f64(1), size));
  return withSignOf(f, times(f, f.f64(0.5), evaluateLog1p(f, t)), x);
}
