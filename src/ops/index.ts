/** The op table and its builders, as the floors above see them. */

export { cast, equal, select, stopGradient } from "./comparison.ts";
export { expandTogether } from "./composite/broadcasting.ts";
export { attention, type CellWeights, gruCell, lstmCell } from "./composite/cells.ts";
export { argMax, argMin, embedding, oneHot, stack, swapAxes, take } from "./composite/choosing.ts";
export { convolve, convolveTransposed } from "./composite/convolution.ts";
export { diag, trace, tril, triu } from "./composite/diagonals.ts";
export { einsum } from "./composite/einsum.ts";
export {
  batchNorm,
  batchNormTrain,
  groupNorm,
  instanceNorm,
  l2Normalize,
  layerNorm,
  rmsNorm,
} from "./composite/normalization.ts";
export { celu, clip, elu, leakyRelu } from "./composite/piecewise.ts";
export {
  adaptiveAveragePool2d,
  avgPool,
  globalAveragePool,
  globalMaxPool,
  maxPool,
  upsampleNearest2d,
} from "./composite/pooling.ts";
export { dot, matmul, outer } from "./composite/products.ts";
export { flip, index, padFromWithin, repeat, roll, split, tile, unstack } from "./composite/rearranging.ts";
export { cumprod, cumsum } from "./composite/scans.ts";
export { sort, topK } from "./composite/sorting.ts";
export { checkDType, checkSameDType, composeDTypes, type LayerDTypes } from "./dtype-rules.ts";
export * from "./elementwise.ts";
export { declareHost, hostCallOf, hostForEach } from "./host.ts";
export { checkIndices, concat, gather, scatterAdd } from "./indexing.ts";
export { constant, iota, source } from "./leaves.ts";
export * from "./methods.ts";
export { pad, permute, reshape, slice } from "./movement.ts";
export { alias, differentiateBy, recompute } from "./passing.ts";
export { drawBy, dropout, splitKey } from "./random.ts";
export { type ReductionName, reductions } from "./reduction.ts";
export { collapseAxes, expand, fill, fillLike, sum } from "./sum-expand.ts";
