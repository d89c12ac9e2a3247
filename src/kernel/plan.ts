/** Gives every buffer its place: temporary ones share one arena as their lifetimes allow; knows no backend. */

import { dtypes } from "../base/dtype.ts";
import { isContiguous } from "../graph/access.ts";
import type { Node } from "../graph/node.ts";
import { sizeOf } from "../shape/size.ts";
import { readBuffers, scatteredReads, writtenBuffers } from "./buffers.ts";
import type { CommittedProgram } from "./commit.ts";
import type { GraphProgram } from "./graph-program.ts";
import type { Band, BufferSpec, Kernel, KernelProgram, Place, SlotSpec } from "./kernel.ts";
import type { BufferId } from "./scalar.ts";

/** Every place in the arena starts at a multiple of this many bytes, so that vectors of any type are aligned. */
const alignment = 16;

interface Span {
  readonly start: number;
  readonly bytes: number;
}

/** A program whose order is settled, but for the rows of its bands. */
interface BandedProgram extends CommittedProgram {
  readonly bands: readonly Band[];
}

/** The last kernel that touches each buffer. */
function findLastUses(program: CommittedProgram): Map<BufferId, number> {
  const last = new Map<BufferId, number>();
  program.kernels.forEach((kernel, position) => {
    for (const buffer of readBuffers(kernel)) last.set(buffer, position);
    for (const buffer of writtenBuffers(kernel)) last.set(buffer, position);
  });
  return last;
}

/** The tightest free span that holds `bytes`, split, or new room at the end. */
function takeSpan(free: Span[], bytes: number, end: number): { span: Span; end: number } {
  let best = -1;
  free.forEach((span, index) => {
    if (span.bytes >= bytes && (best < 0 || span.bytes < free[best]!.bytes)) best = index;
  });
  if (best < 0) return { span: { start: end, bytes }, end: end + bytes };
  const [span] = free.splice(best, 1);
  if (span!.bytes > bytes) free.push({ start: span!.start + bytes, bytes: span!.bytes - bytes });
  return { span: { start: span!.start, bytes }, end };
}

/** Puts a span back and joins it with free neighbours. */
function returnSpan(free: Span[], span: Span): void {
  let { start, bytes } = span;
  for (let index = free.length - 1; index >= 0; index--) {
    const other = free[index]!;
    if (other.start + other.bytes === start) start = other.start;
    else if (start + bytes !== other.start) continue;
    bytes += other.bytes;
    free.splice(index, 1);
  }
  free.push({ start, bytes });
}

/** The other kernels of a kernel's band. */
function companionsOf({ bands, kernels }: BandedProgram, position: number): readonly Kernel[] {
  const band = bands.find(({ first, end }) => first <= position && position < end);
  if (band === undefined) return [];
  return kernels.slice(band.first, band.end).filter((_, at) => band.first + at !== position);
}

/**
 * The buffer a written one may lie on: read here for the last time, element for element as the other is written. In a band
 * other kernels have rows of it still to read, unless it was made there, row by row.
 */
function findReplaced(
  program: BandedProgram,
  position: number,
  written: BufferId,
  ending: readonly BufferId[],
): BufferId | undefined {
  const { buffers, kernels } = program;
  const kernel = kernels[position]!;
  if (kernel.kind !== "loop") return undefined;
  const { dtype, length } = buffers[written]!;
  const covers = kernel.stores.some(
    ({ buffer, access }) => buffer === written && isContiguous(access) && sizeOf(kernel.space) === length,
  );
  if (!covers) return undefined;
  const scattered = scatteredReads(kernel);
  const companions = companionsOf(program, position);
  const isNeededWhole = (id: BufferId): boolean =>
    companions.some((each) => readBuffers(each).has(id)) &&
    !companions.some((each) => writtenBuffers(each).includes(id));
  return ending.find((id) => {
    const other = buffers[id]!;
    const isAlike = other.length === length && dtypes[other.dtype].bytes === dtypes[dtype].bytes;
    return isAlike && other.role.kind === "temporary" && !scattered.has(id) && !isNeededWhole(id);
  });
}

/** For each temporary buffer that a result is written over, that result. */
function findFilled(program: BandedProgram, last: ReadonlyMap<BufferId, number>): Map<BufferId, BufferId> {
  const filled = new Map<BufferId, BufferId>();
  program.kernels.forEach((kernel, position) => {
    for (const buffer of writtenBuffers(kernel)) {
      if (program.buffers[buffer]!.role.kind !== "output") continue;
      const ending = [...readBuffers(kernel)].filter((id) => last.get(id) === position && !filled.has(id));
      const replaced = findReplaced(program, position, buffer, ending);
      if (replaced !== undefined) filled.set(replaced, buffer);
    }
  });
  return filled;
}

/** The buffers that nobody touches after a kernel, by its position; within a band none are free before all rows are done. */
function findLeaving(
  { bands, kernels }: BandedProgram,
  ending: ReadonlyMap<number, readonly BufferId[]>,
): Map<number, readonly BufferId[]> {
  const leaving = new Map<number, readonly BufferId[]>();
  const lastInBand = new Map(
    bands.flatMap(({ first, end }) =>
      Array.from({ length: end - first }, (_, at) => [first + at, end - 1] as const),
    ),
  );
  kernels.forEach((_, position) => {
    const leaves = lastInBand.get(position) ?? position;
    leaving.set(leaves, [...(leaving.get(leaves) ?? []), ...(ending.get(position) ?? [])]);
  });
  return leaving;
}

/**
 * Lays the temporary buffers out in one arena, each alive from its first write to its last use; one that is written where
 * another of its size is read for the last time takes the other's place. Those in `elsewhere` need none.
 */
function layOutArena(
  program: BandedProgram,
  last: ReadonlyMap<BufferId, number>,
  elsewhere: ReadonlyMap<BufferId, BufferId>,
): { offsets: Map<BufferId, number>; bytes: number } {
  const free: Span[] = [];
  const held = new Map<BufferId, Span>();
  const offsets = new Map<BufferId, number>();
  const ending = new Map<number, BufferId[]>();
  for (const [buffer, position] of last) ending.set(position, [...(ending.get(position) ?? []), buffer]);
  const leaving = findLeaving(program, ending);
  let end = 0;
  program.kernels.forEach((kernel, position) => {
    const ended = (ending.get(position) ?? []).filter((buffer) => held.has(buffer));
    for (const buffer of writtenBuffers(kernel)) {
      const { role, dtype, length } = program.buffers[buffer]!;
      if (role.kind !== "temporary" || held.has(buffer) || elsewhere.has(buffer)) continue;
      const replaced = findReplaced(program, position, buffer, ended);
      if (replaced !== undefined) {
        const span = held.get(replaced)!;
        ended.splice(ended.indexOf(replaced), 1);
        held.delete(replaced);
        held.set(buffer, span);
        offsets.set(buffer, span.start);
        continue;
      }
      const bytes = Math.ceil((length * dtypes[dtype].bytes) / alignment) * alignment;
      const taken = takeSpan(free, bytes, end);
      end = taken.end;
      held.set(buffer, taken.span);
      offsets.set(buffer, taken.span.start);
    }
    for (const buffer of leaving.get(position) ?? []) {
      const span = held.get(buffer);
      if (span !== undefined) returnSpan(free, span);
    }
  });
  return { offsets, bytes: end };
}

/** The finished program: slots as the caller sees them, every buffer in its place. */
export function planMemory(
  program: BandedProgram,
  { inputs, outputs, unchanging }: GraphProgram,
  fillsResults: boolean,
): KernelProgram {
  const last = findLastUses(program);
  const filled = fillsResults ? findFilled(program, last) : new Map<BufferId, BufferId>();
  const { offsets, bytes } = layOutArena(program, last, filled);
  const buffers = program.buffers.map(({ dtype, length }, id): BufferSpec => {
    const { role } = program.buffers[filled.get(id) ?? id]!;
    let place: Place;
    if (role.kind === "output") place = role;
    else if (role.kind === "temporary") place = { kind: "arena", byteOffset: offsets.get(id) ?? 0 };
    else place = { kind: "input", slot: role.slot };
    return { dtype, length, place };
  });
  const slot = (node: Node): SlotSpec => ({
    dtype: node.dtype,
    length: sizeOf(node.shape),
    isUnchanging: unchanging?.has(node) === true,
  });
  return {
    inputs: inputs.map(slot),
    outputs: outputs.map(slot),
    buffers,
    kernels: program.kernels,
    commit: program.commit,
    bands: program.bands,
    arenaBytes: bytes,
    faults: program.faults,
  };
}
