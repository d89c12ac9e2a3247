/** What users import from "microml/loss". */

export { type BinaryCrossEntropyOptions, binaryCrossEntropy } from "./binary-cross-entropy.ts";
export { type CrossEntropyOptions, crossEntropy } from "./cross-entropy.ts";
export {
  type CosineSimilarityOptions,
  cosineSimilarity,
  type KlDivergenceOptions,
  klDivergence,
} from "./divergence.ts";
export { mse } from "./mse.ts";
export { type NllOptions, nll } from "./nll.ts";
export type { LossOptions, Reduced, Reduction } from "./reduction.ts";
export {
  type HuberOptions,
  huber,
  meanAbsoluteError,
  type SmoothL1Options,
  smoothL1,
} from "./regression.ts";
