/** Joins kernels over one space: what a loop, fold or product just computed is used before it leaves the registers. */

import { isContiguous } from "../graph/access.ts";
import { readBuffers, scalarsOf, scatteredReads, storesOf, writtenBuffers } from "./buffers.ts";
import { internKernel, rewriteScalars } from "./intern.ts";
import type { ContractionKernel, Kernel, LoopKernel, Store } from "./kernel.ts";
import type { LoweredProgram } from "./lower-state.ts";
import type { BufferId } from "./scalar.ts";

/** Kernels with more expressions than this are not joined further. */
const largestKernel = 256;

/** How many kernels of the same space are tried, the latest first. */
const candidatesTried = 4;

type Joinable = LoopKernel | ContractionKernel;

/** `later` computed inside `earlier`: reads of what `earlier` stores become the values themselves. */
function join(earlier: Joinable, later: LoopKernel): Joinable {
  const values = new Map(earlier.stores.map(({ buffer, value }) => [buffer, value]));
  const roots = rewriteScalars(
    later.stores.map(({ value }) => value),
    (scalar) => (scalar.kind === "load" ? (values.get(scalar.buffer) ?? scalar) : scalar),
  );
  const added = later.stores.map((store, index): Store => ({ ...store, value: roots[index]! }));
  return { ...earlier, stores: [...earlier.stores, ...added] };
}

/** Buffers that more than one kernel writes: a concatenation's or a scatter's, finished only by the last of them. */
function collectShared(kernels: readonly Kernel[]): Set<BufferId> {
  const once = new Set<BufferId>();
  const shared = new Set<BufferId>();
  for (const kernel of kernels) {
    for (const buffer of writtenBuffers(kernel)) (once.has(buffer) ? shared : once).add(buffer);
  }
  return shared;
}

const touchesAny = (part: ReadonlySet<BufferId>, touches: (buffer: BufferId) => boolean): boolean => {
  for (const buffer of part) if (touches(buffer)) return true;
  return false;
};

/** What joining asks of a kernel, kept beside it so that no kernel is walked twice. */
interface Host {
  readonly reads: Set<BufferId>;
  scalars: number;
}

/** Joins each plain loop into an earlier kernel over the same space, where everything it reads is there by then. */
export function fuseKernels(program: LoweredProgram): LoweredProgram {
  const shared = collectShared(program.kernels);
  const fused: Kernel[] = [];
  const hosts: Host[] = [];
  const producedAt = new Map<BufferId, number>();
  const bySpace = new Map<string, number[]>();
  for (const kernel of program.kernels) {
    const reads = readBuffers(kernel);
    const scalars = scalarsOf(kernel).length;
    const place = findPlace(kernel, reads, scalars);
    for (const buffer of writtenBuffers(kernel)) {
      producedAt.set(buffer, Math.max(producedAt.get(buffer) ?? 0, place ?? fused.length));
    }
    if (place !== null) {
      fused[place] = join(fused[place] as Joinable, kernel as LoopKernel);
      hosts[place]!.scalars += scalars;
      for (const buffer of reads) hosts[place]!.reads.add(buffer);
      continue;
    }
    const isJoinable = kernel.kind === "loop" || kernel.kind === "contraction";
    if (isJoinable && !kernel.stores.some(({ buffer }) => shared.has(buffer))) {
      const key = kernel.space.join();
      const places = bySpace.get(key) ?? [];
      bySpace.set(key, places);
      places.push(fused.length);
    }
    fused.push(kernel);
    hosts.push({ reads, scalars });
  }
  return removeUnread({ ...program, kernels: fused.map(internKernel) });

  function findPlace(kernel: Kernel, reads: ReadonlySet<BufferId>, scalars: number): number | null {
    if (kernel.kind !== "loop" || kernel.reduction !== null) return null;
    if (!kernel.stores.every(mayJoin)) return null;
    const earliest = earliestPlace(kernel, reads);
    const candidates = bySpace.get(kernel.space.join()) ?? [];
    for (let tried = 1; tried <= Math.min(candidatesTried, candidates.length); tried++) {
      const place = candidates.at(-tried)!;
      if (place < earliest) return null;
      const host = hosts[place]!;
      const related = touchesAny(
        reads,
        (buffer) => host.reads.has(buffer) || producedAt.get(buffer) === place,
      );
      if (related && host.scalars + scalars <= largestKernel) return place;
    }
    return null;
  }

  /** Parts of a buffer that several kernels write may be written anywhere, but not over an input. */
  function mayJoin({ buffer, access }: Store): boolean {
    return shared.has(buffer) ? program.buffers[buffer]!.role.kind !== "update" : isContiguous(access);
  }

  /** Where everything a kernel reads is there: with the kernel that makes it if read in step, else behind it. */
  function earliestPlace(kernel: Kernel, reads: ReadonlySet<BufferId>): number {
    const scattered = scatteredReads(kernel);
    let earliest = 0;
    for (const buffer of reads) {
      const produced = producedAt.get(buffer);
      if (produced === undefined) continue;
      const inStep = !scattered.has(buffer) && !shared.has(buffer);
      earliest = Math.max(earliest, inStep ? produced : produced + 1);
    }
    return earliest;
  }
}

/** Drops stores to temporary buffers that nobody reads, and kernels left without a store. */
export function removeUnread(program: LoweredProgram): LoweredProgram {
  const read = new Set<BufferId>();
  const kept: Kernel[] = [];
  for (let position = program.kernels.length - 1; position >= 0; position--) {
    const kernel = program.kernels[position]!;
    const matters = (buffer: BufferId): boolean =>
      read.has(buffer) || program.buffers[buffer]!.role.kind !== "temporary";
    let result = kernel;
    if (kernel.kind === "scatter" || kernel.kind === "host") {
      if (!matters(kernel.buffer)) continue;
    } else {
      const stores = storesOf(kernel).filter(({ buffer }) => matters(buffer));
      if (stores.length === 0) continue;
      if (stores.length < kernel.stores.length) result = { ...kernel, stores };
    }
    for (const buffer of readBuffers(result)) read.add(buffer);
    kept.push(result);
  }
  return { ...program, kernels: kept.reverse() };
}
