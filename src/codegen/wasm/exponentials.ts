/** The functions exp, expm1, tanh, sigmoid and softplus of f32 vectors as polynomials; knows no loop. */

import { singles } from "./approximation.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import type { VectorWriter } from "./lockstep.ts";
import { evaluateLog1pOfUnit } from "./logarithms.ts";

const { add, choose, clamp, minus, multiplyAdd, over, polynomial, times, withSignOf } = singles;

/** ln 2 as a number of few bits, whose products with whole numbers are exact, and the rest. */
const [ln2High, ln2Low] = [0.693359375, -2.1219444005469057e-4];
/** (eʳ − 1 − r) / r² on |r| ≤ ½ ln 2, relative error of eʳ 3e-9. */
const exponential = [
  0.4999999403953552, 0.1666651964187622, 0.04166840761899948, 0.00836889911442995, 0.0013814219273626804,
];
const f32Bits = (value: number): number => new Int32Array(Float32Array.of(value).buffer)[0]!;
/** (2ʳ − 1) / r on |r| ≤ ½, relative error 1.3e-8. */
const binaryExponential = [
  0.6931471824645996, 0.24022649228572845, 0.05550365895032883, 0.009618250653147697, 0.001338817528448999,
  0.00015398311370518059,
];
/** Adding 3·2²² leaves a number's nearest whole number in the lowest bits. */
const rounder = 3 * 2 ** 22;
const exponentBias = 127;

/** x = n·ln 2 + r, |r| ≤ ½ ln 2: lanes whose lowest nine bits are those of n + bias, and eʳ − 1. */
function reduce(f: VectorWriter, x: Local, bias: number): { shifted: Local; power: Local } {
  const shifted = multiplyAdd(f, x, f.f32(Math.LOG2E), f.f32(rounder + bias));
  const whole = minus(f, shifted, f.f32(rounder + bias));
  const r = minus(f, minus(f, x, times(f, whole, f.f32(ln2High))), times(f, whole, f.f32(ln2Low)));
  const power = multiplyAdd(f, times(f, r, r), polynomial(f, r, exponential), r);
  return { shifted, power };
}

/** x·2ⁿ in two steps, so that results may be denormal or infinite: n + 254 is halved into two exponents with their bias. */
function scale(f: VectorWriter, x: Local, shifted: Local): Local {
  const first = f.vector("v128.and", f.shift("i32x4.shl", shifted, 22), f.i32(0xff << 23));
  const second = f.vector("i32x4.sub", f.shift("i32x4.shl", shifted, 23), first);
  return times(f, times(f, x, first), second);
}

/** 2⁻ⁿ from n + 254, or 0 where n ≥ 127: its exponent is 381 − (n + 254). */
function inversePower(f: VectorWriter, shifted: Local): Local {
  const bits = f.vector("i32x4.sub", f.i32((3 * exponentBias) << 23), f.shift("i32x4.shl", shifted, 23));
  return f.vector("i32x4.max_s", bits, f.i32(0));
}

/** Above this size, in some lane, results may be denormal or infinite, or x is none; as bits, which order sizes. */
export const largestPlain = f32Bits(87);

/** |x| as bits. */
export function sizeBits(f: VectorWriter, x: Local): Local {
  return f.vector("v128.and", x, f.i32(0x7fffffff));
}

/** eˣ where no size is above the largest plain one: 2ⁿ is added to the exponent, which needs neither bounds nor a product. */
export function evaluatePlainExp(f: VectorWriter, x: Local): Local {
  const { shifted, power } = reduce(f, x, 0);
  return f.vector("i32x4.add", add(f, power, f.f32(1)), f.shift("i32x4.shl", shifted, 23));
}

/** eˣ of any x. */
export function evaluateCarefulExp(f: VectorWriter, x: Local): Local {
  const { shifted, power } = reduce(f, clamp(f, x, -105, 90), 2 * exponentBias);
  return scale(f, add(f, power, f.f32(1)), shifted);
}

/** eˣ, by the plain formula if that is right for all lanes. */
export function evaluateExp(f: FunctionWriter, x: Local): Local {
  f.get(f.vector("i32x4.gt_s", sizeBits(f, x), f.i32(largestPlain)));
  f.emit("v128.any_true");
  const result = f.local("v128");
  const by = (exp: typeof evaluatePlainExp) => () => {
    f.get(exp(f, x));
    f.set(result);
  };
  f.choose(by(evaluateCarefulExp), by(evaluatePlainExp));
  return result;
}

/** 2ⁿ·(eʳ − 1 + (1 − 2⁻ⁿ)): exact where n = 0. The sign bit keeps −0. */
export function evaluateExpm1(f: VectorWriter, x: Local): Local {
  const { shifted, power } = reduce(f, clamp(f, x, -30, 90), 2 * exponentBias);
  const rest = minus(f, f.f32(1), inversePower(f, shifted));
  return withSignOf(f, scale(f, add(f, power, rest), shifted), x);
}

/**
 * e / (e + 2) with e = e^(2x) − 1 = 2ⁿ·(2ʳ − 1) − (1 − 2ⁿ), n + r = 2x·log₂e: rounding of r weighs nothing where n is
 * large. An odd rational function takes three operations less, but rounds to 5 units of the last place near 1.
 */
export function evaluateTanh(f: VectorWriter, x: Local): Local {
  const exponent = clamp(f, times(f, x, f.f32(2 * Math.LOG2E)), -26, 26);
  const shifted = add(f, exponent, f.f32(rounder + exponentBias));
  const r = minus(f, exponent, minus(f, shifted, f.f32(rounder + exponentBias)));
  const power = times(f, r, polynomial(f, r, binaryExponential));
  const factor = f.shift("i32x4.shl", shifted, 23);
  const e = minus(f, times(f, power, factor), minus(f, f.f32(1), factor));
  return over(f, e, add(f, e, f.f32(2)));
}

/** A function made of eˣ, by one of the ways to evaluate that. */
export type OverExp = <Writer extends VectorWriter>(
  exp: (f: Writer, x: Local) => Local,
) => (f: Writer, x: Local) => Local;

/** 1 / (1 + e) for x ≥ 0 and e / (1 + e) below, with e = e^(−|x|). */
export const sigmoidBy: OverExp = (exp) => (f, x) => {
  const e = exp(f, f.vector("v128.or", x, f.f32(-0)));
  const top = choose(f, f.vector("f32x4.lt", x, f.f32(0)), e, f.f32(1));
  return over(f, top, add(f, f.f32(1), e));
};

/** max(x, 0) + log(1 + e^(−|x|)). */
export const softplusBy: OverExp = (exp) => (f, x) => {
  const e = exp(f, f.vector("v128.or", x, f.f32(-0)));
  return add(f, f.vector("f32x4.max", x, f.f32(0)), evaluateLog1pOfUnit(f, e));
};
