/** The functions pow, hypot and fmod of f64 vectors; knows no loop over elements. */

import { doubles } from "../approximation.ts";
import type { FunctionWriter, Local } from "../function-writer.ts";
import { reduceExponent } from "./exponentials.ts";
import { evaluateLogPair, multiplyExactly } from "./pairs.ts";
import { scale, takeApart } from "./parts.ts";

const { absolute, add, choose, clamp, equal, less, minus, over, times, withSignOf } = doubles;

const infinity = Number.POSITIVE_INFINITY;
/** Exponents beyond this give 0, 1 or infinity whatever the base. */
const largestExponent = 2 ** 70;
/** Powers of e beyond this are 0 or infinite. */
const largestLogarithm = 800;

/** |x|ʸ for finite x ≠ 0: e to the product of y and the logarithm, both to more bits than a double has. */
function powerOfSize(f: FunctionWriter, size: Local, y: Local): Local {
  const { k, rest } = takeApart(f, size);
  const logarithm = evaluateLogPair(f, k, rest);
  const bounded = clamp(f, y, -largestExponent, largestExponent);
  const product = multiplyExactly(f, bounded, logarithm.high);
  const low = add(f, product.low, times(f, bounded, logarithm.low));
  const isModerate = less(f, absolute(f, product.high), f.f64(largestLogarithm));
  const exponent = clamp(f, product.high, -largestLogarithm, largestLogarithm);
  const { whole, power } = reduceExponent(f, exponent, f.vector("v128.and", isModerate, low));
  return scale(f, add(f, power, f.f64(1)), whole);
}

/** xʸ as IEEE 754 has it: 1 for y = 0 and for x = 1 whatever the other, NaN for broken powers of x < 0. */
export function evaluatePow(f: FunctionWriter, x: Local, y: Local): Local {
  const [zero, one, nan] = [f.f64(0), f.f64(1), f.f64(Number.NaN)];
  const size = absolute(f, x);
  const isZero = equal(f, size, zero);
  const isInfinite = equal(f, size, f.f64(infinity));
  const usual = powerOfSize(f, size, y);
  const isLarge = f.vector("v128.xor", isZero, less(f, zero, y)); // ∞ to y > 0, 0 to y < 0
  const atEnds = f.vector("v128.and", isLarge, f.f64(infinity));
  const ends = choose(f, f.vector("v128.or", isZero, isInfinite), atEnds, usual);

  const isBroken = f.vector("f64x2.ne", y, f.vector("f64x2.trunc", y));
  const half = times(f, y, f.f64(0.5));
  const isOdd = f.vector("v128.andnot", f.vector("f64x2.ne", half, f.vector("f64x2.trunc", half)), isBroken);
  const flips = f.vector("v128.and", f.vector("v128.and", x, f.f64(-0)), isOdd);
  const isNegative = f.vector("v128.andnot", less(f, x, zero), isInfinite);
  const isRefused = f.vector("v128.and", isNegative, isBroken);
  const isUnknown = f.vector("v128.or", f.vector("f64x2.ne", x, x), f.vector("f64x2.ne", y, y));
  const signed = f.vector("v128.xor", ends, flips);
  const value = choose(f, f.vector("v128.or", isRefused, isUnknown), nan, signed);
  return choose(f, f.vector("v128.or", equal(f, x, one), equal(f, y, zero)), one, value);
}

/** √(a² + b²) with both brought to where squares neither overflow nor vanish. */
export function evaluateHypot(f: FunctionWriter, x: Local, y: Local): Local {
  const [a, b] = [absolute(f, x), absolute(f, y)];
  const larger = f.vector("f64x2.max", a, b);
  const isLarge = less(f, f.f64(2 ** 500), larger);
  const isSmall = less(f, larger, f.f64(2 ** -500));
  const factorOf = (large: number, small: number): Local =>
    choose(f, isLarge, f.f64(large), choose(f, isSmall, f.f64(small), f.f64(1)));
  const factor = factorOf(2 ** -600, 2 ** 600);
  const [u, v] = [times(f, a, factor), times(f, b, factor)];
  const root = f.vector("f64x2.sqrt", add(f, times(f, u, u), times(f, v, v)));
  const value = times(f, root, factorOf(2 ** 600, 2 ** -600));
  const isInfinite = f.vector("v128.or", equal(f, a, f.f64(infinity)), equal(f, b, f.f64(infinity)));
  return choose(f, isInfinite, f.f64(infinity), value);
}

/** Quotients below this are whole numbers of few bits. */
const largestQuotient = 2 ** 50;

/** `variable` ← `value`. */
function assign(f: FunctionWriter, variable: Local, value: Local): void {
  f.get(value);
  f.set(variable);
}

/**
 * a − trunc(a / b)·b, exactly: as often as needed, |a| loses whole multiples of |b|·2⁵⁰ʲ, j as large as possible. Quotient
 * and rest of one such step are exact, but for a quotient too large by 1, which leaves a negative rest to be made up for.
 */
export function evaluateFmod(f: FunctionWriter, x: Local, y: Local): Local {
  const [zero, one] = [f.f64(0), f.f64(1)];
  const [a, b] = [absolute(f, x), absolute(f, y)];
  const isProper = f.vector("v128.and", less(f, a, f.f64(infinity)), less(f, zero, b));
  const hasSteps = f.vector("v128.and", isProper, less(f, b, f.f64(infinity)));
  const divisor = choose(f, hasSteps, b, one);
  const rest = f.local("v128");
  const step = f.local("v128");
  assign(f, rest, f.vector("v128.and", a, hasSteps));
  f.repeat(
    () => {
      assign(f, step, divisor);
      f.repeat(
        () => {
          const larger = times(f, step, f.f64(largestQuotient));
          assign(f, step, choose(f, f.vector("f64x2.le", larger, rest), larger, step));
        },
        () => {
          f.get(f.vector("f64x2.le", times(f, step, f.f64(largestQuotient)), rest));
          f.emit("v128.any_true");
        },
      );
      const isHuge = less(f, f.f64(2 ** 900), rest);
      const down = choose(f, isHuge, f.f64(2 ** -200), one);
      const up = choose(f, isHuge, f.f64(2 ** 200), one);
      const [dividend, unit] = [times(f, rest, down), times(f, step, down)];
      const quotient = f.vector("f64x2.trunc", over(f, dividend, unit));
      const multiple = multiplyExactly(f, quotient, unit);
      const left = minus(f, minus(f, dividend, multiple.high), multiple.low);
      const missing = f.vector("v128.and", less(f, left, zero), unit);
      const reduced = times(f, add(f, left, missing), up);
      assign(f, rest, choose(f, less(f, rest, step), rest, reduced));
    },
    () => {
      f.get(f.vector("f64x2.le", divisor, rest));
      f.emit("v128.any_true");
    },
  );
  const value = choose(f, hasSteps, rest, choose(f, isProper, a, f.f64(Number.NaN)));
  return withSignOf(f, value, x);
}
