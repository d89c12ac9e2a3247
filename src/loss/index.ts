/** What users import from "microml/loss". */

export { type BinaryCrossEntropyOptions, binaryCrossEntropy } from "./binary-cross-entropy.ts";
export { type CrossEntropyOptions, crossEntropy } from "./cross-entropy.ts";
export { mse } from "./mse.ts";
export type { LossOptions, Reduced, Reduction } from "./reduction.ts";
