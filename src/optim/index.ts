/** What users import from "microml/optim". */

export { type AdagradOptions, adagrad } from "./adagrad.ts";
export { type AdamOptions, adam } from "./adam.ts";
export { type AdamWOptions, adamW } from "./adam-w.ts";
export { type Clipping, clipByNorm, clipByValue } from "./clipping.ts";
export type { FloatParameter, FloatTensor } from "./float-tensors.ts";
export type { MomentOptions } from "./moments.ts";
export type { Optimizer } from "./optimizer.ts";
export { type RmsPropOptions, rmsProp } from "./rms-prop.ts";
export {
  constantRate,
  cosineDecay,
  cosineRestarts,
  exponentialDecay,
  linearDecay,
  linearWarmup,
  milestoneDecay,
  polynomialDecay,
  type Schedule,
  stepDecay,
  warmupCosine,
} from "./schedules.ts";
export { type SgdOptions, sgd } from "./sgd.ts";
