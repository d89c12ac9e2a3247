/** The functions exp, expm1, tanh, sigmoid and softplus of f32 vectors as polynomials; knows no loop. */

import { add, choose, minus, over, polynomial, times, withSignOf } from "./approximation.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { evaluateLog1pOfUnit } from "./logarithms.ts";

/** ln 2 as a number of few bits, whose products with whole numbers are exact, and the rest. */
const [ln2High, ln2Low] = [0.693359375, -2.1219444005469057e-4];
/** (eʳ − 1 − r) / r² on |r| ≤ ½ ln 2, relative error of eʳ 3e-9. */
const exponential = [
  0.4999999403953552, 0.1666651964187622, 0.04166840761899948, 0.00836889911442995, 0.0013814219273626804,
];
const f32Bits = (value: number): number => new Int32Array(Float32Array.of(value).buffer)[0]!;
/** Adding 3·2²² leaves a number's nearest whole number in the lowest bits. */
const rounder = 3 * 2 ** 22;
const exponentBias = 127;

/** x = n·ln 2 + r, |r| ≤ ½ ln 2: n as integer lanes, and eʳ − 1. */
function reduce(f: FunctionWriter, x: Local): { n: Local; power: Local } {
  const shifted = add(f, times(f, x, f.f32(Math.LOG2E)), f.f32(rounder));
  const n = f.vector("i32x4.sub", shifted, f.f32(rounder));
  const whole = minus(f, shifted, f.f32(rounder));
  const r = minus(f, minus(f, x, times(f, whole, f.f32(ln2High))), times(f, whole, f.f32(ln2Low)));
  const power = add(f, r, times(f, times(f, r, r), polynomial(f, r, exponential)));
  return { n, power };
}

/** 2ⁿ for n in [−126, 127]. */
function powerOfTwo(f: FunctionWriter, n: Local): Local {
  return f.shift("i32x4.shl", f.vector("i32x4.add", n, f.i32(exponentBias)), 23);
}

/** x·2ⁿ in two steps, so that results may be denormal or infinite. */
function scale(f: FunctionWriter, x: Local, n: Local): Local {
  const half = f.shift("i32x4.shr_s", n, 1);
  return times(f, times(f, x, powerOfTwo(f, half)), powerOfTwo(f, f.vector("i32x4.sub", n, half)));
}

/** x within bounds; NaN stays, since it compares with nothing. */
function clamp(f: FunctionWriter, x: Local, low: number, high: number): Local {
  return f.vector("f32x4.pmin", f.vector("f32x4.pmax", x, f.f32(low)), f.f32(high));
}

/** Above this size, in some lane, results may be denormal or infinite, or x is none; as bits, which order sizes. */
const largestPlain = f32Bits(87);

/** Where no lane needs more, 2ⁿ is added to the exponent: neither bounds nor a product. */
export function evaluateExp(f: FunctionWriter, x: Local): Local {
  const size = f.vector("v128.and", x, f.i32(0x7fffffff));
  f.get(f.vector("i32x4.gt_s", size, f.i32(largestPlain)));
  f.emit("v128.any_true");
  const result = f.local("v128");
  f.choose(
    () => {
      const { n, power } = reduce(f, clamp(f, x, -105, 90));
      f.get(scale(f, add(f, power, f.f32(1)), n));
      f.set(result);
    },
    () => {
      const { n, power } = reduce(f, x);
      f.get(f.vector("i32x4.add", add(f, power, f.f32(1)), f.shift("i32x4.shl", n, 23)));
      f.set(result);
    },
  );
  return result;
}

/** 2ⁿ·(eʳ − 1 + (1 − 2⁻ⁿ)): exact where n = 0. The sign bit keeps −0. */
export function evaluateExpm1(f: FunctionWriter, x: Local): Local {
  const { n, power } = reduce(f, clamp(f, x, -30, 90));
  const rest = minus(f, f.f32(1), scale(f, f.f32(1), f.vector("i32x4.neg", n)));
  return withSignOf(f, scale(f, add(f, power, rest), n), x);
}

/** tanh |x| = e / (e + 2) with e = e^(2|x|) − 1; 1 from |x| = 9.1 on. */
export function evaluateTanh(f: FunctionWriter, x: Local): Local {
  const size = f.vector("f32x4.abs", x);
  const twice = f.vector("f32x4.pmin", add(f, size, size), f.f32(20));
  const { n, power } = reduce(f, twice);
  const factor = powerOfTwo(f, n);
  const e = add(f, times(f, power, factor), minus(f, factor, f.f32(1)));
  return withSignOf(f, over(f, e, add(f, e, f.f32(2))), x);
}

/** 1 / (1 + e) for x ≥ 0 and e / (1 + e) below, with e = e^(−|x|). */
export function evaluateSigmoid(f: FunctionWriter, x: Local): Local {
  const e = evaluateExp(f, f.vector("f32x4.neg", f.vector("f32x4.abs", x)));
  const top = choose(f, f.vector("f32x4.lt", x, f.f32(0)), e, f.f32(1));
  return over(f, top, add(f, f.f32(1), e));
}

/** max(x, 0) + log(1 + e^(−|x|)). */
export function evaluateSoftplus(f: FunctionWriter, x: Local): Local {
  const e = evaluateExp(f, f.vector("f32x4.neg", f.vector("f32x4.abs", x)));
  return add(f, f.vector("f32x4.max", x, f.f32(0)), evaluateLog1pOfUnit(f, e));
}
