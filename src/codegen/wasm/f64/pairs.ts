/** Sums of two doubles with over 100 bits, and the logarithm to that precision; knows no function that users call. */

import { doubles } from "../approximation.ts";
import type { FunctionWriter, Local } from "../function-writer.ts";
import { ln2High, ln2Low } from "./parts.ts";

const { add, minus, over, polynomial, times } = doubles;

/** The number high + low; low is at most half a unit of high's last place, or a little more. */
export interface Pair {
  readonly high: Local;
  readonly low: Local;
}

/** What a factor is multiplied by to have its upper 26 bits cut off (T. J. Dekker). */
const splitter = 2 ** 27 + 1;
/** (log(1 + f) − 2s − ⅔s³ − ⅖s⁵) / s⁷ in s², s = f / (2 + f), for √½ ≤ 1 + f ≤ √2; error of the logarithm 3e-22. */
const logarithm = [
  0.2857142857143316, 0.2222222222001318, 0.18181818605315284, 0.15384572909373512, 0.13335762659387157,
  0.11685052035918694, 0.11910882046462914,
];
const twoThirdsLow = 3.700743415417188e-17;

/** a + b exactly, where |a| ≥ |b| or a = 0. */
export function addToLarger(f: FunctionWriter, a: Local, b: Local): Pair {
  const high = add(f, a, b);
  return { high, low: minus(f, b, minus(f, high, a)) };
}

/** a + b exactly (D. E. Knuth). */
export function addExactly(f: FunctionWriter, a: Local, b: Local): Pair {
  const high = add(f, a, b);
  const second = minus(f, high, a);
  return { high, low: add(f, minus(f, a, minus(f, high, second)), minus(f, b, second)) };
}

function split(f: FunctionWriter, a: Local): Pair {
  const spread = times(f, a, f.f64(splitter));
  const high = minus(f, spread, minus(f, spread, a));
  return { high, low: minus(f, a, high) };
}

/** a·b exactly, for factors below 2⁹⁹⁶ and products in the normal range. */
export function multiplyExactly(f: FunctionWriter, a: Local, b: Local): Pair {
  const high = times(f, a, b);
  const [x, y] = [split(f, a), a === b ? null : split(f, b)];
  const { high: yHigh, low: yLow } = y ?? x;
  const crossed = add(f, times(f, x.high, yLow), times(f, x.low, yHigh));
  const rest = add(f, minus(f, times(f, x.high, yHigh), high), crossed);
  return { high, low: add(f, rest, times(f, x.low, yLow)) };
}

/** a·b for pairs. */
function multiply(f: FunctionWriter, a: Pair, b: Pair): Pair {
  const { high, low } = multiplyExactly(f, a.high, b.high);
  return { high, low: add(f, low, add(f, times(f, a.high, b.low), times(f, a.low, b.high))) };
}

/** A pair times a constant given as two doubles, rounded to one double. */
export function multiplyByPair(f: FunctionWriter, a: Pair, [high, low]: readonly [number, number]): Local {
  const product = multiply(f, a, { high: f.f64(high), low: f.f64(low) });
  return add(f, product.high, product.low);
}

/** f / (2 + f): the quotient of rounded numbers, and what is missing to the exact one. */
function divideBySum(f: FunctionWriter, rest: Local): Pair {
  const sum = addToLarger(f, f.f64(2), rest);
  const inverse = over(f, f.f64(1), sum.high);
  const high = times(f, rest, inverse);
  const back = multiplyExactly(f, high, sum.high);
  const missing = minus(f, minus(f, minus(f, rest, back.high), back.low), times(f, high, sum.low));
  return { high, low: times(f, missing, inverse) };
}

/** k·ln 2 + log(1 + rest) as 2s + s³·(⅔ + ⅖s² + …), to 65 bits; `null` for k = 0. */
export function evaluateLogPair(f: FunctionWriter, k: Local | null, rest: Local): Pair {
  const s = divideBySum(f, rest);
  const square = multiply(f, s, s);
  const inner = add(f, f.f64(0.4), times(f, square.high, polynomial(f, square.high, logarithm)));
  const outer = addToLarger(f, f.f64(2 / 3), times(f, square.high, inner));
  const outerLow = add(f, outer.low, add(f, f.f64(twoThirdsLow), times(f, square.low, f.f64(0.4))));
  const cube = multiply(f, s, multiply(f, square, { high: outer.high, low: outerLow }));
  const sum = addToLarger(f, add(f, s.high, s.high), cube.high);
  const low = add(f, sum.low, add(f, add(f, s.low, s.low), cube.low));
  if (k === null) return addToLarger(f, sum.high, low);
  const total = addToLarger(f, times(f, k, f.f64(ln2High)), sum.high);
  return addToLarger(f, total.high, add(f, total.low, add(f, times(f, k, f.f64(ln2Low)), low)));
}
