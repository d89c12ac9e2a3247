/** Loops without a reduction, and the way to those with one; knows no contraction. */

import type { LoopKernel } from "../../kernel/kernel.ts";
import { sortScalars } from "../../kernel/scalar.ts";
import { simplifyAxes } from "../axes.ts";
import {
  accessesOfStores,
  closeLoops,
  type KernelContext,
  openLoops,
  startNest,
  writeStores,
} from "./nest.ts";
import { writeReduction } from "./reduction-kernel.ts";

/** Neighbours per iteration: four at a time is a quarter faster where a step is only a few operations. */
const lanes = 4;
const shortestRepeated = 16;
const largestRepeated = 24;

/** Writes the statements of a loop kernel. */
export function writeLoop(kernel: LoopKernel, context: KernelContext): void {
  if (kernel.space.includes(0)) return;
  if (kernel.reduction !== null) {
    writeReduction({ ...kernel, reduction: kernel.reduction }, context);
    return;
  }
  const roots = kernel.stores.map(({ value }) => value);
  const accesses = accessesOfStores(kernel.stores);
  const scalars = sortScalars(roots);
  const axes = simplifyAxes(kernel.space, 0, accesses, scalars);
  const nest = startNest(context, axes, roots);
  nest.body.write(roots);
  const inner = axes.at(-1);
  if (inner === undefined || inner.size < shortestRepeated || scalars.length > largestRepeated) {
    openLoops(nest, axes, accesses, roots);
    writeStores(nest, kernel.stores);
    closeLoops(nest, axes);
    return;
  }
  const outer = axes.slice(0, -1);
  const whole = inner.size - (inner.size % lanes);
  const writeOne = () => {
    nest.body.enter();
    writeStores(nest, kernel.stores);
    nest.body.leave();
  };
  openLoops(nest, outer, accesses, roots);
  nest.pointers.open(inner, accesses, { to: String(whole), step: lanes });
  for (let lane = 0; lane < lanes; lane++) {
    nest.pointers.setLane(inner, lane);
    writeOne();
  }
  nest.pointers.close();
  for (let index = whole; index < inner.size; index++) {
    nest.pointers.fix(inner, index);
    writeOne();
    nest.pointers.release(inner);
  }
  closeLoops(nest, outer);
}
