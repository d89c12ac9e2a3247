/** Which buffers a kernel reads and writes, and how; knows no graph and no memory. */

import { isContiguous } from "../graph/access.ts";
import type { Kernel, Store } from "./kernel.ts";
import { type BufferId, type Scalar, sortScalars } from "./scalar.ts";

/** The values a kernel writes per index of its space. */
export function storesOf(kernel: Kernel): readonly Store[] {
  return kernel.kind === "loop" || kernel.kind === "contraction" ? kernel.stores : [];
}

/** The expressions a kernel evaluates over its own space. */
function spaceExpressions(kernel: Kernel): readonly Scalar[] {
  if (kernel.kind === "scatter") return [kernel.position, kernel.value];
  return storesOf(kernel).map(({ value }) => value);
}

/** Every expression of a kernel, operands before users. */
export function scalarsOf(kernel: Kernel): Scalar[] {
  const folded = kernel.kind === "loop" && kernel.reduction !== null ? [kernel.reduction.value] : [];
  return sortScalars([...folded, ...spaceExpressions(kernel)]);
}

/** The buffers a kernel writes. */
export function writtenBuffers(kernel: Kernel): BufferId[] {
  if (kernel.kind === "scatter" || kernel.kind === "host") return [kernel.buffer];
  return kernel.stores.map(({ buffer }) => buffer);
}

/** The buffers a kernel reads besides those its expressions name; a scatter reads what it adds to. */
function wholeReads(kernel: Kernel): readonly BufferId[] {
  if (kernel.kind === "contraction") return [kernel.left.buffer, kernel.right.buffer];
  if (kernel.kind === "scatter") return [kernel.buffer];
  return kernel.kind === "host" ? kernel.reads : [];
}

/** Every buffer a kernel reads. */
export function readBuffers(kernel: Kernel): Set<BufferId> {
  const buffers = new Set(wholeReads(kernel));
  for (const scalar of scalarsOf(kernel)) {
    if (scalar.kind === "load" || scalar.kind === "gather") buffers.add(scalar.buffer);
  }
  return buffers;
}

/** The buffers a kernel reads otherwise than element for element of its space: those it must not overwrite as it goes. */
export function scatteredReads(kernel: Kernel): Set<BufferId> {
  const buffers = new Set(wholeReads(kernel));
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
  if (kernel.kind === "scatter" || kernel.kind === "host") return true;
  return scalarsOf(kernel).some(({ kind }) => kind === "gather");
}
