/** The f32 functions that are formulas of vectors alone, so that they can be written for several at once; knows no loop. */

import type { DType } from "../../base/dtype.ts";
import type { ElementwiseName } from "../../ops/elementwise.ts";
import { evaluateErf } from "./error-function.ts";
import {
  evaluateCarefulExp,
  evaluateExpm1,
  evaluatePlainExp,
  evaluateTanh,
  sigmoidBy,
  softplusBy,
} from "./exponentials.ts";
import type { Local } from "./function-writer.ts";
import type { VectorWriter } from "./lockstep.ts";
import { evaluateLog, evaluateLog1p } from "./logarithms.ts";

export type Formula = (f: VectorWriter, x: Local) => Local;

/** A function's formula for any number, and a shorter one, if there is one, for sizes up to `largestPlain`. */
interface Forms {
  readonly careful: Formula;
  readonly plain: Formula | null;
}

const forms: Partial<Record<ElementwiseName, Forms>> = {
  exp: { careful: evaluateCarefulExp, plain: evaluatePlainExp },
  sigmoid: { careful: sigmoidBy(evaluateCarefulExp), plain: sigmoidBy(evaluatePlainExp) },
  softplus: { careful: softplusBy(evaluateCarefulExp), plain: softplusBy(evaluatePlainExp) },
  expm1: { careful: evaluateExpm1, plain: null },
  tanh: { careful: evaluateTanh, plain: null },
  erf: { careful: evaluateErf, plain: null },
  log: { careful: evaluateLog, plain: null },
  log1p: { careful: evaluateLog1p, plain: null },
};

/** The formulas of an op on an element type; `null` if it has none. */
export function formsOf(op: ElementwiseName, dtype: DType): Forms | null {
  return dtype === "f32" ? (forms[op] ?? null) : null;
}
