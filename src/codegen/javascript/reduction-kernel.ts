/** Loops that fold trailing axes: by several running accumulators, or row by row where the kept axis lies in order; knows no contraction. */

import type { Access } from "../../graph/access.ts";
import type { ReducingKernel } from "../../kernel/kernel.ts";
import { type Scalar, sortScalars } from "../../kernel/scalar.ts";
import { reductions } from "../../ops/reduction.ts";
import { accessesOf, type LoopAxis, simplifyAxes, strideAlong } from "../axes.ts";
import { asNumber, printFold, printFolded, printInitial } from "./expressions.ts";
import {
  accessesOfStores,
  closeLoops,
  type KernelContext,
  type Nest,
  openLoops,
  startNest,
  writeStores,
} from "./nest.ts";
import { stripBrackets } from "./text.ts";

/** A reduction with its loops simplified and its nest started. */
interface Plan {
  readonly kernel: ReducingKernel;
  readonly nest: Nest;
  readonly kept: readonly LoopAxis[];
  readonly folded: readonly LoopAxis[];
  readonly valueAccesses: readonly Access[];
  readonly storeAccesses: readonly Access[];
  readonly storeRoots: readonly Scalar[];
  /** How many neighbours one iteration of the innermost folded loop takes. */
  readonly lanes: number;
}

/** Values larger than this are not repeated per lane. */
const largestRepeatedValue = 48;
/** A folded loop of at most this many steps is written out. */
const longestUnrolled = 8;
/** Elements an f64 sum adds up per accumulator and block before it moves on: keeps the error near √n·ε. */
const blockLength = 512;
/** Longest row whose accumulators are kept at once: 8 KB of doubles stay in the first-level cache. */
const rowLength = 1024;

/** Writes the statements of a loop kernel with a reduction over a space without empty axes. */
export function writeReduction(kernel: ReducingKernel, context: KernelContext): void {
  const { reduction, space, stores } = kernel;
  const isEmpty = reduction.space.includes(0);
  const values = isEmpty ? [] : sortScalars([reduction.value]);
  const storeRoots = stores.map(({ value }) => value);
  const scalars = [...values, ...sortScalars(storeRoots)];
  const valueAccesses = accessesOf(values);
  const storeAccesses = accessesOfStores(stores);
  const kept = simplifyAxes(space, 0, [...valueAccesses, ...storeAccesses], scalars);
  const folded = isEmpty ? [] : simplifyAxes(reduction.space, space.length, valueAccesses, scalars);
  const roots = isEmpty ? storeRoots : [reduction.value, ...storeRoots];
  const nest = startNest(context, [...kept, ...folded], roots);
  const lanes = values.length > largestRepeatedValue ? 1 : 4;
  const plan = { kernel, nest, kept, folded, valueAccesses, storeAccesses, storeRoots, lanes };
  if (isEmpty) writeEmpty(plan);
  else if (prefersRows(plan)) writeRows(plan);
  else writeAccumulators(plan);
}

/** A fold over nothing: the initial value. */
function writeEmpty({ kernel, nest, kept, storeAccesses, storeRoots }: Plan): void {
  const { op, dtype } = kernel.reduction;
  nest.body.setReduced(printFolded(dtype, printInitial(op, dtype)), dtype);
  nest.body.write(storeRoots);
  openLoops(nest, kept, storeAccesses, storeRoots);
  writeStores(nest, kernel.stores);
  closeLoops(nest, kept);
}

/** Whether most reads lie in order along the last kept axis and not along the last folded one. */
function prefersRows({ kept, folded, valueAccesses }: Plan): boolean {
  const row = kept.at(-1);
  const column = folded.at(-1);
  if (row === undefined || column === undefined || row.size < 4) return false;
  let score = 0;
  for (const access of valueAccesses) {
    const along = Math.abs(strideAlong(access, row));
    const across = Math.abs(strideAlong(access, column));
    if (along === 1 && across > 1) score++;
    if (across === 1 && along !== 1) score--;
  }
  return score > 0;
}

/** The value of the fold at the present index, as a number. */
function writeValue({ kernel, nest }: Plan): string {
  const { value } = kernel.reduction;
  nest.body.write([value]);
  return asNumber(nest.body.text(value), value.dtype);
}

/** Kept loops outside, folded loops inside, accumulators in locals. */
function writeAccumulators(plan: Plan): void {
  const { kernel, nest, kept, folded, valueAccesses, storeAccesses, storeRoots } = plan;
  const { op, dtype, value } = kernel.reduction;
  const roots = [value, ...storeRoots];
  nest.body.write(roots);
  openLoops(nest, kept, [...valueAccesses, ...storeAccesses], roots);
  const initial = printInitial(op, dtype);
  const inner = folded.at(-1);
  const isLong = inner !== undefined && inner.size > longestUnrolled;
  const blocked =
    isLong && reductions[op].accumulation === "additive" && dtype === "f64" && inner.size >= 2 * blockLength;
  const names = isLong && plan.lanes > 1 ? ["a0", "a1", "a2", "a3"] : ["a0"];
  nest.writer.line(
    `let ${[...names, ...(blocked ? ["total"] : [])].map((name) => `${name} = ${initial}`).join(", ")};`,
  );
  const outer = folded.slice(0, -1);
  openLoops(nest, outer, valueAccesses, [value]);
  if (inner === undefined) nest.writer.line(`a0 = ${printFold(op, dtype, "a0", writeValue(plan))};`);
  else if (isLong) writeLanes(plan, inner, names, blocked);
  else writeFixed(plan, inner, 0, inner.size, ["a0"]);
  closeLoops(nest, outer);
  const folds = blocked ? ["total", ...names] : names;
  const text = folds.reduce((sum, name) => `(${printFold(op, dtype, sum, name)})`);
  if (folds.length > 1) nest.writer.line(`a0 = ${stripBrackets(text)};`);
  nest.body.setReduced(printFolded(dtype, "a0"), dtype);
  writeStores(nest, kernel.stores);
  closeLoops(nest, kept);
}

/** The innermost folded loop, several neighbours per iteration, and what is left at its end. */
function writeLanes(plan: Plan, axis: LoopAxis, names: readonly string[], blocked: boolean): void {
  const { kernel, nest, valueAccesses } = plan;
  const { op, dtype } = kernel.reduction;
  const lanes = names.length;
  const whole = axis.size - (axis.size % lanes);
  const index = nest.pointers.open(axis, valueAccesses, { to: String(whole), step: lanes });
  for (const [lane, name] of names.entries()) {
    nest.pointers.setLane(axis, lane);
    nest.body.enter();
    nest.writer.line(`${name} = ${printFold(op, dtype, name, writeValue(plan))};`);
    nest.body.leave();
  }
  if (blocked) {
    nest.writer.open(`if ((${index} & ${blockLength - 1}) === ${blockLength - lanes}) {`);
    nest.writer.line(`total += ${lanes === 1 ? "a0" : "(a0 + a1) + (a2 + a3)"};`);
    nest.writer.line(`${names.join(" = ")} = 0;`);
    nest.writer.close();
  }
  nest.pointers.close();
  writeFixed(plan, axis, whole, axis.size, names);
}

/** The steps `from` to `to` of a folded axis, written out. */
function writeFixed(plan: Plan, axis: LoopAxis, from: number, to: number, names: readonly string[]): void {
  const { op, dtype } = plan.kernel.reduction;
  for (let index = from; index < to; index++) {
    const name = names[(index - from) % names.length]!;
    plan.nest.pointers.fix(axis, index);
    plan.nest.body.enter();
    plan.nest.writer.line(`${name} = ${printFold(op, dtype, name, writeValue(plan))};`);
    plan.nest.body.leave();
    plan.nest.pointers.release(axis);
  }
}

/** Folded loops outside, the last kept loop inside: a row of accumulators in memory, read and written in order. */
function writeRows(plan: Plan): void {
  const { kernel, nest, kept, folded, valueAccesses, storeAccesses, storeRoots } = plan;
  const { op, dtype, value } = kernel.reduction;
  const { writer, body, pointers } = nest;
  const roots = [value, ...storeRoots];
  const row = kept.at(-1)!;
  const outer = kept.slice(0, -1);
  const length = Math.min(row.size, rowLength);
  const scratch = nest.context.scratch("row", length);
  body.write(roots);
  openLoops(nest, outer, [...valueAccesses, ...storeAccesses], roots);
  const isTiled = row.size > length;
  if (isTiled) {
    writer.open(`for (let start = 0; start < ${row.size}; start += ${length}) {`);
    writer.line(`const end = Math.min(start + ${length}, ${row.size});`);
  }
  const bounds = isTiled ? { from: "start", to: "end" } : {};
  const place = (index: string) => `${scratch}[${isTiled ? `${index} - start` : index}]`;
  writer.line(`${scratch}.fill(${printInitial(op, dtype)}, 0, ${isTiled ? "end - start" : length});`);
  const outerFolded = folded.slice(0, -1);
  openLoops(nest, outerFolded, valueAccesses, [value]);
  const column = folded.at(-1)!;
  const whole = column.size - (column.size % plan.lanes);
  const fold = (lanes: readonly number[], isFixed: boolean) => {
    const saved = lanes.map((lane) => {
      moveTo(nest, column, lane, isFixed);
      body.enter();
      body.write([value]);
      return body.leave();
    });
    const index = pointers.open(row, valueAccesses, bounds);
    const numbers = lanes.map((lane, position) => {
      moveTo(nest, column, lane, isFixed);
      body.enter(new Map(saved[position]!));
      const number = writeValue(plan);
      body.leave();
      return number;
    });
    const sum = numbers.reduce((text, number) => `(${printFold(op, dtype, text, number)})`);
    writer.line(`${place(index)} = ${printFold(op, dtype, place(index), sum)};`);
    pointers.close();
  };
  if (whole > 0) {
    pointers.open(column, valueAccesses, { to: String(whole), step: plan.lanes });
    fold(
      Array.from({ length: plan.lanes }, (_, lane) => lane),
      false,
    );
    pointers.close();
  }
  if (whole < column.size) {
    fold(
      Array.from({ length: column.size - whole }, (_, lane) => whole + lane),
      true,
    );
    pointers.release(column);
  }
  closeLoops(nest, outerFolded);
  const index = pointers.open(row, storeAccesses, bounds);
  body.enter();
  writer.line(`const fold = ${place(index)};`);
  body.setReduced(printFolded(dtype, "fold"), dtype);
  writeStores(nest, kernel.stores);
  body.leave();
  pointers.close();
  if (isTiled) writer.close();
  closeLoops(nest, outer);
}

/** Puts an axis at a lane of its loop, or at a fixed index where it has none. */
function moveTo(nest: Nest, axis: LoopAxis, lane: number, isFixed: boolean): void {
  if (isFixed) nest.pointers.fix(axis, lane);
  else nest.pointers.setLane(axis, lane);
}
