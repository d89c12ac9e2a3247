/** What can be said of a kernel without generating code: its headline, its expressions and its buffers; knows no source text. */

import type { Kernel } from "../kernel/kernel.ts";
import { type BufferId, type Scalar, sortScalars } from "../kernel/scalar.ts";

/** One line that names a kernel's loops: `loop [64, 128], sum over [10]`. */
export function describeKernel(kernel: Kernel): string {
  const space = `[${kernel.space.join(", ")}]`;
  switch (kernel.kind) {
    case "loop": {
      const { reduction } = kernel;
      return reduction === null
        ? `loop ${space}`
        : `loop ${space}, ${reduction.op} over [${reduction.space.join(", ")}]`;
    }
    case "contraction":
      return `contraction ${space}, depth ${kernel.depth}`;
    case "scatter":
      return `scatter ${space}, limit ${kernel.limit}`;
    case "host":
      return `host ${space}`;
  }
}

/** Every expression of a kernel, operands first. */
export function scalarsOf(kernel: Kernel): Scalar[] {
  if (kernel.kind === "host") return [];
  if (kernel.kind === "scatter") return sortScalars([kernel.position, kernel.value]);
  const stored = kernel.stores.map(({ value }) => value);
  const reduced = kernel.kind === "loop" && kernel.reduction !== null ? [kernel.reduction.value] : [];
  return sortScalars([...reduced, ...stored]);
}

/** Every buffer a kernel reads or writes. */
export function buffersOf(kernel: Kernel): Set<BufferId> {
  const buffers = new Set<BufferId>();
  for (const scalar of scalarsOf(kernel)) {
    if (scalar.kind === "load" || scalar.kind === "gather") buffers.add(scalar.buffer);
  }
  if (kernel.kind === "host") return new Set([...kernel.reads, kernel.buffer]);
  if (kernel.kind === "scatter") return buffers.add(kernel.buffer);
  for (const store of kernel.stores) buffers.add(store.buffer);
  if (kernel.kind === "contraction") buffers.add(kernel.left.buffer).add(kernel.right.buffer);
  return buffers;
}
