/** Folds whose kept axis lies in order: several vectors of columns side by side while the folded axes run, or strips of them; knows no fold along a row. */

import type { Scalar } from "../../kernel/scalar.ts";
import { reductions } from "../../ops/reduction.ts";
import { type LoopAxis, strideAlong } from "../axes.ts";
import { accumulate, addWidened, blockSteps, clear, startFold } from "./accumulators.ts";
import { claimStrip, runsInStrips, stripGrain, writeStrips } from "./column-strips.ts";
import { branchIfLess, pickBound } from "./counts.ts";
import type { Local } from "./function-writer.ts";
import type { Lanes } from "./lanes.ts";
import { closeLoops, cutAtGuards, mayRepeat, openLoops, placesOf, readsOf, splitsOuter } from "./loops.ts";
import type { Bounds, Nest } from "./nest.ts";
import { inChunks, type ReductionPlan, writeFoldedValue } from "./reduction-plan.ts";
import { joinDoubles } from "./widths.ts";

/** One vector of columns: its running fold and, for long f32 sums, what has left it for doubles. */
interface Column {
  readonly running: Local;
  readonly low: Local;
  readonly high: Local;
}

/** The longest axis that is folded all at once beside the columns. */
const mostAside = 3;
/** Folds of at most so many steps, so many of all columns, and so many expressions in all, are written out without loops. */
const mostUnrolled = 16;
const mostUnrolledCells = 32;
const mostUnrolledScalars = 240;

/** Kept loops outside, then blocks of columns, then the folded loops. */
export function writeColumns(plan: ReductionPlan, axis: LoopAxis, lanes: 2 | 4): void {
  const { loops, kept, touches, roots, values, scalars } = plan;
  const side = findSide(plan, axis);
  const outer = kept.filter((each) => each !== axis && each !== side);
  const { context } = loops;
  const { stores } = plan.kernel;
  const repeats = mayRepeat(context, stores, [
    ...plan.valueTouches,
    ...readsOf(stores.map(({ value }) => value)),
  ]);
  const pieces = cutAtGuards(axis, loops.nest.axes, scalars);
  const isOuterSplit = outer.length > 0 && (pieces?.length !== 1 || splitsOuter(outer[0]!, axis, scalars));
  const outerRange = isOuterSplit ? context.split(outer[0]!.size, 1, outer[0] === plan.kept[0]) : null;
  const isStriped = side === null && pieces?.length === 1 && runsInStrips(plan, axis);
  const strip = isStriped ? claimStrip(plan, axis, lanes) : null;
  openLoops(loops, outer, touches, roots, null, outerRange);
  const most = values.length <= 8 ? 8 : values.length <= 20 ? 4 : values.length <= 60 ? 2 : 1;
  const count = plan.isExact ? 2 : side === null ? most : Math.min(most, 4);
  const blockOf = (size: number): number => Math.min(count, Math.max(Math.floor(size / lanes), 1));
  const isSplit = !isOuterSplit && pieces?.length === 1;
  const grain = isStriped ? stripGrain : blockOf(axis.size) * lanes;
  const range = isSplit ? context.split(axis.size, grain) : null;
  if (pieces === null) writeBlock(plan, axis, side, 1, 1, {});
  for (const [from, to] of pieces ?? []) {
    const vectors = isStriped ? 1 : blockOf(to - from);
    const step = vectors * lanes;
    const whole = from + Math.floor((to - from) / step) * step;
    // a strip rounds otherwise, so that a column computed both ways would be that of the thread that comes last
    const mayOverlap = repeats && !isStriped && to - from >= lanes;
    const writeRest = (): void => writeColumnsLeft(plan, axis, side, lanes, [whole, to], mayOverlap);
    const { f } = loops;
    if (range === null) {
      if (strip !== null) writeStrips(plan, axis, lanes, [from, whole], strip);
      else if (whole > from) writeBlock(plan, axis, side, lanes, vectors, { from, to: whole, step });
      writeRest();
      continue;
    }
    const last = pickBound(f, range.end, whole, "i32.lt_s");
    branchIfLess(f, range.begin, last, () => {
      if (strip !== null) {
        writeStrips(plan, axis, lanes, [{ local: range.begin }, { local: last }], strip);
        return;
      }
      const bounds = { from: { local: range.begin }, to: { local: last }, step };
      writeBlock(plan, axis, side, lanes, vectors, bounds);
    });
    if (whole < to) branchIfLess(f, last, range.end, writeRest);
  }
  closeLoops(loops, outer);
}

/** What fills no block: vector by vector, then column by column, or a last vector of columns some of which are `repeated`. */
function writeColumnsLeft(
  plan: ReductionPlan,
  axis: LoopAxis,
  side: LoopAxis | null,
  lanes: 2 | 4,
  [from, to]: readonly [from: number, to: number],
  repeats: boolean,
): void {
  const whole = from + Math.floor((to - from) / lanes) * lanes;
  if (whole > from) writeBlock(plan, axis, side, lanes, 1, { from, to: whole, step: lanes });
  if (whole === to) return;
  if (repeats) writeBlock(plan, axis, side, lanes, 1, { from: to - lanes, to, step: lanes });
  else writeBlock(plan, axis, side, 1, 1, { from: whole, to });
}

/** Another kept axis so short that all of it is folded at once, since some reads are the same for all of it. */
function findSide({ kept, valueTouches, isExact }: ReductionPlan, axis: LoopAxis): LoopAxis | null {
  const side = kept.filter((each) => each !== axis).at(-1);
  if (side === undefined || side.size > mostAside || isExact) return null;
  const isShared = valueTouches.some(
    ({ access }) => strideAlong(access, side) === 0 && strideAlong(access, axis) !== 0,
  );
  return isShared ? side : null;
}

/** Columns that are folded side by side: `count` vectors of them, for every index of `side`. */
interface Block {
  readonly plan: ReductionPlan;
  readonly axis: LoopAxis;
  readonly side: LoopAxis | null;
  readonly lanes: Lanes;
  readonly count: number;
  readonly columns: readonly Column[];
}

/** Block after block of columns within bounds: their folds, then what is stored. */
function writeBlock(
  plan: ReductionPlan,
  axis: LoopAxis,
  side: LoopAxis | null,
  lanes: Lanes,
  count: number,
  bounds: Bounds,
): void {
  const { kernel, loops, touches, isExact } = plan;
  const { f, nest, body } = loops;
  const isLong = plan.isWide && !isExact && plan.steps > blockSteps;
  nest.open(axis, placesOf(nest, touches), bounds);
  body.enter();
  const columns = Array.from(
    { length: count * (side?.size ?? 1) },
    (): Column => ({
      running: startFold(f, kernel.reduction),
      low: startFold(f, { op: "sum", dtype: "f64" }),
      high: startFold(f, { op: "sum", dtype: "f64" }),
    }),
  );
  const block = { plan, axis, side, lanes, count, columns };
  if (isWrittenOut(plan, count)) foldWrittenOut(block);
  else foldInLoops(block, isLong);
  eachColumn(block, [], ({ running, low, high }) => {
    if (!isLong && !isExact) body.setReduced(running);
    else body.setReduced(joinDoubles(f, low, lanes === 4 ? high : low));
    body.writeStores(kernel.stores);
  });
  body.leave();
  nest.close();
}

/** Visits every column of a block; what does not change along `side` is written once before. */
function eachColumn(
  { plan, axis, side, lanes, count, columns }: Block,
  shared: readonly Scalar[],
  visit: (column: Column) => void,
): void {
  const { nest, body } = plan.loops;
  for (let vector = 0; vector < count; vector++) {
    nest.setLane(axis, vector * lanes);
    body.enter();
    body.setLanes(lanes === 1 ? null : axis, lanes);
    if (side === null) visit(columns[vector]!);
    else body.write(shared);
    for (let index = 0; index < (side?.size ?? 0); index++) {
      nest.fix(side!, index);
      body.enter();
      visit(columns[index * count + vector]!);
      body.leave();
      nest.release(side!);
    }
    body.setLanes(null, 1);
    body.leave();
    nest.setLane(axis, 0);
  }
}

/** One step of every column's fold; the first value of an extremum is the fold. */
function foldStep(block: Block, isFirst: boolean): void {
  const { plan, lanes } = block;
  const { f } = plan.loops;
  const { reduction } = plan.kernel;
  const isSelective = reductions[reduction.op].accumulation === "selective";
  eachColumn(block, [reduction.value], (column) => {
    const value = writeFoldedValue(plan);
    if (plan.isExact) {
      addWidened(f, column, value, lanes);
    } else if (isFirst && isSelective) {
      f.get(value);
      f.set(column.running);
    } else {
      accumulate(f, reduction, column.running, value);
    }
  });
}

/** Moves all running sums on to doubles. */
function flush({ plan, lanes, columns }: Block): void {
  const { f } = plan.loops;
  for (const column of columns) {
    addWidened(f, column, column.running, lanes);
    clear(f, column.running);
  }
}

/** Whether all steps of a block of so many vectors are written one after the other. */
function isWrittenOut({ steps, values }: ReductionPlan, count: number): boolean {
  const cells = steps * count;
  return steps <= mostUnrolled && cells <= mostUnrolledCells && cells * values.length <= mostUnrolledScalars;
}

/** The folded axes without loops. */
function foldWrittenOut(block: Block): void {
  const { plan, axis } = block;
  const { nest, body } = plan.loops;
  let isFirst = true;
  visitEach(nest, plan.folded, () => {
    body.enter();
    body.write([plan.kernel.reduction.value], axis);
    foldStep(block, isFirst);
    isFirst = false;
    body.leave();
  });
}

/** Visits every index of a few short axes, each as a place of its own. */
function visitEach(nest: Nest, axes: readonly LoopAxis[], visit: () => void): void {
  const [axis, ...inner] = axes;
  if (axis === undefined) {
    visit();
    return;
  }
  for (let index = 0; index < axis.size; index++) {
    nest.fix(axis, index);
    visitEach(nest, inner, visit);
    nest.release(axis);
  }
}

/** The folded axes as loops around a step; long f32 sums move on to doubles now and then. */
function foldInLoops(block: Block, isLong: boolean): void {
  const { plan, axis } = block;
  const { kernel, loops, folded, valueTouches } = plan;
  const { f, nest, body } = loops;
  const roots = [kernel.reduction.value];
  const outer = folded.slice(0, -1);
  const inner = folded.at(-1);
  openLoops(loops, outer, valueTouches, roots, axis);
  if (isLong && inner !== undefined && inner.size > blockSteps) {
    const foldSome = (bounds: Bounds): void => {
      nest.open(inner, placesOf(nest, valueTouches), bounds);
      body.enter();
      body.write(roots, axis);
      foldStep(block, false);
      body.leave();
      nest.close();
    };
    inChunks(f, 0, inner.size, blockSteps, foldSome, () => flush(block));
  } else {
    openLoops(loops, folded.slice(-1), valueTouches, roots, axis);
    foldStep(block, false);
    closeLoops(loops, folded.slice(-1));
    if (isLong) flush(block);
  }
  closeLoops(loops, outer);
}
