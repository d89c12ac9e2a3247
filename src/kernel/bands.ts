/** Neighbouring loops that can be walked together, some outer indices at a time, so that what they share stays near; knows no backend. */

import { dtypes } from "../base/dtype.ts";
import type { Access } from "../graph/access.ts";
import { canFault, readBuffers, writtenBuffers } from "./buffers.ts";
import type { CommittedProgram } from "./commit.ts";
import type { Band, Kernel, LoopKernel } from "./kernel.ts";
import { type BufferId, sortScalars } from "./scalar.ts";

/** What kernels hand on at a time, beside which what they read has room in a first-level cache too. */
const nearBytes = 16_384;
/** Longer bands would take long to find. */
const longest = 8;
/** With fewer outer indices a part of a band would be most of it. */
const fewestRows = 8;

/** The reads and writes of one buffer by a loop. */
function accessesOf({ reduction, stores }: LoopKernel, buffer: BufferId): Access[] {
  const roots = stores.map(({ value }) => value);
  const read = sortScalars(reduction === null ? roots : [reduction.value, ...roots]);
  return [...read, ...stores].flatMap((touch) =>
    "access" in touch && "buffer" in touch && touch.buffer === buffer ? [touch.access] : [],
  );
}

/** How many leading axes make up so many rows; `null` if none do. */
function countLeading(space: readonly number[], rows: number): number | null {
  let product = 1;
  for (const [axis, size] of space.entries()) {
    product *= size;
    if (product === rows) return axis + 1;
  }
  return null;
}

/** Whether row after row of a loop touches one part after the other of a buffer that is cut into as many. */
function staysInRow(access: Access, leading: number, rows: number, length: number): boolean {
  const part = length / rows;
  let step = part;
  for (let axis = leading - 1; axis >= 0; axis--) {
    if (access.shape[axis] !== 1 && access.strides[axis] !== step) return false;
    step *= access.shape[axis]!;
  }
  let [low, high] = [access.offset, access.offset];
  for (let axis = leading; axis < access.shape.length; axis++) {
    const reach = (access.shape[axis]! - 1) * (access.strides[axis] ?? 0);
    if (reach < 0) low += reach;
    else high += reach;
  }
  return Number.isInteger(part) && low >= 0 && high < part;
}

/** Whether a kernel may be walked in rows: a loop of some size that refuses nothing. */
const isWalkable = (kernel: Kernel): kernel is LoopKernel =>
  kernel.kind === "loop" && !canFault(kernel) && !kernel.space.includes(0);

/** The buffers that some of the kernels write and another one touches. */
function sharedBuffers(kernels: readonly Kernel[]): BufferId[] {
  const written = new Set(kernels.flatMap(writtenBuffers));
  return [...written].filter(
    (id) =>
      kernels.filter((kernel) => readBuffers(kernel).has(id) || writtenBuffers(kernel).includes(id)).length >
      1,
  );
}

/** Whether loops can be walked together in so many rows. */
function canShare(program: CommittedProgram, kernels: readonly LoopKernel[], rows: number): boolean {
  const shared = sharedBuffers(kernels);
  return kernels.every((kernel) => {
    const leading = countLeading(kernel.space, rows);
    if (leading === null) return false;
    return shared.every((id) =>
      accessesOf(kernel, id).every((access) =>
        staysInRow(access, leading, rows, program.buffers[id]!.length),
      ),
    );
  });
}

/** Every number of rows a loop can be cut into, the largest first. */
function rowsOf({ space }: LoopKernel): number[] {
  let product = 1;
  const counts = space.map((size) => {
    product *= size;
    return product;
  });
  return [...new Set(counts)].filter((rows) => rows >= fewestRows).reverse();
}

/**
 * The bands of a program, of kernels that run before updates begin: each as long as it can be, in as many rows as it can be,
 * if what its kernels hand on fills `leastBytes`.
 */
export function findBands(program: CommittedProgram, leastBytes: number): Band[] {
  const { kernels, commit, buffers } = program;
  const bytesOf = (ids: readonly BufferId[]): number =>
    ids.reduce((sum, id) => sum + buffers[id]!.length * dtypes[buffers[id]!.dtype].bytes, 0);
  const bands: Band[] = [];
  if (bytesOf(kernels.slice(0, commit).flatMap(writtenBuffers)) < leastBytes) return bands;
  let first = 0;
  while (first < commit) {
    const start = kernels[first]!;
    let members: LoopKernel[] = isWalkable(start) ? [start] : [];
    let rows = isWalkable(start) ? rowsOf(start) : [];
    for (let next = first + 1; next < Math.min(commit, first + longest); next++) {
      const kernel = kernels[next]!;
      if (rows.length === 0 || !isWalkable(kernel)) break;
      const longer = [...members, kernel];
      const left = rows.filter((count) => canShare(program, longer, count));
      if (left.length === 0) break;
      [members, rows] = [longer, left];
    }
    const bytes = bytesOf(sharedBuffers(members));
    const end = first + Math.max(members.length, 1);
    if (bytes > 0 && bytes >= leastBytes) {
      const step = Math.max(1, Math.floor((nearBytes * rows[0]!) / bytes));
      bands.push({ first, end, rows: rows[0]!, step });
    }
    first = end;
  }
  return bands;
}
