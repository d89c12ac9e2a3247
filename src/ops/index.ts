/** The op table and its builders, as the floors above see them. */

export { cast, equal, select, stopGradient } from "./comparison.ts";
export { expandTogether } from "./composite/broadcasting.ts";
export { argMax, argMin, oneHot, stack, swapAxes, take } from "./composite/choosing.ts";
export { matmul } from "./composite/products.ts";
export { checkDType, checkSameDType } from "./dtype-rules.ts";
export * from "./elementwise.ts";
export { concat, gather, scatterAdd } from "./indexing.ts";
export { constant, iota, source } from "./leaves.ts";
export * from "./methods.ts";
export { pad, permute, reshape, slice } from "./movement.ts";
export { type ReductionName, reductions } from "./reduction.ts";
export { collapseAxes, expand, fill, fillLike, sum } from "./sum-expand.ts";
