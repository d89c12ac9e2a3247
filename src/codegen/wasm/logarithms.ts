/** The functions log and log1p of f32 vectors as polynomials; knows no loop. */

import { singles } from "./approximation.ts";
import type { Local } from "./function-writer.ts";
import type { VectorWriter } from "./lockstep.ts";

const { add, choose, minus, over, polynomial, times } = singles;

/** ln 2 as a number of few bits, whose products with whole numbers are exact, and the rest. */
const [ln2High, ln2Low] = [0.693359375, -2.1219444005469057e-4];
/** (log(1 + f) − 2s) / s³ in s², s = f / (2 + f), for √½ ≤ 1 + f ≤ √2; error 1e-11. */
const logarithm = [0.6666666269302368, 0.40000343322753906, 0.28536680340766907, 0.2359481006860733];
const smallestNormal = 2 ** -126;
const mantissaBits = 0x007fffff;
/** The bits of √½, where the mantissa's range starts. */
const rootHalf = 0x3f3504f3;
const one = 0x3f800000;

/**
 * x = 2ᵏ·(1 + f): log x = k·ln 2 + f − (½f² − s·(½f² + R(s²))), after W. J. Cody's and fdlibm's arrangement.
 */
export function evaluateLog(f: VectorWriter, x: Local): Local {
  const tiny = f.vector("f32x4.lt", x, f.f32(smallestNormal));
  const normal = choose(f, tiny, times(f, x, f.f32(2 ** 23)), x);
  const shifted = f.vector("i32x4.add", normal, f.i32(one - rootHalf));
  const exponent = f.vector("i32x4.sub", f.shift("i32x4.shr_u", shifted, 23), f.i32(127));
  const k = f.vector(
    "f32x4.convert_i32x4_s",
    f.vector("i32x4.sub", exponent, f.vector("v128.and", tiny, f.i32(23))),
  );
  const mantissa = f.vector("i32x4.add", f.vector("v128.and", shifted, f.i32(mantissaBits)), f.i32(rootHalf));
  const rest = minus(f, mantissa, f.f32(1));
  const s = over(f, rest, add(f, rest, f.f32(2)));
  const square = times(f, s, s);
  const series = times(f, square, polynomial(f, square, logarithm));
  const half = times(f, f.f32(0.5), times(f, rest, rest));
  const low = add(f, times(f, s, add(f, half, series)), times(f, k, f.f32(ln2Low)));
  const value = add(f, times(f, k, f.f32(ln2High)), minus(f, rest, minus(f, half, low)));
  return atEdges(f, x, value);
}

/** log at 0, ∞, NaN and below 0. */
function atEdges(f: VectorWriter, x: Local, value: Local): Local {
  const zero = f.vector("f32x4.eq", x, f.f32(0));
  const bounded = choose(f, zero, f.f32(Number.NEGATIVE_INFINITY), value);
  const proper = f.vector("f32x4.lt", x, f.f32(Number.POSITIVE_INFINITY));
  const upper = choose(f, proper, bounded, x);
  return choose(f, f.vector("f32x4.lt", x, f.f32(0)), f.f32(Number.NaN), upper);
}

/**
 * log(1 + x) for 0 ≤ x ≤ 1: there u = 1 + x is 2ᵏ·(1 + f) with k of 0 or 1, and what rounding took from x comes back times
 * 1/u ≈ 1 − x + ½x².
 */
export function evaluateLog1pOfUnit(f: VectorWriter, x: Local): Local {
  const u = add(f, x, f.f32(1));
  const lost = minus(f, x, minus(f, u, f.f32(1)));
  const isUpper = f.vector("f32x4.gt", u, f.f32(Math.SQRT2));
  const rest = choose(f, isUpper, minus(f, times(f, u, f.f32(0.5)), f.f32(1)), minus(f, u, f.f32(1)));
  const s = over(f, rest, add(f, rest, f.f32(2)));
  const square = times(f, s, s);
  const series = times(f, square, polynomial(f, square, logarithm));
  const half = times(f, f.f32(0.5), times(f, rest, rest));
  const inverse = minus(f, f.f32(1), times(f, x, minus(f, f.f32(1), times(f, f.f32(0.5), x))));
  const low = add(f, times(f, s, add(f, half, series)), times(f, lost, inverse));
  const lower = add(f, low, f.vector("v128.and", isUpper, f.f32(ln2Low)));
  return add(f, f.vector("v128.and", isUpper, f.f32(ln2High)), minus(f, rest, minus(f, half, lower)));
}

/** log u + (x − (u − 1)) / u with u = 1 + x rounded: what rounding took from x comes back. */
export function evaluateLog1p(f: VectorWriter, x: Local): Local {
  const u = add(f, x, f.f32(1));
  const lost = over(f, minus(f, x, minus(f, u, f.f32(1))), u);
  const matters = f.vector(
    "v128.and",
    f.vector("f32x4.gt", u, f.f32(0)),
    f.vector("f32x4.lt", u, f.f32(2 ** 30)),
  );
  const value = add(f, evaluateLog(f, u), f.vector("v128.and", lost, matters));
  return choose(f, f.vector("f32x4.eq", x, f.f32(0)), x, value);
}
