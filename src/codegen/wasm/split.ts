/** Whether a kernel is worth cutting into chunks for several threads, and how it was cut; knows no thread. */

import type { Access } from "../../graph/access.ts";
import type { ContractionKernel, Kernel, LoopKernel } from "../../kernel/kernel.ts";
import { elementwise } from "../../ops/elementwise.ts";
import { sizeOf } from "../../shape/size.ts";
import { accessesOf } from "../axes.ts";
import { scalarsOf } from "../describe.ts";
import type { Local } from "./function-writer.ts";

/** How a kernel's function is called for a part of its work: with the first index and the one behind the last. */
export interface Split {
  /** Indices of the axis that is cut; every index is worked on by one thread alone. */
  readonly size: number;
  /** Chunks start at multiples of this. */
  readonly grain: number;
  /** Whether the axis is all of the kernel's outermost ones, so that rows of a band are parts of it. */
  readonly isRows: boolean;
  /** Whether the function is first called with −1, alone, for what all chunks read. */
  prepares: boolean;
}

/** The part of an axis one call works on: locals that hold its first index and the one behind its last. */
export interface Range {
  readonly begin: Local;
  readonly end: Local;
}

/** A multiplication and addition of a product in blocks, and one unit of an op's cost on one element; measured. */
const nanoseconds = { step: 0.04, cost: 0.03 } as const;
/** What reading or writing an element costs in those units, and what every element costs where neighbours lie apart. */
const touchCost = 2;
const apartCost = 20;

/** Whether along some axis the neighbours of everything that is read and written lie side by side. */
function hasNeighbours(accesses: readonly Access[]): boolean {
  const rank = Math.max(...accesses.map(({ shape }) => shape.length));
  return Array.from({ length: rank }).some((_, axis) =>
    accesses.every(({ strides }) => Math.abs(strides[axis] ?? 0) <= 1),
  );
}

/** What one element of a kernel costs besides the steps of a product. */
function costOf(kernel: LoopKernel | ContractionKernel): number {
  const scalars = scalarsOf(kernel);
  const accesses = [...accessesOf(scalars), ...kernel.stores.map(({ access }) => access)];
  const apart = hasNeighbours(accesses) ? 0 : apartCost;
  return scalars.reduce(
    (sum, scalar) => sum + (scalar.kind === "apply" ? elementwise[scalar.op].cost : 0),
    accesses.length * touchCost + apart,
  );
}

/** About how long one thread needs for a kernel. */
function estimateNanoseconds(kernel: LoopKernel | ContractionKernel): number {
  const count = sizeOf(kernel.space);
  const folded = kernel.kind === "loop" && kernel.reduction !== null ? sizeOf(kernel.reduction.space) : 1;
  const steps = kernel.kind === "contraction" ? count * kernel.depth * nanoseconds.step : 0;
  return steps + count * folded * costOf(kernel) * nanoseconds.cost;
}

/** Whether a kernel's indices can be worked on in any order and take long enough to be shared out. */
export function isWorthSplitting(kernel: Kernel, leastNanoseconds: number): boolean {
  if (kernel.kind === "scatter" || kernel.kind === "host") return false;
  return estimateNanoseconds(kernel) >= leastNanoseconds;
}
