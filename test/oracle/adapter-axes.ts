/** Neutral names of reductions, scans and ops along an axis to the library's; composes nothing. */

import type { Untyped } from "../tensor/untyped.ts";
import { type Adapter, type Apply, method, methodWith, rename } from "./apply.ts";

const reductionOptions = { keepdims: "keepDims", correction: "correction" };

const reduction =
  (
    name:
      | "sum"
      | "mean"
      | "prod"
      | "max"
      | "min"
      | "logSumExp"
      | "var"
      | "std"
      | "l1Norm"
      | "l2Norm"
      | "sumOfSquares"
      | "any"
      | "all",
  ): Apply =>
  ([x], attributes) =>
    x![name](attributes.axis, rename(attributes, reductionOptions));

/** Position of an extremum; over all axes it is the one of the flat tensor. */
const choice =
  (name: "argMax" | "argMin"): Apply =>
  ([x], attributes) => {
    const { axis, keepdims } = attributes;
    if (axis !== null) return x![name](axis, rename(attributes, reductionOptions));
    const found = x!.flatten()[name](0);
    return keepdims === true ? found.reshape(x!.shape.map(() => 1)) : found;
  };

const scan =
  (name: "cumsum" | "cumprod"): Apply =>
  ([x], attributes) =>
    x![name](attributes.axis, rename(attributes, { exclusive: "exclusive", reverse: "reverse" }));

const ordered = ({ values, indices }: { readonly values: Untyped; readonly indices: Untyped }): Untyped[] => [
  values,
  indices,
];

export const axesAdapter: Adapter = {
  reduce_sum: reduction("sum"),
  reduce_mean: reduction("mean"),
  reduce_prod: reduction("prod"),
  reduce_max: reduction("max"),
  reduce_min: reduction("min"),
  reduce_any: reduction("any"),
  reduce_all: reduction("all"),
  reduce_l1: reduction("l1Norm"),
  reduce_l2: reduction("l2Norm"),
  reduce_sumsq: reduction("sumOfSquares"),
  reduce_var: reduction("var"),
  reduce_std: reduction("std"),
  logsumexp: reduction("logSumExp"),
  argmax: choice("argMax"),
  argmin: choice("argMin"),
  cumsum: scan("cumsum"),
  cumprod: scan("cumprod"),
  softmax: methodWith("softmax", "axis"),
  log_softmax: methodWith("logSoftmax", "axis"),
  sort: ([x], attributes) =>
    ordered(x!.sort(attributes.axis, rename(attributes, { descending: "descending" }))),
  topk: ([x], attributes) =>
    ordered(x!.topK(attributes.k, attributes.axis, rename(attributes, { largest: "largest" }))),
  matmul: method("matmul"),
  dot: method("dot"),
  outer: method("outer"),
};
