/** Loops that fold trailing axes: along the folded axis in several vectors, or several kept columns side by side; knows no contraction. */

import type { ReducingKernel } from "../../kernel/kernel.ts";
import { sortScalars } from "../../kernel/scalar.ts";
import { reductions } from "../../ops/reduction.ts";
import { type LoopAxis, simplifyAxes } from "../axes.ts";
import {
  accumulate,
  addDoubles,
  addWidened,
  blockSteps,
  clear,
  compare,
  comparesOnly,
  type Fold,
  foldAcross,
  foldPairs,
  startFold,
} from "./accumulators.ts";
import { writeColumns } from "./column-reduction.ts";
import type { Local } from "./function-writer.ts";
import { convert, type Lanes } from "./lanes.ts";
import {
  chooseLaneAxis,
  closeLoops,
  cutAtGuards,
  type KernelContext,
  laneCost,
  lanesOf,
  openLoops,
  placesOf,
  readsOf,
  startLoops,
  touchesOf,
} from "./loops.ts";
import type { Bounds } from "./nest.ts";
import { inChunks, initialOf, type ReductionPlan, writeFoldedValue } from "./reduction-plan.ts";
import { lowDoubles } from "./widths.ts";

/** f32 sums of at most this many numbers are kept in doubles throughout. */
const longestExact = 256;
/** Products of at most this many numbers are taken in order, since they may leave a float's range on the way. */
const longestInOrder = 8;

/**
 * Writes the code of a loop kernel with a reduction over a space without empty axes. An f32 sum that may be rounded as it
 * goes is faster: right for products of matrices.
 */
export function writeReduction(kernel: ReducingKernel, context: KernelContext, mayRound = false): void {
  const { reduction, space, stores } = kernel;
  const isEmpty = reduction.space.includes(0);
  const storeRoots = stores.map(({ value }) => value);
  const roots = isEmpty ? storeRoots : [reduction.value, ...storeRoots];
  const values = isEmpty ? [] : sortScalars([reduction.value]);
  const valueTouches = isEmpty ? [] : readsOf([reduction.value]);
  const storeTouches = touchesOf(stores);
  const touches = [...valueTouches, ...storeTouches];
  const scalars = sortScalars(roots);
  const kept = simplifyAxes(
    space,
    0,
    touches.map(({ access }) => access),
    scalars,
  );
  const folded = isEmpty
    ? []
    : simplifyAxes(
        reduction.space,
        space.length,
        valueTouches.map(({ access }) => access),
        scalars,
      );
  const loops = startLoops(context, [...kept, ...folded], roots);
  const steps = folded.reduce((product, { size }) => product * size, 1);
  const { accumulation } = reductions[reduction.op];
  const isWide = accumulation === "additive" && reduction.dtype === "f32";
  const plan: ReductionPlan = {
    ...{ kernel, loops, kept, folded, valueTouches, touches, roots, scalars, values, steps, isWide },
    isExact: isWide && !mayRound && steps <= longestExact,
  };
  if (isEmpty) {
    writeEmpty(plan);
    return;
  }
  const types = [...stores.map(({ buffer }) => context.locations.get(buffer)!), reduction];
  const columnLanes = lanesOf(scalars, types);
  const column = chooseLaneAxis(kept, touches, columnLanes);
  const rowLanes = lanesOf(values, [reduction]);
  const isOrdered = accumulation === "multiplicative" && steps <= longestInOrder;
  const row = isOrdered ? null : chooseLaneAxis(folded, valueTouches, rowLanes);
  const columnCost = column === null ? Number.MAX_VALUE : laneCost(column, valueTouches, columnLanes);
  const rowCost = row === null ? Number.MAX_VALUE : laneCost(row, valueTouches, rowLanes);
  loops.body.write(roots);
  if (column !== null && (columnCost < rowCost || (columnCost === rowCost && row!.size < 16))) {
    writeColumns(plan, column, columnLanes);
  } else {
    writeRows(plan, row, rowLanes);
  }
}

/** A fold over nothing: the initial value. */
function writeEmpty({ kernel, loops, kept, touches, roots }: ReductionPlan): void {
  loops.body.setReduced(initialOf(loops.f, kernel.reduction));
  loops.body.write(roots);
  openLoops(loops, kept, touches, roots);
  loops.body.writeStores(kernel.stores);
  closeLoops(loops, kept);
}

const doubles: Fold = { op: "sum", dtype: "f64" };

/** Accumulators of one kept index: vectors, single elements, and doubles for f32 sums. */
interface Accumulators {
  readonly vectors: readonly Local[];
  readonly single: Local;
  readonly total: Local;
  /** The lanes in which the vectors have met NaN, if those only compare. */
  readonly strays: Local | null;
}

/** The innermost fold: its axis, if it has any, and what it folds into, `count` vectors at a time. */
interface Row {
  readonly plan: ReductionPlan;
  readonly inner: LoopAxis | undefined;
  readonly lanes: 2 | 4;
  readonly count: number;
  readonly accumulators: Accumulators;
}

/** Kept loops outside; the folded axis `axis` innermost, in vectors where it has any. */
function writeRows(plan: ReductionPlan, axis: LoopAxis | null, lanes: 2 | 4): void {
  const { kernel, loops, kept, folded, touches, valueTouches, roots, values, isExact } = plan;
  const { body } = loops;
  const inner = axis ?? folded.at(-1);
  const outer = folded.filter((each) => each !== inner);
  const unrolled = values.length <= 3 ? 8 : values.length <= 14 ? 4 : values.length <= 40 ? 2 : 1;
  const available = axis === null ? 0 : Math.floor(axis.size / lanes);
  const count = Math.min(isExact ? Math.min(unrolled, 2) : unrolled, available);
  const range = kept.length > 0 ? loops.context.split(kept[0]!.size, 1, true) : null;
  openLoops(loops, kept, touches, roots, null, range);
  body.enter();
  const accumulators = startAccumulators(plan, count);
  const row = { plan, inner, lanes, count, accumulators };
  openLoops(loops, outer, valueTouches, [kernel.reduction.value]);
  foldRow(row);
  const flushes = plan.isWide && !isExact && count > 0;
  if (flushes && outer.length > 0) flush(row);
  closeLoops(loops, outer);
  if (flushes) flush(row);
  body.setReduced(finishRow(plan, accumulators, count === 0 ? 1 : lanes));
  body.writeStores(kernel.stores);
  body.leave();
  closeLoops(loops, kept);
}

function startAccumulators({ kernel, loops, isExact, isWide }: ReductionPlan, count: number): Accumulators {
  const { f } = loops;
  const { reduction } = kernel;
  const vectors = isExact
    ? Array.from({ length: 2 * count }, () => startFold(f, doubles))
    : Array.from({ length: count }, () => startFold(f, reduction));
  const single = startFold(f, isWide ? doubles : reduction);
  const total = startFold(f, doubles);
  const strays = count > 0 && comparesOnly(reduction) ? f.local("v128") : null;
  if (strays !== null) clear(f, strays);
  return { vectors, single, total, strays };
}

/** Folds the value at the present index alone. */
function foldSingle({ plan, accumulators }: Row): void {
  const { f } = plan.loops;
  const value = writeFoldedValue(plan);
  if (plan.isWide) addDoubles(f, accumulators.single, lowDoubles(f, value));
  else accumulate(f, plan.kernel.reduction, accumulators.single, value);
}

/** Moves the sum of all vectors on to doubles. */
function flush({ plan, lanes, accumulators }: Row): void {
  const { f } = plan.loops;
  const { vectors, total } = accumulators;
  const sum = foldPairs(f, plan.kernel.reduction, vectors);
  addWidened(f, { low: total, high: total }, sum, lanes);
  for (const vector of vectors) clear(f, vector);
}

/** The innermost folded loop, piece by piece: blocks of vectors, vectors, then single elements. */
function foldRow(row: Row): void {
  const { plan, inner, lanes, count, accumulators } = row;
  const { kernel, loops, valueTouches, isExact } = plan;
  const { f, nest, body } = loops;
  if (inner === undefined) {
    foldSingle(row);
    return;
  }
  const places = placesOf(nest, valueTouches);
  const stop = (bounds: Bounds, visit: () => void): void => {
    nest.open(inner, places, bounds);
    body.enter();
    visit();
    body.setLanes(null, 1);
    body.leave();
    nest.close();
  };
  const pieces = count === 0 ? null : cutAtGuards(inner, nest.axes, plan.scalars);
  if (pieces === null) stop({}, () => foldSingle(row));
  for (const [from, to] of pieces ?? []) {
    const step = lanes * count;
    const block = from + Math.floor((to - from) / step) * step;
    const whole = block + Math.floor((to - block) / lanes) * lanes;
    if (block > from) {
      const foldBlocks = (bounds: Bounds): void =>
        stop({ ...bounds, step }, () => {
          body.write([kernel.reduction.value], inner);
          foldVectors(plan, inner, lanes, accumulators);
        });
      const isLong = plan.isWide && !isExact && block - from > step * blockSteps;
      if (isLong) inChunks(f, from, block, step * blockSteps, foldBlocks, () => flush(row));
      else foldBlocks({ from, to: block });
    }
    if (whole > block) {
      stop({ from: block, to: whole, step: lanes }, () => {
        const vectors = accumulators.vectors.slice(0, isExact ? 2 : 1);
        foldVectors(plan, inner, lanes, { ...accumulators, vectors });
      });
    }
    if (to > whole) stop({ from: whole, to }, () => foldSingle(row));
  }
}

/** One step of each accumulator, side by side along an axis; an exact sum has two for every vector of values. */
function foldVectors(
  plan: ReductionPlan,
  axis: LoopAxis,
  lanes: Lanes,
  { vectors, strays }: Accumulators,
): void {
  const { f, nest, body } = plan.loops;
  const each = plan.isExact ? 2 : 1;
  for (let number = 0; number < vectors.length / each; number++) {
    nest.setLane(axis, number * lanes);
    body.enter();
    body.setLanes(axis, lanes);
    const value = writeFoldedValue(plan);
    if (plan.isExact) {
      addWidened(f, { low: vectors[2 * number]!, high: vectors[2 * number + 1]! }, value, lanes);
    } else if (strays === null) {
      accumulate(f, plan.kernel.reduction, vectors[number]!, value);
    } else {
      compare(f, plan.kernel.reduction, vectors[number]!, strays, value);
    }
    body.setLanes(null, 1);
    body.leave();
  }
  nest.setLane(axis, 0);
}

/** The finished fold in all lanes. */
function finishRow(plan: ReductionPlan, accumulators: Accumulators, lanes: Lanes): Local {
  const { f } = plan.loops;
  const { reduction } = plan.kernel;
  const { single, total, strays } = accumulators;
  const [first, ...others] = accumulators.vectors;
  const vectors = strays === null ? accumulators.vectors : [f.vector("v128.or", first!, strays), ...others];
  if (plan.isWide) {
    const parts = plan.isExact && vectors.length > 0 ? vectors : [total];
    const across = foldAcross(f, doubles, foldPairs(f, doubles, parts), 2);
    const narrow = convert(f, f.vector("f64x2.add", across, single), "f64", "f32");
    return f.shuffle(narrow, narrow, [0, 0, 0, 0]);
  }
  if (vectors.length === 0) return single;
  const across = foldAcross(f, reduction, foldPairs(f, reduction, vectors), lanes);
  return foldPairs(f, reduction, [across, single]);
}
