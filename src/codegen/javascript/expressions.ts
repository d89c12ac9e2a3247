/** The source text of every elementwise primitive and every reduction step; knows no loop and no buffer. */

import { type DType, dtypes } from "../../base/dtype.ts";
import { InternalError } from "../../base/errors.ts";
import { erf, pow, roundHalfEven } from "../../base/special-functions.ts";
import { type ElementwiseName, elementwise } from "../../ops/elementwise.ts";
import { type ReductionName, reductions } from "../../ops/reduction.ts";
import { isAtomic, printNumber } from "./text.ts";

/**
 * Functions of an op that JavaScript's Math lacks, handed to generated code under these names.
 * Generated code computes in doubles whatever the element type: rounding to f32 happens where a value is stored
 * in a Float32Array (and in an explicit cast), because Math.fround in between costs more than the arithmetic.
 */
export const helpers = { erf, pow, roundHalfEven };

/** Primitives left to their decompositions, whose parts V8 inlines and other expressions share. */
const lacking = ["sigmoid", "softplus"] as const satisfies readonly ElementwiseName[];

type Available = Exclude<ElementwiseName, (typeof lacking)[number]>;

/** The primitives generated code has no text for. */
export const lacks: ReadonlySet<ElementwiseName> = new Set(lacking);

/** Builds text from operand texts that fit after any operator, their element types, and the result's. */
type ExpressionText = (texts: readonly string[], types: readonly DType[], dtype: DType) => string;

/** A double as a value of an element type; truth values are JavaScript booleans throughout generated code. */
function wrap(dtype: DType, text: string): string {
  const operand = isAtomic(text) ? text : `(${text})`;
  if (dtype === "i32") return `${operand} | 0`;
  return dtype === "bool" ? `${operand} !== 0` : text;
}

/** An operand as a number. */
export function asNumber(text: string, dtype: DType): string {
  return dtype === "bool" ? `(${text} ? 1 : 0)` : text;
}

/** An operand as a boolean. */
function asBoolean(text: string, dtype: DType): string {
  return dtype === "bool" ? text : `(${text} !== 0)`;
}

function arithmetic(build: (...numbers: string[]) => string): ExpressionText {
  return (texts, types, dtype) =>
    wrap(dtype, build(...texts.map((text, index) => asNumber(text, types[index]!))));
}

function call(name: string): ExpressionText {
  return arithmetic((...numbers) => `${name}(${numbers.join(", ")})`);
}

/** Comparison of two operands of one element type: numbers as numbers, booleans as booleans. */
function compare(operator: string): ExpressionText {
  return ([a, b], _, dtype) =>
    dtype === "bool" ? `${a} ${operator} ${b}` : asNumber(`(${a} ${operator} ${b})`, "bool");
}

function judge(operator: string): ExpressionText {
  return ([a, b], [left, right], dtype) => {
    const text = `${asBoolean(a!, left!)} ${operator} ${asBoolean(b!, right!)}`;
    return dtype === "bool" ? text : asNumber(`(${text})`, "bool");
  };
}

/** The same number as another element type; f32 from a wider type rounds, since that is what was asked for. */
export function convert(text: string, from: DType, to: DType): string {
  if (from === to) return text;
  const number = asNumber(text, from);
  if (to === "f32" && from !== "bool") return `Math.fround(${number})`;
  return wrap(to, number);
}

const multiply: ExpressionText = ([a, b], types, dtype) =>
  dtype === "i32" ? `Math.imul(${a}, ${b})` : arithmetic((x, y) => `${x} * ${y}`)([a!, b!], types, dtype);

const expressions = {
  add: arithmetic((a, b) => `${a} + ${b}`),
  sub: arithmetic((a, b) => `${a} - ${b}`),
  mul: multiply,
  div: arithmetic((a, b) => `${a} / ${b}`),
  pow: call("pow"),
  maximum: call("Math.max"),
  minimum: call("Math.min"),
  neg: arithmetic((a) => `-${a}`),
  abs: call("Math.abs"),
  sign: call("Math.sign"),
  exp: call("Math.exp"),
  expm1: call("Math.expm1"),
  log: call("Math.log"),
  log1p: call("Math.log1p"),
  sqrt: call("Math.sqrt"),
  sin: call("Math.sin"),
  cos: call("Math.cos"),
  tanh: call("Math.tanh"),
  erf: call("erf"),
  floor: call("Math.floor"),
  tan: call("Math.tan"),
  asin: call("Math.asin"),
  acos: call("Math.acos"),
  atan: call("Math.atan"),
  sinh: call("Math.sinh"),
  cosh: call("Math.cosh"),
  asinh: call("Math.asinh"),
  acosh: call("Math.acosh"),
  atanh: call("Math.atanh"),
  atan2: call("Math.atan2"),
  ceil: call("Math.ceil"),
  trunc: call("Math.trunc"),
  log2: call("Math.log2"),
  log10: call("Math.log10"),
  hypot: call("Math.hypot"),
  round: call("roundHalfEven"),
  fmod: arithmetic((a, b) => `${a} % ${b}`),
  carry: ([value]) => value!,
  recompute: ([a]) => a!,
  equal: compare("==="),
  notEqual: compare("!=="),
  less: compare("<"),
  lessEqual: compare("<="),
  logicalAnd: judge("&&"),
  logicalOr: judge("||"),
  logicalNot: ([a], [type], dtype) => {
    const text = `!${asBoolean(a!, type!)}`;
    return dtype === "bool" ? text : asNumber(`(${text})`, "bool");
  },
  select: ([condition, a, b]) => `${condition} ? ${a} : ${b}`,
  cast: ([a], [type], dtype) => convert(a!, type!, dtype),
  stopGradient: ([a]) => a!,
} as const satisfies Record<Available, ExpressionText>;

/** An operand's text, which fits after any operator, and what is known of its value. */
export interface Operand {
  readonly text: string;
  readonly dtype: DType;
  /** Whether it has exactly its element type's precision, having come from memory. */
  readonly isStored: boolean;
}

/**
 * Whether an op jumps, so that an f32 operand must be rounded before it is looked at: a double that was never stored
 * and its stored copy would otherwise not compare equal.
 */
function jumps(op: ElementwiseName, dtype: DType): boolean {
  return !elementwise[op].smooth || !dtypes[dtype].float;
}

/** An operand as an op that jumps must see it; beside zero only the sign matters, which rounding keeps. */
function printRounded({ text, dtype, isStored }: Operand, others: readonly Operand[]): string {
  if (dtype !== "f32" || isStored || others.some((other) => other.text === "0")) return text;
  return `Math.fround(${text})`;
}

/** The text of one primitive applied to operands, each named once; bracket it before it stands inside another. */
export function printExpression(op: ElementwiseName, dtype: DType, operands: readonly Operand[]): string {
  const texts = operands.map((operand) =>
    jumps(op, dtype) ? printRounded(operand, operands) : operand.text,
  );
  const text: ExpressionText | undefined = (expressions as Partial<Record<ElementwiseName, ExpressionText>>)[
    op
  ];
  if (text === undefined)
    throw new InternalError(`${op} should have been decomposed before code is made for it`);
  return text(
    texts,
    operands.map((operand) => operand.dtype),
    dtype,
  );
}

/** One step of a fold over doubles: the accumulator's next value. */
type FoldText = (accumulator: string, value: string) => string;

const folds = {
  sum: { float: (a, b) => `${a} + ${b}`, integer: (a, b) => `(${a} + ${b}) | 0` },
  prod: { float: (a, b) => `${a} * ${b}`, integer: (a, b) => `Math.imul(${a}, ${b})` },
  max: { float: (a, b) => `Math.max(${a}, ${b})`, integer: (a, b) => `Math.max(${a}, ${b})` },
  min: { float: (a, b) => `Math.min(${a}, ${b})`, integer: (a, b) => `Math.min(${a}, ${b})` },
} as const satisfies Record<ReductionName, { float: FoldText; integer: FoldText }>;

/** What a fold over nothing gives, as a literal number. */
export function printInitial(op: ReductionName, dtype: DType): string {
  return printNumber(reductions[op].initial(dtype));
}

/** The text of one fold step over numbers (truth values count as 0 and 1); bracket it before it stands inside another. */
export function printFold(op: ReductionName, dtype: DType, accumulator: string, value: string): string {
  return folds[op][dtype === "i32" ? "integer" : "float"](accumulator, value);
}

/** A fold's number as a value of its element type. */
export function printFolded(dtype: DType, number: string): string {
  return dtype === "bool" ? `(${number} !== 0)` : number;
}
