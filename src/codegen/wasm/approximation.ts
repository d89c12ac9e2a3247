/** Shorthands for f32 formulas on vectors: sums, products, polynomials, choices; knows no function by name. */

import type { FunctionWriter, Local } from "./function-writer.ts";

/** c₀ + c₁x + c₂x² + …, in pairs (Estrin): half the waiting of one product after the other. */
export function polynomial(f: FunctionWriter, x: Local, coefficients: readonly number[]): Local {
  let level = coefficients.map((coefficient) => f.f32(coefficient));
  let power = x;
  while (level.length > 1) {
    const next: Local[] = [];
    for (let index = 0; index + 1 < level.length; index += 2) {
      next.push(add(f, level[index]!, times(f, level[index + 1]!, power)));
    }
    if (level.length % 2 === 1) next.push(level.at(-1)!);
    level = next;
    if (level.length > 1) power = times(f, power, power);
  }
  return level[0]!;
}

export const add = (f: FunctionWriter, a: Local, b: Local): Local => f.vector("f32x4.add", a, b);
export const minus = (f: FunctionWriter, a: Local, b: Local): Local => f.vector("f32x4.sub", a, b);
export const times = (f: FunctionWriter, a: Local, b: Local): Local => f.vector("f32x4.mul", a, b);
export const over = (f: FunctionWriter, a: Local, b: Local): Local => f.vector("f32x4.div", a, b);

/** `a` in the lanes where the mask holds, else `b`. */
export const choose = (f: FunctionWriter, mask: Local, a: Local, b: Local): Local =>
  f.vector("v128.bitselect", a, b, mask);

/** |size| with the sign bit of x added to it. */
export function withSignOf(f: FunctionWriter, size: Local, x: Local): Local {
  return f.vector("v128.or", size, f.vector("v128.and", x, f.f32(-0)));
}
