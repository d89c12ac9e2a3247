/** Loops that fold trailing axes: along the folded axis in several vectors, or several kept columns side by side; knows no contraction. */

import type { ReducingKernel } from "../../kernel/kernel.ts";
import { sortScalars } from "../../kernel/scalar.ts";
import { reductions } from "../../ops/reduction.ts";
import { type LoopAxis, simplifyAxes } from "../axes.ts";
import {
  accumulate,
  addDoubles,
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
import { highDoubles, lowDoubles } from "./widths.ts";

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

/** Kept loops outside; the folded axis `row` innermost, in vectors where it has any. */
function writeRows(plan: ReductionPlan, row: LoopAxis | null, lanes: 2 | 4): void {
  const { kernel, loops, kept, folded, touches, valueTouches, roots, values } = plan;
  const { f, nest, body } = loops;
  const { reduction } = kernel;
  const { isWide, isExact } = plan;
  const inner = row ?? folded.at(-1);
  const outer = folded.filter((axis) => axis !== inner);
  const unrolled = values.length <= 3 ? 8 : values.length <= 14 ? 4 : values.length <= 40 ? 2 : 1;
  const available = row === null ? 0 : Math.floor(row.size / lanes);
  const count = Math.min(isExact ? Math.min(unrolled, 2) : unrolled, available);
  const range = kept.length > 0 ? loops.context.split(kept[0]!.size, 1, true) : null;
  openLoops(loops, kept, touches, roots, null, range);
  body.enter();
  const accumulators: Accumulators = {
    vectors: isExact
      ? Array.from({ length: 2 * count }, () => startFold(f, doubles))
      : Array.from({ length: count }, () => startFold(f, reduction)),
    single: startFold(f, isWide ? doubles : reduction),
    total: startFold(f, doubles),
    strays: count > 0 && comparesOnly(reduction) ? f.local("v128") : null,
  };
  if (accumulators.strays !== null) clear(f, accumulators.strays);
  const addSingle = (): void => {
    const value = writeFoldedValue(plan);
    if (isWide) addDoubles(f, accumulators.single, lowDoubles(f, value));
    else accumulate(f, reduction, accumulators.single, value);
  };
  const flush = (): void => {
    const sum = foldPairs(f, reduction, accumulators.vectors);
    addDoubles(f, accumulators.total, lowDoubles(f, sum));
    if (lanes === 4) addDoubles(f, accumulators.total, highDoubles(f, sum));
    for (const vector of accumulators.vectors) clear(f, vector);
  };
  openLoops(loops, outer, valueTouches, [reduction.value]);
  if (inner === undefined) {
    addSingle();
  } else {
    const places = placesOf(nest, valueTouches);
    const pieces = count === 0 ? null : cutAtGuards(inner, nest.axes, plan.scalars);
    const stop = (bounds: Bounds, visit: () => void): void => {
      nest.open(inner, places, bounds);
      body.enter();
      visit();
      body.setLanes(null, 1);
      body.leave();
      nest.close();
    };
    for (const [from, to] of pieces ?? []) {
      const step = lanes * count;
      const block = from + Math.floor((to - from) / step) * step;
      const whole = block + Math.floor((to - block) / lanes) * lanes;
      if (block > from) {
        const foldBlocks = (bounds: Bounds): void =>
          stop({ ...bounds, step }, () => {
            body.write([reduction.value], inner);
            foldVectors(plan, inner, lanes, accumulators);
          });
        const isLong = isWide && !isExact && block - from > step * blockSteps;
        if (isLong) inChunks(f, from, block, step * blockSteps, foldBlocks, flush);
        else foldBlocks({ from, to: block });
      }
      if (whole > block) {
        stop({ from: block, to: whole, step: lanes }, () => {
          const vectors = accumulators.vectors.slice(0, isExact ? 2 : 1);
          foldVectors(plan, inner, lanes, { ...accumulators, vectors });
        });
      }
      if (to > whole) stop({ from: whole, to }, addSingle);
    }
    if (pieces === null) stop({}, addSingle);
  }
  const flushes = isWide && !isExact && count > 0;
  if (flushes && outer.length > 0) flush();
  closeLoops(loops, outer);
  if (flushes) flush();
  body.setReduced(finishRow(plan, accumulators, count === 0 ? 1 : lanes));
  body.writeStores(kernel.stores);
  body.leave();
  closeLoops(loops, kept);
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
      addDoubles(f, vectors[2 * number]!, lowDoubles(f, value));
      if (lanes === 4) addDoubles(f, vectors[2 * number + 1]!, highDoubles(f, value));
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
