/** The function erf of f32 vectors as two polynomials; knows no loop. */

import { singles } from "./approximation.ts";
import { evaluatePlainExp } from "./exponentials.ts";
import type { Local } from "./function-writer.ts";
import type { VectorWriter } from "./lockstep.ts";

const { add, choose, minus, polynomial, times, withSignOf } = singles;

const boundary = 0.92;
/** erf x / x − 1 in x², for |x| ≤ 0.92; error 1.6e-8. */
const near = [
  0.12837915122509003, -0.3761250674724579, 0.11281926929950714, -0.02677021734416485, 0.004997979383915663,
  -0.0006013280944898725,
];
/** −log(1 − erf x), for 0.92 ≤ x ≤ 4.1; error of erf 1.6e-9. */
const far = [
  0.00019191580940969288, 1.1276897192001343, 0.6371610760688782, 0.10394809395074844, -0.022233907133340836,
  0.003044741926714778, -0.0001960710360435769,
];

/** NaN is not above the boundary: it comes out of the near polynomial. */
export function evaluateErf(f: VectorWriter, x: Local): Local {
  const size = f.vector("f32x4.abs", x);
  const square = times(f, x, x);
  const small = add(f, x, times(f, x, polynomial(f, square, near)));
  const bounded = f.vector("f32x4.pmin", size, f.f32(4.1));
  const complement = evaluatePlainExp(f, f.vector("f32x4.neg", polynomial(f, bounded, far)));
  const large = withSignOf(f, minus(f, f.f32(1), complement), x);
  return choose(f, f.vector("f32x4.gt", size, f.f32(boundary)), large, small);
}
