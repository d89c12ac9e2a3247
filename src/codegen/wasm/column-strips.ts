/** Folds of long columns in the order of memory: rows run over a strip of columns whose folds lie in scratch memory; knows no guard. */

import { reductions } from "../../ops/reduction.ts";
import { type LoopAxis, strideAlong } from "../axes.ts";
import { accumulate, addDoubles, blockSteps, foldPairs } from "./accumulators.ts";
import { type Count, copyOf, holdCount, walkChunks } from "./counts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { constantOf } from "./lanes.ts";
import { closeLoops, openLoops, placesOf, type Touch } from "./loops.ts";
import type { Bounds } from "./nest.ts";
import { inChunks, initialOf, type ReductionPlan, writeFoldedValue } from "./reduction-plan.ts";
import { highDoubles, joinDoubles, lowDoubles } from "./widths.ts";

/** Columns of a strip at most: their folds stay in the nearest cache. */
const widest = 1024;
/** Columns of one thread's share at least. */
export const stripGrain = 256;
/** Rows that are folded with each other, pair by pair, before they meet the fold in memory. */
const group = 8;
/** Fewer rows or columns, and rows nearer to each other, are faster in blocks. */
const [fewestRows, fewestColumns, leastStride] = [64, 512, 512];
/** Expressions written out once for each row of a group, at most. */
const mostWritten = 160;
const vectorBytes = 16;

/** A strip of columns, and where its folds lie. */
interface Strip {
  readonly plan: ReductionPlan;
  readonly axis: LoopAxis;
  readonly lanes: 2 | 4;
  readonly bounds: Bounds;
  readonly scratch: Local;
}

/** How far the sums in doubles lie behind the running folds. */
const doublesAt = [vectorBytes, 2 * vectorBytes] as const;
/** Every vector of columns has a running fold and two vectors of doubles. */
const columnBytes = 3 * vectorBytes;

/**
 * Whether a sum's rows are long, many and far apart, and all that is read of them lies along them. Extrema of floats take
 * engines several instructions each, so that memory never holds them up.
 */
export function runsInStrips(plan: ReductionPlan, axis: LoopAxis): boolean {
  const { kernel, folded, valueTouches, values, isExact } = plan;
  const inner = folded.at(-1);
  if (inner === undefined || isExact || inner.size < fewestRows || axis.size < fewestColumns) return false;
  if (reductions[kernel.reduction.op].accumulation !== "additive") return false;
  if (values.some(({ kind }) => kind === "guard" || kind === "gather")) return false;
  if (values.length * group > mostWritten) return false;
  return (
    valueTouches.every(
      ({ access }) => strideAlong(access, inner) === 0 || Math.abs(strideAlong(access, axis)) === 1,
    ) && valueTouches.some(({ access }) => Math.abs(strideAlong(access, inner)) >= leastStride)
  );
}

/** Asks for the memory of one strip; to be asked outside all loops. */
export function claimStrip({ loops }: ReductionPlan, axis: LoopAxis, lanes: 2 | 4): Local {
  return loops.context.scratch((Math.min(widest, axis.size) / lanes) * columnBytes);
}

/** Whole vectors of columns from `begin` up to `end`, which lies behind it, strip by strip. */
export function writeStrips(
  plan: ReductionPlan,
  axis: LoopAxis,
  lanes: 2 | 4,
  [begin, end]: readonly [begin: Count, end: Count],
  scratch: Local,
): void {
  const { f } = plan.loops;
  f.beginScope();
  const from = holdCount(f, begin);
  walkChunks(f, from, end, widest, (to) => {
    const bounds = { from: { local: from }, to: { local: to }, step: lanes };
    writeStrip({ plan, axis, lanes, bounds, scratch });
  });
  f.endScope();
}

function writeStrip(strip: Strip): void {
  const { plan, lanes } = strip;
  const { kernel, loops, touches } = plan;
  const { f, body } = loops;
  const isLong = plan.isWide && plan.steps > blockSteps;
  const zero = constantOf(f, "f64", 0);
  visitVectors(strip, [], (place) => {
    writeAt(f, place, 0, initialOf(f, kernel.reduction));
    if (isLong) for (const offset of doublesAt) writeAt(f, place, offset, zero);
  });
  foldRows(strip, isLong);
  visitVectors(strip, touches, (place) => {
    const [low, high] = doublesAt;
    if (!isLong) body.setReduced(readAt(f, place, 0));
    else body.setReduced(joinDoubles(f, readAt(f, place, low), readAt(f, place, lanes === 4 ? high : low)));
    body.writeStores(kernel.stores);
  });
}

/** All rows in groups; long f32 sums move on to doubles now and then. */
function foldRows(strip: Strip, isLong: boolean): void {
  const { kernel, loops, folded, valueTouches } = strip.plan;
  const { f } = loops;
  const outer = folded.slice(0, -1);
  const { size } = folded.at(-1)!;
  const whole = size - (size % group);
  const flush = (): void =>
    visitVectors(strip, [], (place) => {
      const running = readAt(f, place, 0);
      const halves = [lowDoubles, highDoubles].slice(0, strip.lanes / 2);
      for (const [half, widen] of halves.entries()) {
        const total = readAt(f, place, doublesAt[half]!);
        addDoubles(f, total, widen(f, running));
        writeAt(f, place, doublesAt[half]!, total);
      }
      writeAt(f, place, 0, initialOf(f, kernel.reduction));
    });
  openLoops(loops, outer, valueTouches, [kernel.reduction.value], strip.axis);
  if (isLong) inChunks(f, 0, whole, blockSteps, (bounds) => foldGroups(strip, bounds, group), flush);
  else foldGroups(strip, { to: whole }, group);
  if (whole < size) {
    foldGroups(strip, { from: whole }, 1);
    if (isLong) flush();
  }
  closeLoops(loops, outer);
}

/** Rows within bounds, `count` at a time: each vector of columns meets its fold in memory once. */
function foldGroups(strip: Strip, bounds: Bounds, count: number): void {
  const { plan, axis } = strip;
  const { kernel, loops, folded, valueTouches } = plan;
  const { f, nest, body } = loops;
  const { reduction } = kernel;
  const inner = folded.at(-1)!;
  nest.open(inner, placesOf(nest, valueTouches), { ...bounds, step: count });
  body.enter();
  if (count === 1) body.write([reduction.value], axis);
  visitVectors(strip, valueTouches, (place) => {
    body.write([reduction.value], inner);
    const rows: Local[] = [];
    for (let row = 0; row < count; row++) {
      rows.push(f.local("v128"));
      nest.setLane(inner, row);
      body.enter();
      f.get(writeFoldedValue(plan));
      f.set(rows[row]!);
      body.leave();
    }
    nest.setLane(inner, 0);
    const running = readAt(f, place, 0);
    accumulate(f, reduction, running, foldPairs(f, reduction, rows));
    writeAt(f, place, 0, running);
  });
  body.leave();
  nest.close();
}

/** Every vector of columns of the strip, with a local that holds the address of its folds. */
function visitVectors(
  { plan, axis, lanes, bounds, scratch }: Strip,
  touches: readonly Touch[],
  visit: (place: Local) => void,
): void {
  const { f, nest, body } = plan.loops;
  f.beginScope();
  const place = copyOf(f, scratch);
  nest.open(axis, placesOf(nest, touches), bounds);
  body.enter();
  body.setLanes(axis, lanes);
  visit(place);
  f.increment(place, columnBytes);
  body.setLanes(null, 1);
  body.leave();
  nest.close();
  f.endScope();
}

function readAt(f: FunctionWriter, place: Local, offset: number): Local {
  f.get(place);
  f.emit("v128.load", offset);
  return f.keep("v128");
}

function writeAt(f: FunctionWriter, place: Local, offset: number, value: Local): void {
  f.get(place);
  f.get(value);
  f.emit("v128.store", offset);
}
