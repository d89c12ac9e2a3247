/** Every elementwise primitive and every reduction step on vectors; knows no loop and no buffer. */

import type { DType } from "../../base/dtype.ts";
import type { ElementwiseName } from "../../ops/elementwise.ts";
import type { ReductionName } from "../../ops/reduction.ts";
import type { Callees } from "./callees.ts";
import { type F32FunctionName, f32Functions } from "./f32-functions.ts";
import { type HostName, type InlineName, inlineFunctions, type SharedName } from "./f64/functions.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { callHost } from "./host-function.ts";
import type { VectorInstruction } from "./instructions.ts";
import { constantOf, convert, type Lanes, narrowMask, widenMask } from "./lanes.ts";
import { evaluatePow } from "./powers.ts";
import { evaluateCos, evaluateSin } from "./trigonometric.ts";
import { highDoubles, joinDoubles, lowDoubles } from "./widths.ts";

/** Where an operation is written: its function, the lanes in use, and what it may call. */
export interface Site {
  readonly f: FunctionWriter;
  readonly lanes: Lanes;
  readonly callees: Callees;
  /** The operands that are constants, by position. */
  readonly literals: readonly (number | null)[];
}

type Operation = (site: Site, operands: readonly Local[], types: readonly DType[], dtype: DType) => Local;

type Names = Partial<Record<DType, VectorInstruction>>;

/** One instruction per element type of the operands: each type the op accepts has one. */
function direct(names: Names): Operation {
  return ({ f }, [a, b, c], [type]) => f.vector(names[type!]!, a!, b, c);
}

/** A comparison: its mask as truth values, or as numbers where those are asked for. */
function compare(names: Required<Names>): Operation {
  return ({ f }, [a, b], [type], dtype) => {
    const mask = f.vector(names[type!], a!, b!);
    return convert(f, type === "f64" ? narrowMask(f, mask) : mask, "bool", dtype);
  };
}

/** A connective of truth values. */
function judge(name: "v128.and" | "v128.or"): Operation {
  return ({ f }, operands, types, dtype) => {
    const [a, b] = operands.map((operand, index) => convert(f, operand, types[index]!, "bool"));
    return convert(f, f.vector(name, a!, b!), "bool", dtype);
  };
}

/** A formula for f32, another for f64. */
function approximate(
  name: InlineName | SharedName,
  evaluate: (f: FunctionWriter, x: Local, host: () => Local) => Local,
): Operation {
  return (site, operands, _, dtype) => {
    if (dtype === "f64") return applyDouble(site, name, operands);
    const { f, callees, lanes } = site;
    const host = () => callHost(f, callees.host(name as HostName), operands[0]!, "f32", lanes);
    return evaluate(f, operands[0]!, host);
  };
}

/** The formulas that f32 and f64 have under one name. */
const byFormula = (name: F32FunctionName): Operation => approximate(name, f32Functions[name].alone);

/** f32 vectors through the formula of f64, rounded once. */
function throughDoubles(name: SharedName): Operation {
  return (site, operands, _, dtype) =>
    dtype === "f64" ? applyDouble(site, name, operands) : applyWidened(site, name, operands);
}

function applyWidened(site: Site, name: SharedName, operands: readonly Local[]): Local {
  const { f, lanes } = site;
  const apply = (half: (f: FunctionWriter, x: Local) => Local): Local =>
    applyDouble(
      site,
      name,
      operands.map((operand) => half(f, operand)),
    );
  const low = apply(lowDoubles);
  return joinDoubles(f, low, lanes === 4 ? apply(highDoubles) : low);
}

const isInline = (name: InlineName | SharedName): name is InlineName => name in inlineFunctions;

function applyDouble({ f, callees }: Site, name: InlineName | SharedName, operands: readonly Local[]): Local {
  if (isInline(name)) return inlineFunctions[name](f, operands[0]!);
  for (const operand of operands) f.get(operand);
  f.emit("call", callees.shared(name));
  return f.keep("v128");
}

/** ±1 where x is not 0, else x itself: signed zeros and NaN stay. */
const sign: Operation = ({ f }, [x], [dtype]) => {
  if (dtype === "i32") {
    const zero = f.i32(0);
    return f.vector("i32x4.sub", f.vector("i32x4.lt_s", x!, zero), f.vector("i32x4.gt_s", x!, zero));
  }
  const type = dtype as "f32" | "f64";
  const kind = type === "f32" ? "f32x4" : "f64x2";
  const signed = f.vector(
    "v128.or",
    f.vector("v128.and", x!, constantOf(f, type, -0)),
    constantOf(f, type, 1),
  );
  const nonzero = f.vector(`${kind}.gt`, f.vector(`${kind}.abs`, x!), constantOf(f, type, 0));
  return f.vector("v128.bitselect", signed, x!, nonzero);
};

/**
 * The larger or smaller of two. Beside a constant one comparison does it, which also keeps NaN; engines need several
 * instructions otherwise. max(−0, 0) is 0: adding 0 sees to it.
 */
function extremum(quick: "f32x4.pmax" | "f32x4.pmin", names: Names): Operation {
  const general = direct(names);
  return (site, operands, types, dtype) => {
    const { f, literals } = site;
    const at = literals.findIndex((literal) => literal !== null && !Number.isNaN(literal));
    const literal = literals[at];
    const isLowZero = quick === "f32x4.pmin" && Object.is(literal, -0);
    if (literal === undefined || literal === null || types[0] !== "f32" || isLowZero) {
      return general(site, operands, types, dtype);
    }
    const chosen = f.vector(quick, operands[1 - at]!, operands[at]!);
    return quick === "f32x4.pmax" && Object.is(literal, 0) ? f.vector("f32x4.add", chosen, f.f32(0)) : chosen;
  };
}

const select: Operation = ({ f }, [condition, a, b], [type], dtype) => {
  const truth = convert(f, condition!, type!, "bool");
  return f.vector("v128.bitselect", a!, b!, dtype === "f64" ? widenMask(f, truth) : truth);
};

const operations = {
  add: direct({ f32: "f32x4.add", f64: "f64x2.add", i32: "i32x4.add" }),
  sub: direct({ f32: "f32x4.sub", f64: "f64x2.sub", i32: "i32x4.sub" }),
  mul: direct({ f32: "f32x4.mul", f64: "f64x2.mul", i32: "i32x4.mul" }),
  div: direct({ f32: "f32x4.div", f64: "f64x2.div" }),
  pow: (site, operands, _, dtype) =>
    dtype === "f32" && site.lanes !== 2
      ? evaluatePow(site.f, operands[0]!, operands[1]!, () => applyWidened(site, "pow", operands))
      : throughDoubles("pow")(site, operands, _, dtype),
  maximum: extremum("f32x4.pmax", { f32: "f32x4.max", f64: "f64x2.max", i32: "i32x4.max_s" }),
  minimum: extremum("f32x4.pmin", { f32: "f32x4.min", f64: "f64x2.min", i32: "i32x4.min_s" }),
  neg: direct({ f32: "f32x4.neg", f64: "f64x2.neg", i32: "i32x4.neg" }),
  abs: direct({ f32: "f32x4.abs", f64: "f64x2.abs", i32: "i32x4.abs" }),
  sign,
  exp: byFormula("exp"),
  expm1: byFormula("expm1"),
  log: byFormula("log"),
  log1p: byFormula("log1p"),
  sqrt: direct({ f32: "f32x4.sqrt", f64: "f64x2.sqrt" }),
  sin: approximate("sin", evaluateSin),
  cos: approximate("cos", evaluateCos),
  tanh: byFormula("tanh"),
  sigmoid: byFormula("sigmoid"),
  softplus: byFormula("softplus"),
  erf: byFormula("erf"),
  floor: direct({ f32: "f32x4.floor", f64: "f64x2.floor" }),
  equal: compare({ f32: "f32x4.eq", f64: "f64x2.eq", i32: "i32x4.eq", bool: "i32x4.eq" }),
  notEqual: compare({ f32: "f32x4.ne", f64: "f64x2.ne", i32: "i32x4.ne", bool: "i32x4.ne" }),
  less: compare({ f32: "f32x4.lt", f64: "f64x2.lt", i32: "i32x4.lt_s", bool: "i32x4.gt_s" }), // true is −1
  lessEqual: compare({ f32: "f32x4.le", f64: "f64x2.le", i32: "i32x4.le_s", bool: "i32x4.ge_s" }),
  logicalAnd: judge("v128.and"),
  logicalOr: judge("v128.or"),
  logicalNot: ({ f }, [a], [type], dtype) =>
    convert(f, f.vector("v128.not", convert(f, a!, type!, "bool")), "bool", dtype),
  select,
  cast: ({ f }, [a], [type], dtype) => convert(f, a!, type!, dtype),
  stopGradient: (_, [a]) => a!,
  carry: (_, [value]) => value!,
  recompute: (_, [a]) => a!,
  ceil: direct({ f32: "f32x4.ceil", f64: "f64x2.ceil" }),
  trunc: direct({ f32: "f32x4.trunc", f64: "f64x2.trunc" }),
  round: direct({ f32: "f32x4.nearest", f64: "f64x2.nearest" }),
  fmod: throughDoubles("fmod"),
  log2: throughDoubles("log2"),
  log10: throughDoubles("log10"),
  hypot: throughDoubles("hypot"),
  tan: throughDoubles("tan"),
  asin: throughDoubles("asin"),
  acos: throughDoubles("acos"),
  atan: throughDoubles("atan"),
  sinh: throughDoubles("sinh"),
  cosh: throughDoubles("cosh"),
  asinh: throughDoubles("asinh"),
  acosh: throughDoubles("acosh"),
  atanh: throughDoubles("atanh"),
  atan2: throughDoubles("atan2"),
} as const satisfies Record<ElementwiseName, Operation>;

/** Writes one primitive applied to operands of the given element types. */
export function writeOperation(
  site: Site,
  op: ElementwiseName,
  operands: readonly Local[],
  types: readonly DType[],
  dtype: DType,
): Local {
  return operations[op](site, operands, types, dtype);
}

const folds = {
  sum: { f32: "f32x4.add", f64: "f64x2.add", i32: "i32x4.add", bool: "v128.or" },
  prod: { f32: "f32x4.mul", f64: "f64x2.mul", i32: "i32x4.mul", bool: "v128.and" },
  max: { f32: "f32x4.max", f64: "f64x2.max", i32: "i32x4.max_s", bool: "v128.or" },
  min: { f32: "f32x4.min", f64: "f64x2.min", i32: "i32x4.min_s", bool: "v128.and" },
} as const satisfies Record<ReductionName, Record<DType, VectorInstruction>>;

/** The instruction that folds two values; sums of truth values ask whether any holds. */
export function foldInstruction(op: ReductionName, dtype: DType): VectorInstruction {
  return folds[op][dtype];
}

/** The same by one comparison, for folds of floats: which of two zeros stays is open, and a NaN does not. */
const comparisons: Partial<Record<ReductionName, Partial<Record<DType, VectorInstruction>>>> = {
  max: { f32: "f32x4.pmax", f64: "f64x2.pmax" },
  min: { f32: "f32x4.pmin", f64: "f64x2.pmin" },
};

/** The comparison that folds two values where neither is NaN; `null` if there is none. */
export function foldComparison(op: ReductionName, dtype: DType): VectorInstruction | null {
  return comparisons[op]?.[dtype] ?? null;
}
