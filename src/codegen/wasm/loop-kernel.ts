/** Loops without a reduction, and the way to those with one; knows no contraction. */

import type { LoopKernel, Store } from "../../kernel/kernel.ts";
import { type Scalar, sortScalars } from "../../kernel/scalar.ts";
import { type LoopAxis, simplifyAxes } from "../axes.ts";
import { clear } from "./accumulators.ts";
import { blockSteps, findCrossing, writeCrossing } from "./crossing-loop.ts";
import { largestPlain } from "./exponentials.ts";
import { formsOf } from "./f32-functions.ts";
import {
  chooseLaneAxis,
  closeLoops,
  cutAtGuards,
  type KernelContext,
  type Loops,
  lanesOf,
  mayRepeat,
  openLoops,
  placesOf,
  readsOf,
  splitsOuter,
  startLoops,
  touchesOf,
  walkLanes,
} from "./loops.ts";
import { writeReduction } from "./reduction-kernel.ts";

/** Vectors that are computed side by side where each takes a long row of steps. */
const sideBySide = 4;
/** Larger expressions would not stay in registers. */
const mostScalars = 40;

/**
 * How many vectors are computed at a time: several where functions are, whose steps wait for each other. Nothing may be read
 * that the vector before has stored, nor may a position be refused.
 */
function countCopies(
  scalars: readonly Scalar[],
  { size }: LoopAxis,
  lanes: number,
  repeats: boolean,
): number {
  const hasForms = scalars.some((each) => each.kind === "apply" && formsOf(each.op, each.dtype) !== null);
  const mayRefuse = scalars.some(({ kind }) => kind === "gather");
  const isLong = size >= 2 * sideBySide * lanes;
  return hasForms && repeats && !mayRefuse && isLong && scalars.length <= mostScalars ? sideBySide : 1;
}

/** Several vectors by plain formulas; then, where some number was too large for those, all of them by careful ones. */
function writeSideBySide(
  { f, body }: Loops,
  axis: LoopAxis,
  lanes: 2 | 4,
  count: number,
  stores: readonly Store[],
): void {
  const visit = (sizes: number | null): void => {
    body.setLanes(axis, lanes, { count, sizes });
    body.enter();
    body.writeStores(stores);
    body.leave();
  };
  const values = sortScalars(stores.map(({ value }) => value));
  const hasPlain = values.some(
    (each) => each.kind === "apply" && formsOf(each.op, each.dtype)?.plain != null,
  );
  if (!hasPlain) {
    visit(null);
    return;
  }
  const sizes = f.local("v128");
  clear(f, sizes);
  visit(sizes);
  f.get(f.vector("i32x4.gt_s", sizes, f.i32(largestPlain)));
  f.emit("v128.any_true");
  f.branch(() => visit(null));
}

/** Writes the code of a loop kernel. */
export function writeLoop(kernel: LoopKernel, context: KernelContext): void {
  if (kernel.space.includes(0)) return;
  if (kernel.reduction !== null) {
    writeReduction({ ...kernel, reduction: kernel.reduction }, context);
    return;
  }
  const { stores } = kernel;
  const roots = stores.map(({ value }) => value);
  const scalars = sortScalars(roots);
  const touches = touchesOf(stores);
  const axes = simplifyAxes(
    kernel.space,
    0,
    touches.map(({ access }) => access),
    scalars,
  );
  const loops = startLoops(context, axes, roots);
  const lanes = lanesOf(
    scalars,
    stores.map(({ buffer }) => context.locations.get(buffer)!),
  );
  const inner = chooseLaneAxis(axes, touches, lanes) ?? axes.at(-1);
  loops.body.write(roots);
  if (inner === undefined) {
    loops.body.writeStores(stores);
    return;
  }
  const crossing = findCrossing(inner, axes, scalars, lanes);
  const outer = axes.filter((axis) => axis !== inner && axis !== crossing?.across);
  const isOuterSplit = outer.length > 0 && splitsOuter(outer[0]!, inner, scalars);
  const outerRange = isOuterSplit ? context.split(outer[0]!.size, 1, outer[0] === axes[0]) : null;
  openLoops(loops, outer, touches, roots, null, outerRange);
  if (crossing === null) {
    const innerRange = isOuterSplit ? null : context.split(inner.size, lanes, inner === axes[0]);
    const pieces = cutAtGuards(inner, axes, scalars);
    const repeats = mayRepeat(context, stores, readsOf(roots));
    const places = placesOf(loops.nest, touches);
    const copies = countCopies(scalars, inner, lanes, repeats);
    const visit = (_: number, count: number): void => {
      if (count === 1) loops.body.writeStores(stores);
      else writeSideBySide(loops, inner, lanes, count, stores);
    };
    walkLanes(loops, inner, pieces, lanes, places, visit, repeats, innerRange, copies);
  } else {
    const acrossRange = isOuterSplit ? null : context.split(crossing.across.size, blockSteps);
    writeCrossing(loops, crossing, touches, stores, acrossRange);
  }
  closeLoops(loops, outer);
}
