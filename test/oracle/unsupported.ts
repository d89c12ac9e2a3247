/** What the reference cases ask for and the library cannot do yet; the list can only shrink, as its test sees to. */

/** Ops that are neither in the library nor a few lines of what is. */
export const unsupportedOps: readonly string[] = [
  "acos",
  "acosh",
  "asin",
  "asinh",
  "atan",
  "atan2",
  "atanh",
  "cosh",
  "sinh",
  "round",
  "hypot",
  "conv2d",
  "cosine_similarity",
  "cumsum",
  "diag",
  "kl_div",
  "l2_normalize",
  "max_pool2d",
  "scatter_add",
  "sort",
  "topk",
  "trace",
];

/** Options of ops that the library has without them: `op option`. */
export const unsupportedOptions: readonly string[] = [
  "bce_with_logits pos_weight",
  "cross_entropy ignore_index",
  "cross_entropy label_smoothing",
  "cross_entropy weight",
  "pad edge",
  "pad reflect",
];

/** Optimizers, and what may stand around one. */
export const unsupportedTraining: readonly string[] = ["adagrad", "adam", "rmsprop", "clip", "schedule"];
