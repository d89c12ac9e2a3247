/** Neutral names of convolutions, pools, norms, cells and losses to the library's; composes only what is an arrangement. */

import * as microml from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import type { Untyped } from "../tensor/untyped.ts";
import { type Adapter, type Apply, method, methodWith, named, rename } from "./apply.ts";
import type { Attributes } from "./case.ts";

type Loose = (...given: readonly unknown[]) => Untyped;
type LossName =
  | "crossEntropy"
  | "nll"
  | "binaryCrossEntropy"
  | "mse"
  | "meanAbsoluteError"
  | "huber"
  | "smoothL1"
  | "klDivergence"
  | "cosineSimilarity";
const loss = losses as unknown as Record<LossName, Loose>;
const { einsum, attention, gruCell, lstmCell } = microml as unknown as Record<
  "einsum" | "attention" | "gruCell",
  Loose
> & {
  lstmCell: (...given: readonly unknown[]) => { readonly h: Untyped; readonly c: Untyped };
};

const slidingOptions = {
  kernel: "kernel",
  stride: "stride",
  padding: "padding",
  output_padding: "outputPadding",
  dilation: "dilation",
  groups: "groups",
  ceil_mode: "ceilMode",
  count_include_pad: "countIncludePad",
};

const convolution =
  (name: "conv1d" | "conv2d" | "convTranspose1d" | "convTranspose2d"): Apply =>
  ([x, weight, bias], attributes) =>
    x![name](weight, { ...rename(attributes, slidingOptions), ...named({ bias }) });

const pool =
  (name: "maxPool1d" | "maxPool2d" | "avgPool1d" | "avgPool2d"): Apply =>
  ([x], attributes) =>
    x![name](rename(attributes, slidingOptions));

const epsilonOf = (attributes: Attributes): Attributes => rename(attributes, { eps: "epsilon" });

const lossOptions = {
  reduction: "reduction",
  label_smoothing: "labelSmoothing",
  ignore_index: "ignoreIndex",
  delta: "delta",
  beta: "beta",
  axis: "axis",
  eps: "epsilon",
};

const lossOf =
  (name: LossName, more: Attributes = {}): Apply =>
  ([prediction, target], attributes) =>
    loss[name](prediction, target, { ...rename(attributes, lossOptions), ...more });

/** Running statistics after a batch: (1 − momentum)·old + momentum·batch, the variance unbiased. */
function trainBatchNorm(inputs: readonly Untyped[], attributes: Attributes): Untyped[] {
  const [x, gamma, beta, runningMean, runningVariance] = inputs;
  const { output, mean, variance } = x!.batchNormTrain({
    ...epsilonOf(attributes),
    ...named({ gamma, beta }),
  });
  const momentum = attributes.momentum as number;
  const count = x!.size / x!.shape[1]!;
  const move = (old: Untyped, batch: Untyped): Untyped => old.mul(1 - momentum).add(batch.mul(momentum));
  return [output, move(runningMean!, mean), move(runningVariance!, variance.mul(count / (count - 1)))];
}

export const layersAdapter: Adapter = {
  einsum: (inputs, { equation }) => einsum(equation, ...inputs),
  attention: ([q, k, v, mask], attributes) =>
    attention(q, k, v, { ...rename(attributes, { causal: "causal" }), ...named({ mask }) }),
  gru_cell: (inputs) => gruCell(...inputs),
  lstm_cell: (inputs) => {
    const { h, c } = lstmCell(...inputs);
    return [h, c];
  },

  conv1d: convolution("conv1d"),
  conv2d: convolution("conv2d"),
  conv_transpose1d: convolution("convTranspose1d"),
  conv_transpose2d: convolution("convTranspose2d"),
  max_pool1d: pool("maxPool1d"),
  max_pool2d: pool("maxPool2d"),
  avg_pool1d: pool("avgPool1d"),
  avg_pool2d: pool("avgPool2d"),
  global_avg_pool: method("globalAveragePool"),
  global_max_pool: method("globalMaxPool"),
  adaptive_avg_pool2d: methodWith("adaptiveAveragePool2d", "output_size"),
  upsample_nearest2d: methodWith("upsampleNearest2d", "scale"),

  layer_norm: ([x, gamma, beta], attributes) =>
    x!.layerNorm(attributes.n_axes, { ...epsilonOf(attributes), ...named({ gamma, beta }) }),
  rms_norm: ([x, gamma], attributes) => x!.rmsNorm({ ...epsilonOf(attributes), ...named({ gamma }) }),
  group_norm: ([x, gamma, beta], attributes) =>
    x!.groupNorm(attributes.groups, { ...epsilonOf(attributes), ...named({ gamma, beta }) }),
  instance_norm: ([x, gamma, beta], attributes) =>
    x!.instanceNorm({ ...epsilonOf(attributes), ...named({ gamma, beta }) }),
  batch_norm_eval: ([x, gamma, beta, mean, variance], attributes) =>
    x!.batchNorm({ ...epsilonOf(attributes), ...named({ gamma, beta, mean, variance }) }),
  batch_norm_train: trainBatchNorm,
  l2_normalize: ([x], attributes) => x!.l2Normalize(attributes.axis, epsilonOf(attributes)),

  cross_entropy: ([logits, target, weight], attributes) =>
    loss.crossEntropy(logits, target, { ...rename(attributes, lossOptions), ...named({ weight }) }),
  bce_with_logits: ([logits, target, positiveWeight], attributes) =>
    loss.binaryCrossEntropy(logits, target, {
      ...rename(attributes, lossOptions),
      ...named({ positiveWeight }),
      from: "logits",
    }),
  bce: lossOf("binaryCrossEntropy", { from: "probabilities" }),
  nll: lossOf("nll"),
  mse: lossOf("mse"),
  mae: lossOf("meanAbsoluteError"),
  huber: lossOf("huber"),
  smooth_l1: lossOf("smoothL1"),
  kl_div: ([q, p], attributes) => {
    const { reduction } = attributes;
    return loss.klDivergence(q, p, { reduction: reduction === "batchmean" ? "batchMean" : reduction });
  },
  cosine_similarity: lossOf("cosineSimilarity"),
};
