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
  "avg_pool2d",
  "batch_norm_train",
  "conv2d",
  "cosine_similarity",
  "cumsum",
  "diag",
  "einsum",
  "group_norm",
  "gru_cell",
  "kl_div",
  "l2_normalize",
  "max_pool2d",
  "scatter_add",
  "sort",
  "topk",
  "trace",
];

/** Options of ops that the library has without them: `op option`. */
export const unsupportedOptions: readonly string[] = ["pad edge", "pad reflect"];

/** Arguments that only an op of the library could refuse, and that its composition here lets through: `op: why`. */
export const unsupportedRefusals: readonly string[] = [
  "flip: axis twice",
  "huber: delta must be positive",
  "outer: rank 2",
  "split: negative size",
  "split: sizes do not add up",
];

/** Optimizers, and what may stand around one. */
export const unsupportedTraining: readonly string[] = ["adagrad", "adam", "rmsprop", "clip", "schedule"];
