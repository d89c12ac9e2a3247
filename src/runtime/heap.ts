/** One WebAssembly memory shared out in blocks that live as long as their owners; knows no tensor and no program. */

import { type DType, dtypes, type TypedArray } from "../base/dtype.ts";
import { InternalError, ValueError } from "../base/errors.ts";
import { poison } from "../base/fresh-memory.ts";
import { findEngine, type WasmMemory } from "../codegen/wasm/index.ts";

const pageBytes = 65_536;
/** 4 GiB, all that 32-bit addresses reach. */
const mostPages = 65_536;
/** Blocks start and end at multiples of this, so that vectors are aligned. */
const grain = 16;
/** Blocks up to this size are kept by size when freed, ready for the next of the same size. */
const largestSmall = 1024;
/** The first block does not start at 0, which stands for no address. */
const firstAddress = 64;

interface Span {
  readonly start: number;
  readonly bytes: number;
}

/** How the memory is made. */
export interface HeapOptions {
  /** How many pages of 64 KiB it may grow to; 65,536 by default, which is all that addresses reach. */
  readonly maximumPages?: number;
  /** Whether workers are to see the memory. */
  readonly isShared?: boolean;
}

export class Heap {
  readonly memory: WasmMemory;
  /** Whether workers can see it; growth then leaves older views as long as they were. */
  readonly isShared: boolean;
  readonly #maximumPages: number;
  #buffer: ArrayBuffer;
  #end = firstAddress;
  /** Free spans above the small sizes, by address, no two of them touching. */
  readonly #free: Span[] = [];
  /** Free small blocks by size. */
  readonly #small = new Map<number, number[]>();
  readonly #blocks = new Map<number, number>();
  readonly #owned = new WeakMap<object, number[]>();
  readonly #registry: FinalizationRegistry<number>;
  #used = 0;
  #relieve: (() => void) | null = null;

  constructor({ maximumPages = mostPages, isShared = false }: HeapOptions = {}) {
    const engine = findEngine();
    if (engine === undefined) throw new InternalError("heap: this environment has no WebAssembly");
    try {
      this.memory = new engine.Memory({ initial: 1, maximum: maximumPages, shared: isShared });
    } catch (cause) {
      throw new ValueError(
        `out of memory: the heap cannot have ${maximumPages} pages of ${pageBytes} bytes set aside (configure({ backend: "javascript" }) needs none)`,
        { cause },
      );
    }
    this.isShared = isShared;
    this.#maximumPages = maximumPages;
    this.#buffer = this.memory.buffer;
    this.#registry = new FinalizationRegistry((start) => this.#give(start));
  }

  /** The memory as it is now; growth, which happens nowhere else, puts another in its place. */
  get buffer(): ArrayBuffer {
    return this.#buffer;
  }

  /** Bytes in blocks that are alive. */
  get usedBytes(): number {
    return this.#used;
  }

  /** Bytes the memory has grown to. */
  get totalBytes(): number {
    return this.#buffer.byteLength;
  }

  /** Says what lets go of blocks that can be made again, when memory ends. */
  relieveWith(relieve: () => void): void {
    this.#relieve = relieve;
  }

  /** The start of a fresh block, a multiple of 16. It is freed when `owner` is collected, or by `release`. */
  allocate(bytes: number, owner: object): number {
    const size = Math.max(Math.ceil(bytes / grain), 1) * grain;
    const start = this.#take(size) ?? this.#takeRelieved(size);
    this.#blocks.set(start, size);
    this.#used += size;
    this.#registry.register(owner, start, owner);
    const owned = this.#owned.get(owner);
    if (owned === undefined) this.#owned.set(owner, [start]);
    else owned.push(start);
    poison(new Uint8Array(this.#buffer, start, size));
    return start;
  }

  /** Frees all blocks of an owner now, if it has any; it must not use them any more. */
  release(owner: object): void {
    const starts = this.#owned.get(owner);
    if (starts === undefined) return;
    this.#owned.delete(owner);
    this.#registry.unregister(owner);
    for (const start of starts) this.#give(start);
  }

  /** Elements in a block; to be made anew for each use, since growth cuts off older views. */
  view(dtype: DType, start: number, length: number): TypedArray {
    return dtypes[dtype].view(this.#buffer, start, length);
  }

  /** Whether an array lies in this memory as it is now. */
  holds(array: TypedArray): boolean {
    return array.buffer === this.#buffer;
  }

  /** Adds pages that nobody has asked for yet. */
  grow(pages: number): void {
    if (!this.#tryGrowing(pages)) throw new ValueError(`out of memory: ${pages} pages cannot be added`);
  }

  #give(start: number): void {
    const size = this.#blocks.get(start);
    if (size === undefined) throw new InternalError(`heap: no block starts at ${start}`);
    this.#blocks.delete(start);
    this.#used -= size;
    poison(new Uint8Array(this.#buffer, start, size));
    if (size > largestSmall) {
      this.#join({ start, bytes: size });
      return;
    }
    const sameSize = this.#small.get(size) ?? [];
    this.#small.set(size, sameSize);
    sameSize.push(start);
  }

  /** Room for a block wherever there is some. */
  #take(size: number): number | null {
    return this.#small.get(size)?.pop() ?? this.#takeSpan(size) ?? this.#takeEnd(size);
  }

  /** Room once everything that can be made again has gone and free neighbours of all sizes are joined, or the error. */
  #takeRelieved(size: number): number {
    this.#relieve?.();
    for (const [bytes, starts] of this.#small) for (const start of starts) this.#join({ start, bytes });
    this.#small.clear();
    const start = this.#take(size);
    if (start !== null) return start;
    throw new ValueError(
      `out of memory: ${size} bytes asked for with ${this.#used} in use of ${this.#maximumPages * pageBytes} (use smaller tensors)`,
    );
  }

  /** The tightest free span that holds `size`, split. */
  #takeSpan(size: number): number | null {
    let best = -1;
    for (const [index, { bytes }] of this.#free.entries()) {
      if (bytes >= size && (best < 0 || bytes < this.#free[best]!.bytes)) best = index;
    }
    if (best < 0) return null;
    const { start, bytes } = this.#free[best]!;
    if (bytes === size) this.#free.splice(best, 1);
    else this.#free[best] = { start: start + size, bytes: bytes - size };
    return start;
  }

  /** Puts a span among the free ones, joined with its neighbours. */
  #join(span: Span): void {
    const free = this.#free;
    let low = 0;
    let high = free.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (free[middle]!.start < span.start) low = middle + 1;
      else high = middle;
    }
    let { start, bytes } = span;
    const [before, after] = [free[low - 1], free[low]];
    const joinsBefore = before !== undefined && before.start + before.bytes === start;
    const joinsAfter = after !== undefined && start + bytes === after.start;
    if (joinsBefore) {
      start = before.start;
      bytes += before.bytes;
    }
    if (joinsAfter) bytes += after.bytes;
    free.splice(low - Number(joinsBefore), Number(joinsBefore) + Number(joinsAfter), { start, bytes });
  }

  /** Room behind everything that is in use, growing the memory where it ends. */
  #takeEnd(size: number): number | null {
    const last = this.#free.at(-1);
    const joins = last !== undefined && last.start + last.bytes === this.#end;
    const start = joins ? last.start : this.#end;
    const missing = Math.ceil((start + size - this.totalBytes) / pageBytes);
    if (missing > 0 && !this.#grow(missing)) return null;
    if (joins) this.#free.pop();
    this.#end = start + size;
    return start;
  }

  /** Grows by half as much again if that can be had, else by what is missing. */
  #grow(missing: number): boolean {
    const pages = this.totalBytes / pageBytes;
    const wanted = Math.min(Math.max(missing, Math.ceil(pages / 2)), this.#maximumPages - pages);
    return wanted >= missing && (this.#tryGrowing(wanted) || this.#tryGrowing(missing));
  }

  #tryGrowing(pages: number): boolean {
    try {
      this.memory.grow(pages);
      this.#buffer = this.memory.buffer;
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }
}
