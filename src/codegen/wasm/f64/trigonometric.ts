/** The functions sin, cos and tan of f64 vectors as polynomials; knows no loop. */

import { doubles } from "../approximation.ts";
import type { FunctionWriter, Local } from "../function-writer.ts";
import { addExactly, addToLarger, type Pair } from "./pairs.ts";
import { bits, roundToWhole } from "./parts.ts";

const { absolute, add, choose, equal, less, minus, over, polynomial, times } = doubles;

/** (sin r − r) / r³ in r², for |r| ≤ π/4; error 7e-18. */
const sine = [
  -0.16666666666666632, 0.00833333333332237, -0.00019841269829771446, 2.7557313678749555e-6,
  -2.5050755972690522e-8, 1.5896667061630635e-10,
];
/** (cos r − 1 + ½r²) / r⁴ in r², for |r| ≤ π/4; error 2e-18. */
const cosine = [
  0.041666666666666595, -0.0013888888888872978, 2.4801587288800594e-5, -2.7557314164126687e-7,
  2.087569872722718e-9, -1.1358424403173582e-11,
];
/** Beyond this size the host's own function takes over: up to it, products of turns and these parts of π/2 are exact. */
const largest = 1e6;
const [first, second, third, fourth] = [
  1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32,
];

/** x less the nearest whole multiple of π/2, with over 100 bits, and that multiple's number as `roundToWhole` leaves it. */
function reduceHalf(f: FunctionWriter, x: Local): Pair & { shifted: Local; whole: Local } {
  const turns = roundToWhole(f, times(f, x, f.f64(2 / Math.PI)));
  const negated = f.vector("f64x2.neg", turns.whole);
  const one = add(f, x, times(f, negated, f.f64(first)));
  const two = addExactly(f, one, times(f, negated, f.f64(second)));
  const three = addExactly(f, two.high, times(f, negated, f.f64(third)));
  const low = add(f, add(f, two.low, three.low), times(f, negated, f.f64(fourth)));
  return { ...addToLarger(f, three.high, low), ...turns };
}

/** sin and cos of r + low. */
function evaluateNear(f: FunctionWriter, { high: r, low }: Pair): { sin: Local; cos: Local } {
  const square = times(f, r, r);
  const half = times(f, f.f64(0.5), square);
  const rest = minus(f, f.f64(1), half);
  const cubic = times(f, times(f, r, square), polynomial(f, square, sine));
  const sin = add(f, r, add(f, cubic, times(f, low, rest)));
  const quartic = times(f, times(f, square, square), polynomial(f, square, cosine));
  const cut = minus(f, minus(f, f.f64(1), rest), half);
  const cos = add(f, rest, add(f, cut, minus(f, quartic, times(f, r, low))));
  return { sin, cos };
}

/** The value in all vectors whose lanes can be reduced here, the host's in others. */
function orHost(f: FunctionWriter, x: Local, value: Local, host: () => Local): Local {
  const result = f.local("v128");
  f.get(value);
  f.set(result);
  f.get(less(f, f.f64(largest), absolute(f, x)));
  f.emit("v128.any_true");
  f.branch(() => {
    f.get(host());
    f.set(result);
  });
  return result;
}

/** Masks of odd whole numbers. */
function isOdd(f: FunctionWriter, whole: Local): Local {
  const half = times(f, whole, f.f64(0.5));
  return f.vector("f64x2.ne", half, f.vector("f64x2.floor", half));
}

/** sin x, or for `quarters` = 1 sin(x + π/2), by quadrant. */
function evaluate(f: FunctionWriter, x: Local, quarters: number): Local {
  const { shifted, whole, ...rest } = reduceHalf(f, x);
  const { sin, cos } = evaluateNear(f, rest);
  const odd = isOdd(f, whole);
  const size = quarters === 0 ? choose(f, odd, cos, sin) : choose(f, odd, sin, cos);
  const quadrant = quarters === 0 ? shifted : f.vector("i64x2.add", shifted, bits(f, BigInt(quarters)));
  const flips = f.shift("i64x2.shl", f.vector("v128.and", quadrant, bits(f, 2n)), 62);
  return f.vector("v128.xor", size, flips);
}

/** sin x; `host` writes the host's own function, for lanes too large to reduce here. −0 stays. */
export function evaluateSin(f: FunctionWriter, x: Local, host: () => Local): Local {
  const value = choose(f, equal(f, x, f.f64(0)), x, evaluate(f, x, 0));
  return orHost(f, x, value, host);
}

export function evaluateCos(f: FunctionWriter, x: Local, host: () => Local): Local {
  return orHost(f, x, evaluate(f, x, 1), host);
}

/** sin / cos, or −cos / sin in odd quadrants. */
export function evaluateTan(f: FunctionWriter, x: Local, host: () => Local): Local {
  const { shifted, whole, ...rest } = reduceHalf(f, x);
  const { sin, cos } = evaluateNear(f, rest);
  const odd = isOdd(f, whole);
  const quotient = over(f, choose(f, odd, cos, sin), choose(f, odd, sin, cos));
  const signed = f.vector("v128.xor", quotient, f.vector("v128.and", odd, f.f64(-0)));
  return orHost(f, x, choose(f, equal(f, x, f.f64(0)), x, signed), host);
}
