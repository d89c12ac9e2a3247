/** The table of elementwise primitives, one row each; the rows themselves stand with their families. */

import type { ElementwiseOp } from "../graph/op.ts";
import * as arithmetic from "./arithmetic.ts";
import * as comparison from "./comparison.ts";
import * as passing from "./passing.ts";
import * as rounding from "./rounding.ts";
import * as trigonometry from "./trigonometry.ts";

export * from "./arithmetic.ts";
export * from "./rounding.ts";
export * from "./trigonometry.ts";

/** Every elementwise primitive by name; backends owe each of them a line. */
export const elementwise = {
  add: arithmetic.add.op,
  sub: arithmetic.sub.op,
  mul: arithmetic.mul.op,
  div: arithmetic.div.op,
  pow: arithmetic.pow.op,
  maximum: arithmetic.maximum.op,
  minimum: arithmetic.minimum.op,
  neg: arithmetic.neg.op,
  abs: arithmetic.abs.op,
  sign: arithmetic.sign.op,
  exp: arithmetic.exp.op,
  expm1: arithmetic.expm1.op,
  log: arithmetic.log.op,
  log1p: arithmetic.log1p.op,
  sqrt: arithmetic.sqrt.op,
  sin: arithmetic.sin.op,
  cos: arithmetic.cos.op,
  tanh: arithmetic.tanh.op,
  sigmoid: arithmetic.sigmoid.op,
  softplus: arithmetic.softplus.op,
  erf: arithmetic.erf.op,
  floor: arithmetic.floor.op,
  equal: comparison.equal.op,
  notEqual: comparison.notEqual.op,
  less: comparison.less.op,
  lessEqual: comparison.lessEqual.op,
  logicalAnd: comparison.logicalAnd.op,
  logicalOr: comparison.logicalOr.op,
  logicalNot: comparison.logicalNot.op,
  select: comparison.select.op,
  cast: comparison.cast.op,
  stopGradient: comparison.stopGradient.op,
  tan: trigonometry.tan.op,
  asin: trigonometry.asin.op,
  acos: trigonometry.acos.op,
  atan: trigonometry.atan.op,
  sinh: trigonometry.sinh.op,
  cosh: trigonometry.cosh.op,
  asinh: trigonometry.asinh.op,
  acosh: trigonometry.acosh.op,
  atanh: trigonometry.atanh.op,
  atan2: trigonometry.atan2.op,
  ceil: rounding.ceil.op,
  round: rounding.round.op,
  trunc: rounding.trunc.op,
  fmod: rounding.fmod.op,
  log2: rounding.log2.op,
  log10: rounding.log10.op,
  hypot: rounding.hypot.op,
  carry: passing.carry.op,
  recompute: passing.recompute.op,
} as const satisfies Record<string, ElementwiseOp>;

export type ElementwiseName = keyof typeof elementwise;
