/** Loops without a reduction, and the way to those with one; knows no contraction. */

import type { LoopKernel } from "../../kernel/kernel.ts";
import { sortScalars } from "../../kernel/scalar.ts";
import { simplifyAxes } from "../axes.ts";
import { blockSteps, findCrossing, writeCrossing } from "./crossing-loop.ts";
import {
  chooseLaneAxis,
  closeLoops,
  cutAtGuards,
  type KernelContext,
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
  const outerRange = isOuterSplit ? context.split(outer[0]!.size) : null;
  openLoops(loops, outer, touches, roots, null, outerRange);
  if (crossing === null) {
    const innerRange = isOuterSplit ? null : context.split(inner.size, lanes);
    const pieces = cutAtGuards(inner, axes, scalars);
    const repeats = mayRepeat(context, stores, readsOf(roots));
    const places = placesOf(loops.nest, touches);
    const visit = (): void => loops.body.writeStores(stores);
    walkLanes(loops, inner, pieces, lanes, places, visit, repeats, innerRange);
  } else {
    const acrossRange = isOuterSplit ? null : context.split(crossing.across.size, blockSteps);
    writeCrossing(loops, crossing, touches, stores, acrossRange);
  }
  closeLoops(loops, outer);
}
