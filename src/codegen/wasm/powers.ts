/** The function pow of f32 vectors, through logarithm and exponential of doubles; knows no loop. */

import type { FunctionWriter, Local } from "./function-writer.ts";
import { highDoubles, joinDoubles, lowDoubles } from "./widths.ts";

/** (log(1 + f) − 2s) / s³ in s², s = f / (2 + f): the series 2/3 + 2/5·s² + … (artanh), enough for √½ ≤ 1 + f ≤ √2. */
const logarithm = [2 / 3, 2 / 5, 2 / 7, 2 / 9, 2 / 11, 2 / 13, 2 / 15];
/** eʳ: the series 1 + r + r²/2 + …, enough for |r| ≤ ½ ln 2. */
const exponential = [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40_320, 1 / 362_880];
/** Exponents beyond this go to the host's own function. */
const largestExponent = 65_536;
/** Powers beyond e to this are 0 or infinite as f32 anyway. */
const largestLogarithm = 600;
/** Adding 3·2⁵¹ leaves a double's nearest whole number in the lowest bits. */
const rounder = 3 * 2 ** 51;
const mantissaBits = 52;

/** The same 64 bits in both lanes. */
function bits(f: FunctionWriter, value: bigint): Local {
  return f.constant(new Float64Array(BigInt64Array.of(value, value).buffer));
}

function bitsOf(x: number): bigint {
  return new BigInt64Array(Float64Array.of(x).buffer)[0]!;
}

function polynomial(f: FunctionWriter, x: Local, coefficients: readonly number[]): Local {
  let result = f.f64(coefficients.at(-1)!);
  for (const coefficient of coefficients.slice(0, -1).reverse()) {
    result = f.vector("f64x2.add", f.vector("f64x2.mul", result, x), f.f64(coefficient));
  }
  return result;
}

/** log x of positive normal doubles: x = 2ᵏ·(1 + f). */
function logarithmOf(f: FunctionWriter, x: Local): Local {
  const shifted = f.vector("i64x2.add", x, bits(f, bitsOf(1) - bitsOf(Math.SQRT1_2)));
  const exponent = f.shift("i64x2.shr_u", shifted, mantissaBits);
  const k = f.vector(
    "f64x2.sub",
    f.vector("v128.or", exponent, f.f64(2 ** 52)), // the number itself behind the bits of 2⁵²
    f.f64(2 ** 52 + 1023),
  );
  const fraction = f.vector("v128.and", shifted, bits(f, (1n << 52n) - 1n));
  const mantissa = f.vector("i64x2.add", fraction, bits(f, bitsOf(Math.SQRT1_2)));
  const rest = f.vector("f64x2.sub", mantissa, f.f64(1));
  const s = f.vector("f64x2.div", rest, f.vector("f64x2.add", rest, f.f64(2)));
  const square = f.vector("f64x2.mul", s, s);
  const series = f.vector("f64x2.mul", square, polynomial(f, square, logarithm));
  const scaled = f.vector("f64x2.mul", s, f.vector("f64x2.add", f.f64(2), series));
  return f.vector("f64x2.add", scaled, f.vector("f64x2.mul", k, f.f64(Math.LN2)));
}

/** eˣ of doubles of moderate size. */
function exponentialOf(f: FunctionWriter, x: Local): Local {
  const shifted = f.vector("f64x2.add", f.vector("f64x2.mul", x, f.f64(Math.LOG2E)), f.f64(rounder));
  const whole = f.vector("f64x2.sub", shifted, f.f64(rounder));
  const r = f.vector("f64x2.sub", x, f.vector("f64x2.mul", whole, f.f64(Math.LN2)));
  const factor = f.shift("i64x2.shl", f.vector("i64x2.add", shifted, bits(f, 1023n)), mantissaBits);
  return f.vector("f64x2.mul", polynomial(f, r, exponential), factor);
}

/** |x|ʸ of two lanes. */
function powerOf(f: FunctionWriter, x: Local, y: Local): Local {
  const product = f.vector("f64x2.mul", y, logarithmOf(f, f.vector("f64x2.abs", x)));
  const upper = f.vector("f64x2.min", product, f.f64(largestLogarithm));
  return exponentialOf(f, f.vector("f64x2.max", upper, f.f64(-largestLogarithm)));
}

/** The sign of xʸ for x < 0: NaN unless y is whole, negative where it is odd. */
function signOf(f: FunctionWriter, size: Local, x: Local, y: Local): Local {
  const negative = f.vector("f32x4.lt", x, f.f32(0));
  const half = f.vector("f32x4.mul", y, f.f32(0.5));
  const odd = f.vector("f32x4.ne", half, f.vector("f32x4.trunc", half));
  const broken = f.vector("f32x4.ne", y, f.vector("f32x4.trunc", y));
  const flips = f.vector("v128.and", f.vector("v128.and", negative, odd), f.f32(-0));
  const signed = f.vector("v128.xor", size, flips);
  return f.vector("v128.bitselect", f.f32(Number.NaN), signed, f.vector("v128.and", negative, broken));
}

/** xʸ; `host` writes the host's own function, for vectors with a zero, an infinity, NaN or a huge exponent among them. */
export function evaluatePow(f: FunctionWriter, x: Local, y: Local, host: () => Local): Local {
  const size = joinDoubles(
    f,
    powerOf(f, lowDoubles(f, x), lowDoubles(f, y)),
    powerOf(f, highDoubles(f, x), highDoubles(f, y)),
  );
  f.get(signOf(f, size, x, y));
  const result = f.keep("v128");
  const absolute = f.vector("f32x4.abs", x);
  const ordinary = [
    f.vector("f32x4.gt", absolute, f.f32(0)),
    f.vector("f32x4.lt", absolute, f.f32(Number.POSITIVE_INFINITY)),
    f.vector("f32x4.lt", f.vector("f32x4.abs", y), f.f32(largestExponent)),
  ].reduce((all, each) => f.vector("v128.and", all, each));
  f.get(f.vector("v128.not", ordinary));
  f.emit("v128.any_true");
  f.branch(() => {
    f.get(host());
    f.set(result);
  });
  return result;
}
