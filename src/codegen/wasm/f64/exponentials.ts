/** The functions exp, expm1, tanh, sigmoid, softplus, sinh and cosh of f64 vectors as polynomials; knows no loop. */

import { doubles } from "../approximation.ts";
import type { FunctionWriter, Local } from "../function-writer.ts";
import { evaluateLog1pOfUnit } from "./logarithms.ts";
import { ln2High, ln2Low, powerOfTwo, rounder, roundToWhole, scale } from "./parts.ts";

const { absolute, add, choose, clamp, less, minus, over, polynomial, times, withSignOf } = doubles;

/** (eʳ − 1 − r) / r² on |r| ≤ ½ ln 2, relative error of eʳ 1e-17. */
const exponential = [
  0.5000000000000011, 0.16666666666666413, 0.04166666666652987, 0.008333333333494673, 0.0013888888943716109,
  0.00019841269506327443, 2.48014930001218e-5, 2.7557586409677765e-6, 2.7630286675117537e-7,
  2.500011078247892e-8,
];

/** x = n·ln 2 + r, |r| ≤ ½ ln 2: n as it is and behind the bits of 3·2⁵¹, and eʳ⁺ˡ − 1 for a small correction l. */
export function reduceExponent(f: FunctionWriter, x: Local, correction: Local | null = null) {
  const { shifted, whole } = roundToWhole(f, times(f, x, f.f64(Math.LOG2E)));
  const low = times(f, whole, f.f64(ln2Low));
  const subtrahend = correction === null ? low : minus(f, low, correction);
  const r = minus(f, minus(f, x, times(f, whole, f.f64(ln2High))), subtrahend);
  const power = add(f, r, times(f, times(f, r, r), polynomial(f, r, exponential)));
  return { shifted, whole, power };
}

export function evaluateExp(f: FunctionWriter, x: Local): Local {
  const { whole, power } = reduceExponent(f, clamp(f, x, -746, 710));
  return scale(f, add(f, power, f.f64(1)), whole);
}

/** (eˣ − 1)·2⁻ᵇ = 2ⁿ⁻ᵇ·(eʳ − 1 + (1 − 2⁻ⁿ)): exact where n = 0. */
function evaluateScaledExpm1(f: FunctionWriter, x: Local, halvings: number): Local {
  const { whole, power } = reduceExponent(f, clamp(f, x, -40, 711));
  const negated = f.vector("f64x2.pmax", f.vector("f64x2.neg", whole), f.f64(-1000));
  const rest = minus(f, f.f64(1), powerOfTwo(f, add(f, negated, f.f64(rounder))));
  const n = halvings === 0 ? whole : minus(f, whole, f.f64(halvings));
  return scale(f, add(f, power, rest), n);
}

/** The sign bit keeps −0. */
export function evaluateExpm1(f: FunctionWriter, x: Local): Local {
  return withSignOf(f, evaluateScaledExpm1(f, x, 0), x);
}

/** tanh |x| = e / (e + 2) with e = e^(2|x|) − 1; 1 from |x| = 19.1 on. */
export function evaluateTanh(f: FunctionWriter, x: Local): Local {
  const size = absolute(f, x);
  const twice = f.vector("f64x2.pmin", add(f, size, size), f.f64(42));
  const { shifted, power } = reduceExponent(f, twice);
  const factor = powerOfTwo(f, shifted);
  const e = add(f, times(f, power, factor), minus(f, factor, f.f64(1)));
  return withSignOf(f, over(f, e, add(f, e, f.f64(2))), x);
}

/** 1 / (1 + e) for x ≥ 0 and e / (1 + e) below, with e = e^(−|x|). */
export function evaluateSigmoid(f: FunctionWriter, x: Local): Local {
  const e = evaluateExp(f, f.vector("f64x2.neg", absolute(f, x)));
  const top = choose(f, less(f, x, f.f64(0)), e, f.f64(1));
  return over(f, top, add(f, f.f64(1), e));
}

/** max(x, 0) + log(1 + e^(−|x|)). */
export function evaluateSoftplus(f: FunctionWriter, x: Local): Local {
  const e = evaluateExp(f, f.vector("f64x2.neg", absolute(f, x)));
  return add(f, f.vector("f64x2.max", x, f.f64(0)), evaluateLog1pOfUnit(f, e));
}

/** m + m / (2m + 1) with 2m = e^|x| − 1; x itself where x² is nothing, as halves of denormal numbers may be none. */
export function evaluateSinh(f: FunctionWriter, x: Local): Local {
  const half = evaluateScaledExpm1(f, absolute(f, x), 1);
  const size = add(f, half, over(f, half, add(f, add(f, half, half), f.f64(1))));
  const value = choose(f, less(f, half, f.f64(Number.POSITIVE_INFINITY)), size, half);
  return choose(f, less(f, absolute(f, x), f.f64(2 ** -28)), x, withSignOf(f, value, x));
}

/** h + 1 / (4h) with 2h = e^|x|. */
export function evaluateCosh(f: FunctionWriter, x: Local): Local {
  const { whole, power } = reduceExponent(f, clamp(f, absolute(f, x), 0, 711));
  const half = scale(f, add(f, power, f.f64(1)), minus(f, whole, f.f64(1)));
  return add(f, half, over(f, f.f64(0.25), half));
}
