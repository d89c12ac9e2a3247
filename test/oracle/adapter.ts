/** From the neutral op names of the cases to what the library offers under its own names; composes nothing. */

import * as losses from "../../src/loss/index.ts";
import { concat, type ElementType, stack, type Untyped, where } from "../tensor/untyped.ts";
import type { Attributes } from "./case.ts";

/** What an op may ask of the run besides its operands. */
export interface Context {
  readonly dtype: ElementType;
}

/** One op: its operands in order and its options give one result or several. */
export type Apply = (
  inputs: readonly Untyped[],
  attributes: Attributes,
  context: Context,
) => Untyped | readonly Untyped[];

type LossFunction = (prediction: Untyped, target: Untyped, options: Attributes) => Untyped;
const { crossEntropy, mse, binaryCrossEntropy } = losses as unknown as Record<
  "crossEntropy" | "mse" | "binaryCrossEntropy",
  LossFunction
>;

const unary =
  (name: "neg" | "abs" | "sign" | "exp" | "expm1" | "log" | "log1p" | "sqrt" | "square" | "reciprocal"): Apply =>
  ([x]) =>
    x![name]();

const other =
  (
    name:
      | "sin" | "cos" | "tanh" | "sigmoid" | "relu" | "silu" | "logSigmoid" | "erf" | "floor" | "logicalNot",
  ): Apply =>
  ([x]) =>
    x![name]();

const binary =
  (
    name:
      | "add" | "sub" | "mul" | "div" | "pow" | "maximum" | "minimum" | "equal" | "notEqual" | "less" | "lessEqual"
      | "greater" | "greaterEqual" | "logicalAnd" | "logicalOr",
  ): Apply =>
  ([a, b]) =>
    a![name](b);

const reduction =
  (name: "sum" | "mean" | "prod" | "max" | "min" | "logSumExp" | "var" | "std"): Apply =>
  ([x], { axis, keepdims, correction }) =>
    x![name](axis, {
      ...(keepdims === undefined ? {} : { keepDims: keepdims }),
      ...(correction === undefined ? {} : { correction }),
    });

/** Position of an extremum; over all axes it is the one of the flat tensor. */
const choice =
  (name: "argMax" | "argMin"): Apply =>
  ([x], { axis, keepdims }) => {
    if (axis !== null) return x![name](axis, { keepDims: keepdims ?? false });
    const found = x!.flatten()[name](0);
    return keepdims === true ? found.reshape(x!.shape.map(() => 1)) : found;
  };

const optionNames = [
  ["reduction", "reduction"],
  ["label_smoothing", "labelSmoothing"],
  ["ignore_index", "ignoreIndex"],
] as const;

/** The library's options of a loss: only those the case has, so that its defaults are tried too. */
function lossOptions(attributes: Attributes, tensors: Readonly<Record<string, Untyped | undefined>> = {}): Attributes {
  const named = optionNames.map(([given, name]) => [name, attributes[given]] as const);
  return Object.fromEntries([...named, ...Object.entries(tensors)].filter(([, value]) => value !== undefined));
}

export const adapter: Readonly<Record<string, Apply>> = {
  neg: unary("neg"),
  abs: unary("abs"),
  sign: unary("sign"),
  exp: unary("exp"),
  expm1: unary("expm1"),
  log: unary("log"),
  log1p: unary("log1p"),
  sqrt: unary("sqrt"),
  square: unary("square"),
  reciprocal: unary("reciprocal"),
  sin: other("sin"),
  cos: other("cos"),
  tanh: other("tanh"),
  sigmoid: other("sigmoid"),
  relu: other("relu"),
  silu: other("silu"),
  logsigmoid: other("logSigmoid"),
  erf: other("erf"),
  floor: other("floor"),
  logical_not: other("logicalNot"),
  gelu: ([x], { approximate }) => (approximate === "tanh" ? x!.geluTanh() : x!.gelu()),
  softplus: ([x], { beta = 1 }) => (beta === 1 ? x!.softplus() : x!.mul(beta).softplus().div(beta)),
  pow_scalar: ([x], { exponent }) => x!.pow(exponent),
  add_scalar: ([x], { value }) => x!.add(value),
  mul_scalar: ([x], { value }) => x!.mul(value),

  add: binary("add"),
  sub: binary("sub"),
  mul: binary("mul"),
  div: binary("div"),
  pow: binary("pow"),
  maximum: binary("maximum"),
  minimum: binary("minimum"),
  eq: binary("equal"),
  ne: binary("notEqual"),
  lt: binary("less"),
  le: binary("lessEqual"),
  gt: binary("greater"),
  ge: binary("greaterEqual"),
  logical_and: binary("logicalAnd"),
  logical_or: binary("logicalOr"),
  where: ([condition, a, b]) => where(condition, a, b),

  matmul: ([a, b]) => a!.matmul(b),

  reduce_sum: reduction("sum"),
  reduce_mean: reduction("mean"),
  reduce_prod: reduction("prod"),
  reduce_max: reduction("max"),
  reduce_min: reduction("min"),
  reduce_var: reduction("var"),
  reduce_std: reduction("std"),
  logsumexp: reduction("logSumExp"),
  argmax: choice("argMax"),
  argmin: choice("argMin"),
  softmax: ([x], { axis }) => x!.softmax(axis),
  log_softmax: ([x], { axis }) => x!.logSoftmax(axis),

  reshape: ([x], { shape }) => x!.reshape(shape),
  transpose: ([x], { perm }) => x!.transpose(perm),
  swapaxes: ([x], { axis1, axis2 }) => x!.swapAxes(axis1, axis2),
  expand_dims: ([x], { axis }) => x!.expandDims(axis),
  squeeze: ([x], { axis }) => x!.squeeze(axis),
  broadcast_to: ([x], { shape }) => x!.broadcastTo(shape),
  flatten: ([x], { start_axis: start, end_axis: end }) => x!.flatten(start, end),
  slice: ([x], { slices }) => x!.slice(slices),
  pad: ([x], { pads, value = 0 }) => x!.pad(pads, value),
  concat: (inputs, { axis }) => concat(inputs, axis),
  stack: (inputs, { axis }) => stack(inputs, axis),
  take: ([x, indices], { axis }) => x!.take(indices, axis),
  gather: ([x, indices], { axis }) => x!.gather(indices, axis),
  embedding: ([table, ids]) => table!.take(ids),
  one_hot: ([ids], { depth }, { dtype }) => ids!.oneHot(depth, { dtype }),

  cross_entropy: ([logits, target, weight], attributes) =>
    crossEntropy(logits!, target!, lossOptions(attributes, { weight })),
  mse: ([prediction, target], attributes) => mse(prediction!, target!, lossOptions(attributes)),
  bce_with_logits: ([logits, target, positiveWeight], attributes) =>
    binaryCrossEntropy(logits!, target!, { ...lossOptions(attributes, { positiveWeight }), from: "logits" }),
  bce: ([probability, target], attributes) =>
    binaryCrossEntropy(probability!, target!, { ...lossOptions(attributes), from: "probabilities" }),
};
