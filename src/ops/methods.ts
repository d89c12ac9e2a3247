/** The tables that tensor methods are made from, one family of equal signatures each; adding a row adds a method. */

import type { Node } from "../graph/node.ts";
import { equal, less, lessEqual, logicalAnd, logicalNot, logicalOr, notEqual } from "./comparison.ts";
import { activations } from "./composite/activations.ts";
import { broadcasting } from "./composite/broadcasting.ts";
import { axiswise } from "./composite/softmax.ts";
import { logSumExp, mean, standardDeviation, variance } from "./composite/statistics.ts";
import * as rows from "./elementwise.ts";
import { nonzero, positive, reals, truth } from "./elementwise-row.ts";
import { onAny, onBool, onFloat, onNumeric } from "./method-row.ts";
import { max, min, prod } from "./reduction.ts";
import { sum } from "./sum-expand.ts";

/** Methods without arguments that keep the shape. */
export const unaryMethods = {
  /** −x. */
  neg: onNumeric(rows.neg, [reals]),
  /** |x|; the derivative at 0 is 0. */
  abs: onNumeric(rows.abs, [nonzero]),
  /** −1, 0 or 1; NaN stays NaN. */
  sign: onNumeric(rows.sign, [nonzero], false),
  /** eˣ. */
  exp: onFloat(rows.exp, [reals]),
  /** eˣ − 1, exact near 0. */
  expm1: onFloat(rows.expm1, [reals]),
  /** The natural logarithm. */
  log: onFloat(rows.log, [positive]),
  /** log(1 + x), exact near 0. */
  log1p: onFloat(rows.log1p, [positive]),
  /** √x. */
  sqrt: onFloat(rows.sqrt, [positive]),
  /** The sine, of radians. */
  sin: onFloat(rows.sin, [reals]),
  /** The cosine, of radians. */
  cos: onFloat(rows.cos, [reals]),
  /** The hyperbolic tangent. */
  tanh: onFloat(rows.tanh, [reals]),
  /** 1 / (1 + e⁻ˣ). */
  sigmoid: onFloat(rows.sigmoid, [reals]),
  /** log(1 + eˣ). */
  softplus: onFloat(rows.softplus, [reals]),
  /** The error function. */
  erf: onFloat(rows.erf, [reals]),
  /** The largest whole number that is not larger; no derivative passes. */
  floor: onFloat(rows.floor, rows.floor.op.domain, false),
  ...activations,
};

/** Arithmetic with another tensor or a number. */
export const binaryMethods = {
  /** a + b. */
  add: onNumeric(broadcasting("add", rows.add), [reals, reals]),
  /** a − b. */
  sub: onNumeric(broadcasting("sub", rows.sub), [reals, reals]),
  /** a · b. */
  mul: onNumeric(broadcasting("mul", rows.mul), [reals, reals]),
  /** a / b. */
  div: onFloat(broadcasting("div", rows.div), [reals, nonzero]),
  /** aᵇ as IEEE 754 defines it. */
  pow: onFloat(broadcasting("pow", rows.pow), [positive, reals]),
  /** The larger one; NaN if either is. A tie gives half the derivative to each side. */
  maximum: onNumeric(broadcasting("maximum", rows.maximum), [reals, reals]),
  /** The smaller one; NaN if either is. A tie gives half the derivative to each side. */
  minimum: onNumeric(broadcasting("minimum", rows.minimum), [reals, reals]),
};

const greater = (a: Node, b: Node): Node => less(b, a);
const greaterEqual = (a: Node, b: Node): Node => lessEqual(b, a);

/** Comparisons with another tensor or a number; the result is `bool`. */
export const comparisonMethods = {
  /** a = b; NaN equals nothing. */
  equal: onAny(broadcasting("equal", equal), [reals, reals], false),
  /** a ≠ b; true for NaN. */
  notEqual: onAny(broadcasting("notEqual", notEqual), [reals, reals], false),
  /** a < b. */
  less: onNumeric(broadcasting("less", less), [reals, reals], false),
  /** a ≤ b. */
  lessEqual: onNumeric(broadcasting("lessEqual", lessEqual), [reals, reals], false),
  /** a > b. */
  greater: onNumeric(broadcasting("greater", greater), [reals, reals], false),
  /** a ≥ b. */
  greaterEqual: onNumeric(broadcasting("greaterEqual", greaterEqual), [reals, reals], false),
};

/** Truth-value methods with another `bool` tensor. */
export const logicalMethods = {
  /** Both. */
  logicalAnd: onBool(broadcasting("logicalAnd", logicalAnd), [truth, truth], false),
  /** Either or both. */
  logicalOr: onBool(broadcasting("logicalOr", logicalOr), [truth, truth], false),
};

/** Truth-value methods without arguments. */
export const logicalUnaryMethods = {
  /** The opposite. */
  logicalNot: onBool(logicalNot, [truth], false),
};

/** Folds over axes: `(axes?, { keepDims? })`; without axes, over all of them. */
export const reductionMethods = {
  /** Σ x; of nothing, 0. */
  sum: onNumeric(sum, [reals]),
  /** The arithmetic mean; of nothing, NaN. */
  mean: onFloat(mean, [reals]),
  /** The largest element; NaN if any is. Ties share the derivative equally. */
  max: onNumeric(max, [reals]),
  /** The smallest element; NaN if any is. Ties share the derivative equally. */
  min: onNumeric(min, [reals]),
  /** Π x; of nothing, 1. */
  prod: onNumeric(prod, [reals]),
  /** log Σ eˣ without overflow; of nothing, −∞. */
  logSumExp: onFloat(logSumExp, [reals]),
};

/** Spread over axes: `(axes?, { keepDims?, correction? })`; a correction of 1 divides by n − 1. */
export const spreadMethods = {
  /** The variance, divided by n − correction. */
  var: onFloat(variance, [reals]),
  /** The standard deviation, the root of the variance. */
  std: onFloat(standardDeviation, [reals]),
};

/** Functions along one axis, the last by default, that keep the shape. */
export const axisMethods = axiswise;
