/** Every run-time shape rule, each the twin of the type of the same name. */

export { attention } from "./attention.ts";
export { alongAxes, alongAxis, listAxes, normalizeAxes, normalizeAxis, normalizeNewAxis } from "./axis.ts";
export { broadcast, broadcastAll, broadcastTo } from "./broadcast.ts";
export { lstmCell, recurrentCell } from "./cell.ts";
export { concat, stack } from "./concat.ts";
export { einsum, normalizeEinsum } from "./einsum.ts";
export { formatShape, formatShapes } from "./format.ts";
export { gather, oneHot, scatterAdd, take } from "./gather.ts";
export { compose, type LayerShapes, linear, type Pattern, through } from "./layer.ts";
export { convLayer, layerSizes, mlpSizes, poolLayer } from "./layer-settings.ts";
export { layout, literal, type NestedArray } from "./literal.ts";
export { cosineSimilarity, crossEntropy, nll } from "./loss.ts";
export { matmul } from "./matmul.ts";
export { batchNormTrain, channelNorm, groupNorm, trailingNorm } from "./normalize.ts";
export { pad } from "./pad.ts";
export {
  chunk,
  diag,
  dot,
  embedding,
  index,
  normalizeIndex,
  normalizeRoll,
  outer,
  padWithin,
  repeat,
  split,
  tile,
  trace,
  triangle,
  unstack,
} from "./rearrange.ts";
export { type AxesArgument, reduce, reduceNonEmpty } from "./reduce.ts";
export { flatten, reshape } from "./reshape.ts";
export { roll } from "./roll.ts";
export { sameShape } from "./same-shape.ts";
export { nesterovMomentum, settingWithin, uniformHigh, warmupTotal, wholeNumber } from "./setting.ts";
export { sizeOf, validateShape } from "./size.ts";
export { type NormalizedRange, normalizeSlice, type SliceRange, slice } from "./slice.ts";
export { expandDims, squeeze } from "./squeeze.ts";
export { topK } from "./top-k.ts";
export { normalizePermutation, swapAxes, transpose } from "./transpose.ts";
export { unify } from "./unify.ts";
export {
  adaptivePool2d,
  conv,
  convTranspose,
  convTransposeWindows,
  convWindows,
  globalPool,
  pool,
  poolWindows,
  upsample2d,
} from "./window.ts";
