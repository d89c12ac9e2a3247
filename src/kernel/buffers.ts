/** Which buffers a kernel reads and writes, and how; knows no graph and no memory. */

import { isContiguous } from "../graph/access.ts";
import type { Kernel, Store } from "./kernel.ts";
import { type BufferId, type Scalar, sortScalars } from "./scalar.ts";

/** The values a kernel writes per index of its space. */
export function storesOf(kernel: Kernel): readonly Store[] {
  return kernel.kind === "scatter" ? [] : kernel.stores;
}

/** The expressions a kernel evaluates over its own space. */
function spaceExpressions(kernel: Kernel): readonly Scalar[] {
  if (kernel.kind === "scatter") return [kernel.position, kernel.value];
  return kernel.stores.map(({ value }) => value);
}

/** Every expression of a kernel, operands before users. */
export function scalarsOf(kernel: Kernel): Scalar[] {
  const folded = kernel.kind === "loop" && kernel.reduction !== null ? [kernel.reduction.value] : [];
  return sortScalars([...folded, ...spaceExpressions(kernel)]);
}

/** The buffers a kernel writes. */
export function writtenBuffers(kernel: Kernel): BufferId[] {
  return kernel.kind === "scatter" ? [kernel.buffer] : kernel.stores.map(({ buffer }) => buffer);
}

/** Every buffer a kernel reads; a scatter reads what it adds to. */
export function readBuffers(kernel: Kernel): Set<BufferId> {
  const buffers = new Set<BufferId>();
  if (kernel.kind === "contraction") buffers.add(kernel.left.buffer).add(kernel.right.buffer);
  if (kernel.kind === "scatter") buffers.add(kernel.buffer);
  for (const scalar of scalarsOf(kernel)) {
    if (scalar.kind === "load" || scalar.kind === "gather") buffers.add(scalar.buffer);
  }
  return buffers;
}

/** The buffers a kernel reads otherwise than element for element of its space: those it must not overwrite as it goes. */
export function scatteredReads(kernel: Kernel): Set<BufferId> {
  const buffers = new Set<BufferId>();
  if (kernel.kind === "contraction") buffers.add(kernel.left.buffer).add(kernel.right.buffer);
  if (kernel.kind === "scatter") buffers.add(kernel.buffer);
  const note = (scalar: Scalar, elementwise: boolean): void => {
    if (scalar.kind === "gather") buffers.add(scalar.buffer);
    if (scalar.kind === "load" && !(elementwise && isContiguous(scalar.access))) buffers.add(scalar.buffer);
  };
  if (kernel.kind === "loop" && kernel.reduction !== null) {
    for (const scalar of sortScalars([kernel.reduction.value])) note(scalar, false);
  }
  for (const scalar of sortScalars(spaceExpressions(kernel))) note(scalar, true);
  return buffers;
}

/** Whether running a kernel can refuse its data. */
export function canFault(kernel: Kernel): boolean {
  return kernel.kind === "scatter" || scalarsOf(kernel).some(({ kind }) => kind === "gather");
}
