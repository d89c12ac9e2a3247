/** Shorthands for formulas on vectors of f32 or f64: sums, products, polynomials, choices; knows no function by name. */

import type { Local } from "./function-writer.ts";
import type { VectorWriter } from "./lockstep.ts";

type Binary = (f: VectorWriter, a: Local, b: Local) => Local;

function formulasOf(type: "f32" | "f64") {
  const kind = type === "f32" ? "f32x4" : "f64x2";
  const constant = (f: VectorWriter, value: number): Local => (type === "f32" ? f.f32(value) : f.f64(value));
  const add: Binary = (f, a, b) => f.vector(`${kind}.add`, a, b);
  /** a·b + c, in one rounding where the engine has that. */
  const multiplyAdd = (f: VectorWriter, a: Local, b: Local, c: Local): Local => f.multiplyAdd(kind, a, b, c);
  const times: Binary = (f, a, b) => f.vector(`${kind}.mul`, a, b);
  return {
    add,
    multiplyAdd,
    times,
    minus: (f: VectorWriter, a: Local, b: Local): Local => f.vector(`${kind}.sub`, a, b),
    over: (f: VectorWriter, a: Local, b: Local): Local => f.vector(`${kind}.div`, a, b),
    /** Masks of the lanes where a is less than b. */
    less: (f: VectorWriter, a: Local, b: Local): Local => f.vector(`${kind}.lt`, a, b),
    equal: (f: VectorWriter, a: Local, b: Local): Local => f.vector(`${kind}.eq`, a, b),
    absolute: (f: VectorWriter, a: Local): Local => f.vector(`${kind}.abs`, a),

    /** c₀ + c₁x + c₂x² + …, in pairs (Estrin): half the waiting of one product after the other. */
    polynomial: (f: VectorWriter, x: Local, coefficients: readonly number[]): Local => {
      let level = coefficients.map((coefficient) => constant(f, coefficient));
      let power = x;
      while (level.length > 1) {
        const next: Local[] = [];
        for (let index = 0; index + 1 < level.length; index += 2) {
          next.push(multiplyAdd(f, level[index + 1]!, power, level[index]!));
        }
        if (level.length % 2 === 1) next.push(level.at(-1)!);
        level = next;
        if (level.length > 1) power = times(f, power, power);
      }
      return level[0]!;
    },

    /** `a` in the lanes where the mask holds, else `b`. */
    choose: (f: VectorWriter, mask: Local, a: Local, b: Local): Local =>
      f.vector("v128.bitselect", a, b, mask),

    /** |size| with the sign bit of x added to it. */
    withSignOf: (f: VectorWriter, size: Local, x: Local): Local =>
      f.vector("v128.or", size, f.vector("v128.and", x, constant(f, -0))),

    /** x within bounds; NaN stays, since it compares with nothing. */
    clamp: (f: VectorWriter, x: Local, low: number, high: number): Local =>
      f.vector(`${kind}.pmin`, f.vector(`${kind}.pmax`, x, constant(f, low)), constant(f, high)),
  };
}

export const singles = formulasOf("f32");
export const doubles = formulasOf("f64");
