/** Vectors of f32 as two vectors of doubles and back; knows no function. */

import type { FunctionWriter, Local } from "./function-writer.ts";

/** The first two lanes of an f32 vector. */
export function lowDoubles(f: FunctionWriter, x: Local): Local {
  return f.vector("f64x2.promote_low_f32x4", x);
}

/** The last two lanes of an f32 vector. */
export function highDoubles(f: FunctionWriter, x: Local): Local {
  return lowDoubles(f, f.shuffle(x, x, [2, 3, 2, 3]));
}

/** Two vectors of doubles as one of f32. */
export function joinDoubles(f: FunctionWriter, low: Local, high: Local): Local {
  const [first, second] = [
    f.vector("f32x4.demote_f64x2_zero", low),
    f.vector("f32x4.demote_f64x2_zero", high),
  ];
  return f.shuffle(first, second, [0, 1, 4, 5]);
}
