/** What users import from "microml/optim". */

export { type AdamWOptions, adamW } from "./adam-w.ts";
export type { FloatParameter, FloatTensor, Optimizer } from "./optimizer.ts";
export { type SgdOptions, sgd } from "./sgd.ts";
