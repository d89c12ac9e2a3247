/** The f32 functions that are formulas of vectors alone, for one vector and for several at once; knows no loop. */

import type { DType } from "../../base/dtype.ts";
import type { ElementwiseName } from "../../ops/elementwise.ts";
import { evaluateErf } from "./error-function.ts";
import {
  evaluateCarefulExp,
  evaluateExp,
  evaluateExpm1,
  evaluatePlainExp,
  evaluateTanh,
  type OverExp,
  sigmoidBy,
  softplusBy,
} from "./exponentials.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import type { VectorWriter } from "./lockstep.ts";
import { evaluateLog, evaluateLog1p } from "./logarithms.ts";

type Formula<Writer> = (f: Writer, x: Local) => Local;

/** How one function is written. */
interface Forms {
  /** For any number. */
  readonly careful: Formula<VectorWriter>;
  /** Shorter, for sizes up to `largestPlain`, if there is such a formula. */
  readonly plain: Formula<VectorWriter> | null;
  /** One vector of any numbers: what may be plain is so where the vector allows it. */
  readonly alone: Formula<FunctionWriter>;
}

const always = (formula: Formula<VectorWriter>): Forms => ({ careful: formula, plain: null, alone: formula });

const overExp = (by: OverExp): Forms => ({
  careful: by(evaluateCarefulExp),
  plain: by(evaluatePlainExp),
  alone: by(evaluateExp),
});

export const f32Functions = {
  exp: overExp((exp) => exp),
  sigmoid: overExp(sigmoidBy),
  softplus: overExp(softplusBy),
  expm1: always(evaluateExpm1),
  tanh: always(evaluateTanh),
  erf: always(evaluateErf),
  log: always(evaluateLog),
  log1p: always(evaluateLog1p),
} as const satisfies Partial<Record<ElementwiseName, Forms>>;

export type F32FunctionName = keyof typeof f32Functions;

const isF32Function = (op: ElementwiseName): op is F32FunctionName => op in f32Functions;

/** The formulas of an op on an element type; `null` if it has none. */
export function formsOf(op: ElementwiseName, dtype: DType): Forms | null {
  return dtype === "f32" && isF32Function(op) ? f32Functions[op] : null;
}
