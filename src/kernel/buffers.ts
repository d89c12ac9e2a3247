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

/** What is asked of a kernel over and over, found in one walk; kernels never change. */
interface Facts {
  readonly reads: ReadonlySet<BufferId>;
  readonly scattered: ReadonlySet<BufferId>;
  /** How many expressions it has. */
  readonly size: number;
  readonly gathers: boolean;
}

const known = new WeakMap<Kernel, Facts>();

function findFacts(kernel: Kernel): Facts {
  const reads = new Set(wholeReads(kernel));
  const scattered = new Set(reads);
  const counted = new Set<Scalar>();
  let gathers = false;
  const note = (roots: readonly Scalar[], elementwise: boolean): void => {
    for (const scalar of sortScalars(roots)) {
      counted.add(scalar);
      if (scalar.kind !== "load" && scalar.kind !== "gather") continue;
      reads.add(scalar.buffer);
      if (scalar.kind === "gather") gathers = true;
      else if (elementwise && isContiguous(scalar.access)) continue;
      scattered.add(scalar.buffer);
    }
  };
  if (kernel.kind === "loop" && kernel.reduction !== null) note([kernel.reduction.value], false);
  note(spaceExpressions(kernel), true);
  return { reads, scattered, size: counted.size, gathers };
}

function factsOf(kernel: Kernel): Facts {
  let facts = known.get(kernel);
  if (facts === undefined) {
    facts = findFacts(kernel);
    known.set(kernel, facts);
  }
  return facts;
}

/** How many expressions a kernel has. */
export function countScalars(kernel: Kernel): number {
  return factsOf(kernel).size;
}

/** Every buffer a kernel reads. */
export function readBuffers(kernel: Kernel): ReadonlySet<BufferId> {
  return factsOf(kernel).reads;
}

/** The buffers a kernel reads otherwise than element for element of its space: those it must not overwrite as it goes. */
export function scatteredReads(kernel: Kernel): ReadonlySet<BufferId> {
  return factsOf(kernel).scattered;
}

/** Whether running a kernel can refuse its data. */
export function canFault(kernel: Kernel): boolean {
  return kernel.kind === "scatter" || kernel.kind === "host" || factsOf(kernel).gathers;
}
