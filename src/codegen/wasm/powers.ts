/** The function pow of f32 vectors, through logarithm and exponential of doubles; knows no loop. */

import { doubles } from "./approximation.ts";
import { powerOfTwo, roundToWhole, takeApart } from "./f64/parts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { highDoubles, joinDoubles, lowDoubles } from "./widths.ts";

const { add, minus, over, polynomial, times } = doubles;

/** (log(1 + f) − 2s) / s³ in s², s = f / (2 + f): the series 2/3 + 2/5·s² + … (artanh), enough for √½ ≤ 1 + f ≤ √2. */
const logarithm = [2 / 3, 2 / 5, 2 / 7, 2 / 9, 2 / 11, 2 / 13, 2 / 15];
/** eʳ: the series 1 + r + r²/2 + …, enough for |r| ≤ ½ ln 2. */
const exponential = [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40_320, 1 / 362_880];
/** Exponents beyond this go to the function of f64. */
const largestExponent = 65_536;
/** Powers beyond e to this are 0 or infinite as f32 anyway. */
const largestLogarithm = 600;

/** log x of positive normal doubles: x = 2ᵏ·(1 + f). */
function logarithmOf(f: FunctionWriter, x: Local): Local {
  const { k, rest } = takeApart(f, x, false);
  const s = over(f, rest, add(f, rest, f.f64(2)));
  const square = times(f, s, s);
  const series = times(f, square, polynomial(f, square, logarithm));
  return add(f, times(f, s, add(f, f.f64(2), series)), times(f, k, f.f64(Math.LN2)));
}

/** eˣ of doubles of moderate size. */
function exponentialOf(f: FunctionWriter, x: Local): Local {
  const { shifted, whole } = roundToWhole(f, times(f, x, f.f64(Math.LOG2E)));
  const r = minus(f, x, times(f, whole, f.f64(Math.LN2)));
  return times(f, polynomial(f, r, exponential), powerOfTwo(f, shifted));
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

/** xʸ; `edges` writes the function of f64, for vectors with a zero, an infinity, NaN or a huge exponent among them. */
export function evaluatePow(f: FunctionWriter, x: Local, y: Local, edges: () => Local): Local {
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
    f.get(edges());
    f.set(result);
  });
  return result;
}
