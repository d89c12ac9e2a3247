/** The functions of f64 vectors by name, and which of them a module has once; knows no kernel. */

import type { FunctionWriter, Local } from "../function-writer.ts";
import { evaluateAcos, evaluateAsin, evaluateAtan, evaluateAtan2 } from "./arcs.ts";
import { evaluateErf } from "./error-function.ts";
import {
  evaluateCosh,
  evaluateExp,
  evaluateExpm1,
  evaluateSigmoid,
  evaluateSinh,
  evaluateSoftplus,
  evaluateTanh,
} from "./exponentials.ts";
import {
  evaluateAcosh,
  evaluateAsinh,
  evaluateAtanh,
  evaluateLog,
  evaluateLog1p,
  evaluateLog2,
  evaluateLog10,
} from "./logarithms.ts";
import { evaluateFmod, evaluateHypot, evaluatePow } from "./powers.ts";
import { evaluateCos, evaluateSin, evaluateTan } from "./trigonometric.ts";

/** The functions that leave some arguments to the host's own. */
export const hostNames = ["sin", "cos", "tan"] as const;
export type HostName = (typeof hostNames)[number];

/** Writes a function of the operands; `host` writes the host's own function of the first. */
type Formula = (f: FunctionWriter, operands: readonly Local[], host: () => Local) => Local;

const unary =
  (evaluate: (f: FunctionWriter, x: Local, host: () => Local) => Local): Formula =>
  (f, [x], host) =>
    evaluate(f, x!, host);

const binary =
  (evaluate: (f: FunctionWriter, x: Local, y: Local) => Local): Formula =>
  (f, [x, y]) =>
    evaluate(f, x!, y!);

type InlineFormula = (f: FunctionWriter, x: Local) => Local;

/** Short ones, and those that training spends its time in: written where they are used, so that loops load constants once. */
export const inlineFunctions = {
  exp: evaluateExp,
  expm1: evaluateExpm1,
  log: evaluateLog,
  log1p: evaluateLog1p,
  tanh: evaluateTanh,
  sigmoid: evaluateSigmoid,
  softplus: evaluateSoftplus,
} as const satisfies Record<string, InlineFormula>;

/** Long ones: a function of the module each. */
export const sharedFunctions = {
  log2: unary(evaluateLog2),
  log10: unary(evaluateLog10),
  pow: binary(evaluatePow),
  hypot: binary(evaluateHypot),
  fmod: binary(evaluateFmod),
  erf: unary(evaluateErf),
  sin: unary(evaluateSin),
  cos: unary(evaluateCos),
  tan: unary(evaluateTan),
  asin: unary(evaluateAsin),
  acos: unary(evaluateAcos),
  atan: unary(evaluateAtan),
  atan2: binary(evaluateAtan2),
  sinh: unary(evaluateSinh),
  cosh: unary(evaluateCosh),
  asinh: unary(evaluateAsinh),
  acosh: unary(evaluateAcosh),
  atanh: unary(evaluateAtanh),
} as const satisfies Record<string, Formula>;

export type InlineName = keyof typeof inlineFunctions;
export type SharedName = keyof typeof sharedFunctions;
