/** The functions asin, acos, atan and atan2 of f64 vectors as polynomials; knows no loop. */

import { doubles } from "../approximation.ts";
import type { FunctionWriter, Local } from "../function-writer.ts";
import { turnedBySignOf } from "./parts.ts";

const { absolute, add, choose, equal, less, minus, over, polynomial, times, withSignOf } = doubles;

/** (atan t − t) / t³ in t², for |t| ≤ tan(π/8); error 2e-18. */
const tangent = [
  -0.333333333333332, 0.19999999999953663, -0.14285714280203973, 0.11111110783808581, -0.09090897766859028,
  0.07692060357433009, -0.06663105404101063, 0.05847897012849442, -0.05039329127399759, 0.038064912183604235,
  -0.01790729766048241,
];
/** (asin s − s) / s³ in s², for |s| ≤ ½; error 2e-17. */
const sine = [
  0.16666666666665347, 0.0750000000035206, 0.044642856815769336, 0.030381959659196458, 0.022371745447213705,
  0.017359895823766753, 0.013883339849643501, 0.0121817074298694, 0.006473731346454665, 0.019677243700694607,
  -0.016458854897642324, 0.032073642539282965,
];
/** What π has behind the digits of `Math.PI`. */
const piLow = 1.2246467991473532e-16;

/** Where an angle is measured from: from 0 up, or from π down. */
type Start = (fromZero: number, fromPi: number) => Local;

/**
 * atan of numbers that are not negative: of x itself, of (x − 1) / (x + 1) beside π/4, of −1 / x beside π/2. From π down it
 * is π less that, where `side` turns signs.
 */
function evaluatePositive(f: FunctionWriter, x: Local, start: Start, side: Local | null): Local {
  const one = f.f64(1);
  const isLarge = less(f, f.f64(Math.SQRT2 + 1), x);
  const isMiddle = f.vector("v128.andnot", less(f, f.f64(Math.SQRT2 - 1), x), isLarge);
  const pick = (large: Local, middle: Local, small: Local): Local =>
    choose(f, isLarge, large, choose(f, isMiddle, middle, small));
  const quotient = over(f, pick(f.f64(-1), minus(f, x, one), x), pick(x, add(f, x, one), one));
  const t = side === null ? quotient : turnedBySignOf(f, quotient, side);
  const square = times(f, t, t);
  const cubic = times(f, times(f, t, square), polynomial(f, square, tangent));
  const startAt = (pi: number): Local =>
    pick(start(pi / 2, pi / 2), start(pi / 4, pi - pi / 4), start(0, pi));
  return add(f, startAt(Math.PI), add(f, t, add(f, cubic, startAt(piLow))));
}

export function evaluateAtan(f: FunctionWriter, x: Local): Local {
  const fromZero: Start = (angle) => f.f64(angle);
  return withSignOf(f, evaluatePositive(f, absolute(f, x), fromZero, null), x);
}

/** The angle of the point (x, y): atan |y / x|, from π down where x is negative (−0 too), with the sign of y. */
export function evaluateAtan2(f: FunctionWriter, y: Local, x: Local): Local {
  const [zero, one] = [f.f64(0), f.f64(1)];
  const [height, width] = [absolute(f, y), absolute(f, x)];
  const ofEquals = f.vector("v128.and", f.vector("f64x2.gt", height, zero), one); // also for two infinities
  const quotient = choose(f, equal(f, height, width), ofEquals, over(f, height, width));
  const isLeft = less(f, withSignOf(f, one, x), zero);
  const start: Start = (right, left) =>
    right === left ? f.f64(right) : choose(f, isLeft, f.f64(left), f.f64(right));
  return withSignOf(f, evaluatePositive(f, quotient, start, x), y);
}

/** s and asin s − s, for s = |x| up to ½ and √((1 − |x|) / 2) beyond, where asin |x| = π/2 − 2 asin s. */
function evaluateHalf(f: FunctionWriter, size: Local): { isLarge: Local; s: Local; cubic: Local } {
  const isLarge = less(f, f.f64(0.5), size);
  const rest = times(f, f.f64(0.5), minus(f, f.f64(1), size));
  const square = choose(f, isLarge, rest, times(f, size, size));
  const s = choose(f, isLarge, f.vector("f64x2.sqrt", square), size);
  return { isLarge, s, cubic: times(f, times(f, s, square), polynomial(f, square, sine)) };
}

export function evaluateAsin(f: FunctionWriter, x: Local): Local {
  const { isLarge, s, cubic } = evaluateHalf(f, absolute(f, x));
  const [twice, cubicTwice] = [add(f, s, s), add(f, cubic, cubic)];
  const complement = add(f, twice, minus(f, cubicTwice, f.f64(piLow / 2)));
  const large = minus(f, f.f64(Math.PI / 2), complement);
  return withSignOf(f, choose(f, isLarge, large, add(f, s, cubic)), x);
}

/** π/2 − asin x near 0; beyond ±½ 2 asin s, or π less that. */
export function evaluateAcos(f: FunctionWriter, x: Local): Local {
  const { isLarge, s, cubic } = evaluateHalf(f, absolute(f, x));
  const factor = turnedBySignOf(f, choose(f, isLarge, f.f64(2), f.f64(-1)), x);
  const isLeft = less(f, x, f.f64(0));
  const basePart = (part: number): Local =>
    choose(f, isLarge, f.vector("v128.and", isLeft, f.f64(part)), f.f64(part / 2));
  const low = add(f, times(f, factor, cubic), basePart(piLow));
  return add(f, basePart(Math.PI), add(f, times(f, factor, s), low));
}
