/** Folds whose kept axis lies in order: several vectors of columns side by side while the folded axes run; knows no other way. */

import type { LoopAxis } from "../axes.ts";
import { accumulate, addDoubles, blockSteps, clear, startFold } from "./accumulators.ts";
import type { Local } from "./function-writer.ts";
import type { Lanes } from "./lanes.ts";
import { closeLoops, cutAtGuards, openLoops, placesOf } from "./loops.ts";
import type { Bounds } from "./nest.ts";
import { type ReductionPlan, writeFoldedValue } from "./reduction-plan.ts";
import { highDoubles, joinDoubles, lowDoubles } from "./widths.ts";

/** One vector of columns: its running fold and, for long f32 sums, what has left it for doubles. */
interface Column {
  readonly running: Local;
  readonly low: Local;
  readonly high: Local;
}

/** Kept loops outside, then blocks of columns, then the folded loops. */
export function writeColumns(plan: ReductionPlan, axis: LoopAxis, lanes: 2 | 4): void {
  const { loops, kept, touches, roots, values, scalars } = plan;
  const outer = kept.filter((each) => each !== axis);
  openLoops(loops, outer, touches, roots);
  const count = plan.isExact
    ? 2
    : values.length <= 8
      ? 8
      : values.length <= 20
        ? 4
        : values.length <= 60
          ? 2
          : 1;
  const pieces = cutAtGuards(axis, loops.nest.axes, scalars);
  if (pieces === null) writeBlock(plan, axis, 1, 1, {});
  for (const [from, to] of pieces ?? []) {
    let start = from;
    for (const vectors of [count, 1]) {
      const step = vectors * lanes;
      const end = start + Math.floor((to - start) / step) * step;
      if (end > start) writeBlock(plan, axis, lanes, vectors, { from: start, to: end, step });
      start = end;
    }
    if (to > start) writeBlock(plan, axis, 1, 1, { from: start, to });
  }
  closeLoops(loops, outer);
}

/** Blocks of `count` vectors of columns within bounds. */
function writeBlock(plan: ReductionPlan, axis: LoopAxis, lanes: Lanes, count: number, bounds: Bounds): void {
  const { kernel, loops, folded, touches, valueTouches, isExact } = plan;
  const { f, nest, body } = loops;
  const { reduction, stores } = kernel;
  const isLong = plan.isWide && !isExact && plan.steps > blockSteps;
  nest.open(axis, placesOf(nest, touches), bounds);
  body.enter();
  const columns = Array.from(
    { length: count },
    (): Column => ({
      running: startFold(f, reduction),
      low: startFold(f, { op: "sum", dtype: "f64" }),
      high: startFold(f, { op: "sum", dtype: "f64" }),
    }),
  );
  const at = (number: number, write: () => void): void => {
    nest.setLane(axis, number * lanes);
    body.enter();
    body.setLanes(lanes === 1 ? null : axis, lanes);
    write();
    body.setLanes(null, 1);
    body.leave();
    nest.setLane(axis, 0);
  };
  const flush = (): void => {
    for (const { running, low, high } of columns) {
      addDoubles(f, low, lowDoubles(f, running));
      if (lanes === 4) addDoubles(f, high, highDoubles(f, running));
      clear(f, running);
    }
  };
  openLoops(loops, folded, valueTouches, [reduction.value], axis);
  for (const [number, { running, low, high }] of columns.entries()) {
    at(number, () => {
      const value = writeFoldedValue(plan);
      if (isExact) {
        addDoubles(f, low, lowDoubles(f, value));
        if (lanes === 4) addDoubles(f, high, highDoubles(f, value));
      } else {
        accumulate(f, reduction, running, value);
      }
    });
  }
  const inner = folded.at(-1);
  if (isLong && inner !== undefined && inner.size > blockSteps) {
    nest.pushPosition(inner);
    f.emit("i32.const", blockSteps - 1);
    f.emit("i32.and");
    f.emit("i32.eqz");
    f.branch(flush);
  }
  closeLoops(loops, folded.slice(-1));
  if (isLong && folded.length > 1) flush();
  closeLoops(loops, folded.slice(0, -1));
  if (isLong) flush();
  for (const [number, { running, low, high }] of columns.entries()) {
    at(number, () => {
      if (!isLong && !isExact) body.setReduced(running);
      else if (lanes === 4) body.setReduced(joinDoubles(f, low, high));
      else body.setReduced(joinDoubles(f, low, low));
      body.writeStores(stores);
    });
  }
  body.leave();
  nest.close();
}
