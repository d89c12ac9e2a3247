/** The functions sin and cos of f32 vectors as polynomials; knows no loop. */

import { singles } from "./approximation.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { highDoubles, joinDoubles, lowDoubles } from "./widths.ts";

const { add, choose, minus, polynomial, times } = singles;

/** (sin r − r) / r³ in r², for |r| ≤ π/4; error 4e-9. */
const sine = [-0.16666653752326965, 0.008332131430506706, -0.00019510838319547474];
/** (cos r − 1 + ½r²) / r⁴ in r², for |r| ≤ π/4; error 1e-10. */
const cosine = [0.04166664555668831, -0.0013887305976822972, 2.4431203200947493e-5];
/** Beyond this size the host's own function takes over. */
const largest = 1e6;

/** x − n·π/2 in doubles, n the nearest whole number; n in the lowest bits of the second vector's doubles. */
function reduceHalf(f: FunctionWriter, x: Local): { rest: Local; turns: Local } {
  const turns = f.vector("f64x2.nearest", f.vector("f64x2.mul", x, f.f64(2 / Math.PI)));
  const rest = f.vector("f64x2.sub", x, f.vector("f64x2.mul", turns, f.f64(Math.PI / 2)));
  return { rest, turns };
}

/** sin x, or for `quarters` = 1 sin(x + π/2), by quadrant. */
function evaluate(f: FunctionWriter, x: Local, quarters: number, host: () => Local): Local {
  const low = reduceHalf(f, lowDoubles(f, x));
  const high = reduceHalf(f, highDoubles(f, x));
  const r = joinDoubles(f, low.rest, high.rest);
  const turns = joinDoubles(f, low.turns, high.turns);
  const whole = f.vector("i32x4.trunc_sat_f32x4_s", turns);
  const quadrant = f.vector("i32x4.add", whole, f.i32(quarters));
  const square = times(f, r, r);
  const bySine = add(f, r, times(f, times(f, r, square), polynomial(f, square, sine)));
  const tail = times(f, times(f, square, square), polynomial(f, square, cosine));
  const byCosine = add(f, minus(f, f.f32(1), times(f, f.f32(0.5), square)), tail);
  const odd = f.vector("i32x4.eq", f.vector("v128.and", quadrant, f.i32(1)), f.i32(1));
  const flips = f.shift("i32x4.shl", f.vector("v128.and", quadrant, f.i32(2)), 30);
  const value = f.vector("v128.xor", choose(f, odd, byCosine, bySine), flips);
  const result = f.local("v128");
  f.get(value);
  f.set(result);
  f.get(f.vector("f32x4.gt", f.vector("f32x4.abs", x), f.f32(largest)));
  f.emit("v128.any_true");
  f.branch(() => {
    f.get(host());
    f.set(result);
  });
  return result;
}

/** sin x; `host` writes the host's own function, for lanes too large to reduce here. −0 stays. */
export function evaluateSin(f: FunctionWriter, x: Local, host: () => Local): Local {
  return choose(f, f.vector("f32x4.eq", x, f.f32(0)), x, evaluate(f, x, 0, host));
}

export function evaluateCos(f: FunctionWriter, x: Local, host: () => Local): Local {
  return evaluate(f, x, 1, host);
}
