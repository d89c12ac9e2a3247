/** Doubles taken apart and put together by their bits: powers of two, exponents, mantissas; knows no function by name. */

import { doubles } from "../approximation.ts";
import type { FunctionWriter, Local } from "../function-writer.ts";

const { add, choose, less, minus, times } = doubles;

/** ln 2 as a number of 42 bits, whose products with exponents are exact, and the rest. */
export const [ln2High, ln2Low] = [0.6931471805598903, 5.497923018708371e-14];
/** Adding 3·2⁵¹ leaves a double's nearest whole number in the lowest bits. */
export const rounder = 3 * 2 ** 51;
const mantissaBits = 52;
const exponentBias = 1023;
const smallestNormal = 2 ** -1022;
/** What makes denormal numbers normal. */
const lift = 54;

/** The same 64 bits in both lanes. */
export function bits(f: FunctionWriter, value: bigint): Local {
  return f.constant(new Float64Array(BigInt64Array.of(value, value).buffer));
}

function bitsOf(x: number): bigint {
  return new BigInt64Array(Float64Array.of(x).buffer)[0]!;
}

/** x rounded to a whole number n: n behind the bits of 3·2⁵¹, and n itself. */
export function roundToWhole(f: FunctionWriter, x: Local): { shifted: Local; whole: Local } {
  const shifted = add(f, x, f.f64(rounder));
  return { shifted, whole: minus(f, shifted, f.f64(rounder)) };
}

/** 2ⁿ from n + 3·2⁵¹, for n in [−1022, 1023]. */
export function powerOfTwo(f: FunctionWriter, shifted: Local): Local {
  return f.shift("i64x2.shl", f.vector("i64x2.add", shifted, bits(f, BigInt(exponentBias))), mantissaBits);
}

/** x·2ⁿ in two steps, so that results may be denormal or infinite. */
export function scale(f: FunctionWriter, x: Local, n: Local): Local {
  const half = roundToWhole(f, times(f, n, f.f64(0.5)));
  const other = add(f, minus(f, n, half.whole), f.f64(rounder));
  return times(f, times(f, x, powerOfTwo(f, half.shifted)), powerOfTwo(f, other));
}

/** Positive x = 2ᵏ·(1 + rest) with √½ ≤ 1 + rest < √2, exactly. Denormal numbers too, unless they cannot be met. */
export function takeApart(f: FunctionWriter, x: Local, meetsDenormals = true): { k: Local; rest: Local } {
  const tiny = meetsDenormals ? less(f, x, f.f64(smallestNormal)) : null;
  const normal = tiny === null ? x : choose(f, tiny, times(f, x, f.f64(2 ** lift)), x);
  const shifted = f.vector("i64x2.add", normal, bits(f, bitsOf(1) - bitsOf(Math.SQRT1_2)));
  const exponent = f.shift("i64x2.shr_u", shifted, mantissaBits);
  const behind = f.vector("v128.or", exponent, f.f64(2 ** 52)); // the number itself behind the bits of 2⁵²
  const bias = f.f64(2 ** 52 + exponentBias);
  const offset = tiny === null ? bias : choose(f, tiny, f.f64(2 ** 52 + exponentBias + lift), bias);
  const fraction = f.vector("v128.and", shifted, bits(f, (1n << BigInt(mantissaBits)) - 1n));
  const mantissa = f.vector("i64x2.add", fraction, bits(f, bitsOf(Math.SQRT1_2)));
  return { k: minus(f, behind, offset), rest: minus(f, mantissa, f.f64(1)) };
}

/** The size of x, a double, with its sign turned where y's bit of sign is set. */
export function turnedBySignOf(f: FunctionWriter, x: Local, y: Local): Local {
  return f.vector("v128.xor", x, f.vector("v128.and", y, f.f64(-0)));
}
