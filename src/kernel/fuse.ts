/** Joins kernels over the same elements: what a loop, fold or product just computed is used before it leaves the registers. */

import { isContiguous, reshapeAccess } from "../graph/access.ts";
import { sizeOf } from "../shape/size.ts";
import { countScalars, readBuffers, scatteredReads, storesOf, writtenBuffers } from "./buffers.ts";
import { internKernel, rewriteScalars } from "./intern.ts";
import type { ContractionKernel, Kernel, LoopKernel, Store } from "./kernel.ts";
import type { LoweredProgram } from "./lower-state.ts";
import type { BufferId, Scalar } from "./scalar.ts";
import { mapAccesses } from "./scalar-access.ts";

/** Kernels with more expressions than this are not joined further. */
const largestKernel = 256;

/** How many kernels of the same space are tried, the latest first. */
const candidatesTried = 4;

type Joinable = LoopKernel | ContractionKernel;

/** A plain loop over the same elements in another shape, or `null` where a read or write cannot follow. */
function reshapeLoop(loop: LoopKernel, space: readonly number[]): LoopKernel | null {
  if (loop.space.length === space.length && loop.space.every((size, axis) => size === space[axis]))
    return loop;
  if (sizeOf(loop.space) !== sizeOf(space)) return null;
  const stores: Store[] = [];
  for (const store of loop.stores) {
    const access = reshapeAccess(store.access, space);
    const value = mapAccesses(store.value, loop.space, (each) => reshapeAccess(each, space));
    if (access === null || value === null) return null;
    stores.push({ ...store, access, value });
  }
  return { ...loop, space, stores };
}

/** Where a loop is computed from now on, and as what. */
interface Joint {
  readonly place: number;
  readonly loop: LoopKernel;
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

/** A kernel that others may join: what joining asks of it, kept beside it so that no kernel is walked twice. */
class Host {
  readonly #kernel: Kernel;
  readonly #joined: Store[] = [];
  readonly #reads: Set<BufferId>;
  /** What it stores, by buffer; made when something joins first. */
  #values: Map<BufferId, Scalar> | null = null;
  scalars: number;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#reads = new Set(readBuffers(kernel));
    this.scalars = countScalars(kernel);
  }

  get space(): readonly number[] {
    return this.#kernel.space;
  }

  reads(buffer: BufferId): boolean {
    return this.#reads.has(buffer);
  }

  /** Computes `later` inside: its reads of what is stored here become the values themselves. */
  join(later: LoopKernel): void {
    this.#values ??= new Map(storesOf(this.#kernel).map(({ buffer, value }) => [buffer, value]));
    const values = this.#values;
    const roots = rewriteScalars(
      later.stores.map(({ value }) => value),
      (scalar) => (scalar.kind === "load" ? (values.get(scalar.buffer) ?? scalar) : scalar),
    );
    later.stores.forEach((store, index) => {
      const value = roots[index]!;
      values.set(store.buffer, value);
      this.#joined.push({ ...store, value });
    });
    for (const buffer of readBuffers(later)) this.#reads.add(buffer);
    this.scalars += countScalars(later);
  }

  finish(): Kernel {
    if (this.#joined.length === 0) return this.#kernel;
    const kernel = this.#kernel as Joinable;
    return { ...kernel, stores: [...kernel.stores, ...this.#joined] };
  }
}

/** The kernels of a program looked at so far, each at a numbered place or joined to the one that stands there. */
class Fusion {
  readonly #program: LoweredProgram;
  readonly #shared: ReadonlySet<BufferId>;
  readonly #hosts: Host[] = [];
  /** The last place at which each buffer is written. */
  readonly #producedAt = new Map<BufferId, number>();
  /** The places that loops may join, by index space. */
  readonly #bySpace = new Map<string, number[]>();
  readonly #joinable = new Set<number>();

  constructor(program: LoweredProgram) {
    this.#program = program;
    this.#shared = collectShared(program.kernels);
  }

  /** Has a kernel join an earlier one, or gives it a place of its own. */
  add(kernel: Kernel): void {
    const key = kernel.space.join();
    const joint = this.#findJoint(kernel, this.#bySpace.get(key) ?? []);
    const place = joint?.place ?? this.#hosts.length;
    for (const buffer of writtenBuffers(kernel)) {
      this.#producedAt.set(buffer, Math.max(this.#producedAt.get(buffer) ?? 0, place));
    }
    if (joint !== null) {
      this.#hosts[place]!.join(joint.loop);
      return;
    }
    const isJoinable = kernel.kind === "loop" || kernel.kind === "contraction";
    if (isJoinable && !kernel.stores.some(({ buffer }) => this.#shared.has(buffer))) {
      const places = this.#bySpace.get(key) ?? [];
      this.#bySpace.set(key, places);
      places.push(place);
      this.#joinable.add(place);
    }
    this.#hosts.push(new Host(kernel));
  }

  finish(): Kernel[] {
    return this.#hosts.map((host) => internKernel(host.finish()));
  }

  #findJoint(kernel: Kernel, candidates: readonly number[]): Joint | null {
    if (kernel.kind !== "loop" || kernel.reduction !== null) return null;
    if (!kernel.stores.every((store) => this.#mayJoin(store))) return null;
    const earliest = this.#earliestPlace(kernel);
    for (let tried = 1; tried <= Math.min(candidatesTried, candidates.length); tried++) {
      const place = candidates.at(-tried)!;
      if (place < earliest) break;
      if (this.#outgrows(place, kernel)) continue;
      for (const buffer of readBuffers(kernel)) {
        const isNear = this.#hosts[place]!.reads(buffer) || this.#producedAt.get(buffer) === place;
        if (isNear) return { place, loop: kernel };
      }
    }
    return this.#joinProducer(kernel, earliest);
  }

  /** The kernel that makes the last of what a loop reads, if the loop can take on its shape. */
  #joinProducer(loop: LoopKernel, place: number): Joint | null {
    if (!this.#joinable.has(place) || this.#outgrows(place, loop)) return null;
    if (![...readBuffers(loop)].some((buffer) => this.#producedAt.get(buffer) === place)) return null;
    const reshaped = reshapeLoop(loop, this.#hosts[place]!.space);
    return reshaped === null ? null : { place, loop: reshaped };
  }

  #outgrows(place: number, kernel: Kernel): boolean {
    return this.#hosts[place]!.scalars + countScalars(kernel) > largestKernel;
  }

  /** Parts of a buffer that several kernels write may be written anywhere, but not over an input. */
  #mayJoin({ buffer, access }: Store): boolean {
    if (!this.#shared.has(buffer)) return isContiguous(access);
    return this.#program.buffers[buffer]!.role.kind !== "update";
  }

  /** Where everything a kernel reads is there: with the kernel that makes it if read in step, else behind it. */
  #earliestPlace(kernel: Kernel): number {
    const scattered = scatteredReads(kernel);
    let earliest = 0;
    for (const buffer of readBuffers(kernel)) {
      const produced = this.#producedAt.get(buffer);
      if (produced === undefined) continue;
      const inStep = !scattered.has(buffer) && !this.#shared.has(buffer);
      earliest = Math.max(earliest, inStep ? produced : produced + 1);
    }
    return earliest;
  }
}

/** Joins each plain loop into an earlier kernel over the same elements, where everything it reads is there by then. */
export function fuseKernels(program: LoweredProgram): LoweredProgram {
  const fusion = new Fusion(program);
  for (const kernel of program.kernels) fusion.add(kernel);
  return removeUnread({ ...program, kernels: fusion.finish() });
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
