/** Neighbouring loops that can be walked together, some outer indices at a time, so that what they share stays near; knows no backend. */

import { dtypes } from "../base/dtype.ts";
import type { Access } from "../graph/access.ts";
import { canFault, writtenBuffers } from "./buffers.ts";
import type { CommittedProgram } from "./commit.ts";
import type { Band, Kernel, LoopKernel } from "./kernel.ts";
import { type BufferId, sortScalars } from "./scalar.ts";

/** What kernels hand on at a time, beside which what they read has room in a first-level cache too. */
const nearBytes = 16_384;
/** Longer bands would take long to find. */
const longest = 8;
/** With fewer outer indices a part of a band would be most of it. */
const fewestRows = 8;

/** A loop's reads and writes, by buffer. */
type Touches = ReadonlyMap<BufferId, readonly Access[]>;

function collectTouches({ reduction, stores }: LoopKernel): Touches {
  const roots = stores.map(({ value }) => value);
  const read = sortScalars(reduction === null ? roots : [reduction.value, ...roots]);
  const touches = new Map<BufferId, Access[]>();
  for (const touch of [...read, ...stores]) {
    if (!("access" in touch && "buffer" in touch)) continue;
    const known = touches.get(touch.buffer);
    if (known === undefined) touches.set(touch.buffer, [touch.access]);
    else known.push(touch.access);
  }
  return touches;
}

/** A kernel that may be walked in rows, with what it touches. */
interface Member {
  readonly kernel: LoopKernel;
  readonly touches: Touches;
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

/** A kernel as a member of a band, if it may be one: a loop of some size that refuses nothing. */
function asMember(kernel: Kernel): Member | null {
  if (kernel.kind !== "loop" || canFault(kernel) || kernel.space.includes(0)) return null;
  return { kernel, touches: collectTouches(kernel) };
}

/** The buffers that some of the kernels write and another one touches. */
function sharedBuffers(members: readonly Member[]): BufferId[] {
  const written = new Set(members.flatMap(({ kernel }) => writtenBuffers(kernel)));
  return [...written].filter((id) => members.filter(({ touches }) => touches.has(id)).length > 1);
}

/** Whether loops can be walked together in so many rows. */
function canShare(program: CommittedProgram, members: readonly Member[], rows: number): boolean {
  const shared = sharedBuffers(members);
  return members.every(({ kernel, touches }) => {
    const leading = countLeading(kernel.space, rows);
    if (leading === null) return false;
    return shared.every((id) =>
      (touches.get(id) ?? []).every((access) =>
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
  let first = 0;
  while (first < commit) {
    const candidates = kernels.slice(first, Math.min(commit, first + longest));
    let members: readonly Member[] = [];
    let rows: readonly number[] = [];
    const isWorth = bytesOf(candidates.flatMap(writtenBuffers)) >= leastBytes;
    for (const kernel of isWorth ? candidates : []) {
      const member = asMember(kernel);
      if (member === null) break;
      const longer = [...members, member];
      const left =
        members.length === 0
          ? rowsOf(member.kernel)
          : rows.filter((count) => canShare(program, longer, count));
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
