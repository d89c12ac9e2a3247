/** The loops a kernel really needs: unit axes gone, axes that always step together merged; knows no source text. */

import type { Access, Range } from "../graph/access.ts";
import type { Scalar } from "../kernel/scalar.ts";

/** One loop: `size` steps; strides and ranges are read from the kernel's own axis `source`. */
export interface LoopAxis {
  readonly size: number;
  readonly source: number;
}

/** An access's step per iteration of a loop; an access that does not know the axis stands still. */
export function strideAlong(access: Access, axis: LoopAxis): number {
  return access.strides[axis.source] ?? 0;
}

/** The reads and bounds of expressions, as far as loops depend on them. */
export function accessesOf(scalars: readonly Scalar[]): Access[] {
  return scalars.flatMap((scalar) =>
    scalar.kind === "load" || scalar.kind === "index" || scalar.kind === "gather" ? [scalar.access] : [],
  );
}

/** Axes that some guard bounds. */
function guardedAxes(scalars: readonly Scalar[]): Set<number> {
  const guarded = new Set<number>();
  for (const scalar of scalars) {
    if (scalar.kind !== "guard") continue;
    for (const [axis, range] of scalar.ranges.entries()) if (range !== null) guarded.add(axis);
  }
  return guarded;
}

/**
 * Merges the axes `first`, `first + 1`, … of sizes `sizes`: two neighbours become one loop when in every access the
 * outer stride is the inner size times the inner stride, and no guard looks at either.
 */
export function simplifyAxes(
  sizes: readonly number[],
  first: number,
  accesses: readonly Access[],
  scalars: readonly Scalar[],
): LoopAxis[] {
  const guarded = guardedAxes(scalars);
  const axes: LoopAxis[] = [];
  for (const [position, size] of sizes.entries()) {
    if (size === 1) continue;
    const axis = { size, source: first + position };
    const outer = axes.at(-1);
    const merges =
      outer !== undefined &&
      !guarded.has(outer.source) &&
      !guarded.has(axis.source) &&
      accesses.every((access) => strideAlong(access, outer) === strideAlong(access, axis) * size);
    if (merges) axes[axes.length - 1] = { size: outer.size * size, source: axis.source };
    else axes.push(axis);
  }
  return axes;
}

/** A bound that a loop must really test; index 0 is the only one on an axis that was dropped. */
export interface Test {
  readonly axis: LoopAxis;
  readonly low: number;
  readonly high: number;
}

/** What is left of a guard's bounds: `false` where no index passes, else the tests that can fail. */
export function simplifyRanges(ranges: readonly Range[], axes: readonly LoopAxis[]): Test[] | false {
  const tests: Test[] = [];
  for (const [source, range] of ranges.entries()) {
    if (range === null) continue;
    const axis = axes.find((candidate) => candidate.source === source) ?? { size: 1, source };
    const low = Math.max(range[0], 0);
    const high = Math.min(range[1], axis.size);
    if (low >= high) return false;
    if (low > 0 || high < axis.size) tests.push({ axis, low, high });
  }
  return tests;
}
