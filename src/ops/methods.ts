/** The tables that tensor methods are made from, one family of equal signatures each; adding a row adds a method. */

import type { Node } from "../graph/node.ts";
import { equal, less, lessEqual, logicalAnd, logicalNot, logicalOr, notEqual } from "./comparison.ts";
import { activations } from "./composite/activations.ts";
import { broadcasting } from "./composite/broadcasting.ts";
import { all, any, l1Norm, l2Norm, sumOfSquares } from "./composite/magnitudes.ts";
import { floorMod, logAddExp, prelu, squaredDifference } from "./composite/pairwise.ts";
import { piecewise, tests } from "./composite/piecewise.ts";
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
  /** The smallest whole number that is not smaller; no derivative passes. */
  ceil: onFloat(rows.ceil, rows.ceil.op.domain, false),
  /** The nearest whole number, of two equally near ones the even one; no derivative passes. */
  round: onFloat(rows.round, rows.round.op.domain, false),
  /** The whole number next to x on the way to zero; no derivative passes. */
  trunc: onFloat(rows.trunc, rows.trunc.op.domain, false),
  /** The logarithm to base 2. */
  log2: onFloat(rows.log2, [positive]),
  /** The logarithm to base 10. */
  log10: onFloat(rows.log10, [positive]),
  /** The tangent, of radians. */
  tan: onFloat(rows.tan, rows.tan.op.domain),
  /** The inverse sine, in [−π/2, π/2]. */
  asin: onFloat(rows.asin, rows.asin.op.domain),
  /** The inverse cosine, in [0, π]. */
  acos: onFloat(rows.acos, rows.acos.op.domain),
  /** The inverse tangent, in [−π/2, π/2]. */
  atan: onFloat(rows.atan, [reals]),
  /** The hyperbolic sine. */
  sinh: onFloat(rows.sinh, [reals]),
  /** The hyperbolic cosine. */
  cosh: onFloat(rows.cosh, [reals]),
  /** The inverse hyperbolic sine. */
  asinh: onFloat(rows.asinh, [reals]),
  /** The inverse hyperbolic cosine, of x ≥ 1. */
  acosh: onFloat(rows.acosh, rows.acosh.op.domain),
  /** The inverse hyperbolic tangent, of |x| < 1. */
  atanh: onFloat(rows.atanh, rows.atanh.op.domain),
  ...activations,
  ...piecewise,
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
  /** The angle of the point (b, a), in [−π, π]. */
  atan2: onFloat(broadcasting("atan2", rows.atan2), rows.atan2.op.domain),
  /** a − ⌊a/b⌋·b, with the sign of b. */
  floorMod: onFloat(broadcasting("floorMod", floorMod), rows.fmod.op.domain, false),
  /** a − trunc(a/b)·b, with the sign of a. */
  fmod: onFloat(broadcasting("fmod", rows.fmod), rows.fmod.op.domain, false),
  /** (a − b)². */
  squaredDifference: onNumeric(broadcasting("squaredDifference", squaredDifference), [reals, reals]),
  /** log(eᵃ + eᵇ) without overflow. */
  logAddExp: onFloat(broadcasting("logAddExp", logAddExp), [reals, reals]),
  /** √(a² + b²) without overflow; the derivative at the origin is 0. */
  hypot: onFloat(broadcasting("hypot", rows.hypot), [nonzero, nonzero]),
  /** a above 0, a·b from there down; the derivative at 0 is b. */
  prelu: onFloat(broadcasting("prelu", prelu), [nonzero, reals]),
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
  /** One of them but not both. */
  logicalXor: onBool(broadcasting("logicalXor", notEqual), [truth, truth], false),
};

/** Truth values about single elements, without arguments; the result is `bool`. */
export const testMethods = tests;

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
  /** Σ |x|. */
  l1Norm: onNumeric(l1Norm, [nonzero]),
  /** √Σ x²; the derivative at the origin is 0. */
  l2Norm: onFloat(l2Norm, [nonzero]),
  /** Σ x². */
  sumOfSquares: onNumeric(sumOfSquares, [reals]),
};

/** Folds of truth values over axes: `(axes?, { keepDims? })`. */
export const boolReductionMethods = {
  /** Whether any is true; of nothing, false. */
  any: onBool(any, [truth], false),
  /** Whether all are true; of nothing, true. */
  all: onBool(all, [truth], false),
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
