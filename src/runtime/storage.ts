/** The memory behind a tensor's values: an array of its own, or a block of a heap; knows no graph and no backend. */

import { type DType, dtypes, type TypedArray } from "../base/dtype.ts";
import { GraphError, ValueError } from "../base/errors.ts";
import { poison } from "../base/fresh-memory.ts";
import type { ProgramHeap } from "../codegen/backend.ts";
import { forgetResident, keepResident, type Resident, type Seat } from "./residents.ts";

const overwritten =
  "this tensor was written over by the next call of the jit function that returned it (read it before, or leave out reuseResults)";

/** A piece of a heap, which frees it when this object is collected. */
class Block implements Resident {
  readonly heap: ProgramHeap;
  readonly start: number;
  readonly bytes: number;
  seat: Seat | null = null;
  /** Whose elements lie here; `null` once it is given back. */
  holder: Storage | null;

  constructor(heap: ProgramHeap, bytes: number, holder: Storage) {
    this.heap = heap;
    this.bytes = bytes;
    this.holder = holder;
    this.start = heap.allocate(bytes, this);
  }

  evict(): void {
    this.holder?.evict();
  }
}

/** Elements of one type in row-major order, written once and then only read, unless a `Variable` owns them. */
export class Storage {
  readonly dtype: DType;
  readonly length: number;
  /** Whether a variable owns it, so that programs built anew will ask for it again. */
  isOwned = false;
  #array: TypedArray;
  #block: Block | null = null;
  /** How many running programs must find it where it is while their host functions do anything. */
  #pins = 0;
  /** The buffer that `#array` is a view of, while there is a block. */
  #buffer: ArrayBufferLike | null = null;
  /** Whether it belongs to a function whose next call writes over it, and whether that call has come. */
  #lent: "no" | "now" | "over" = "no";

  constructor(dtype: DType, array: TypedArray) {
    this.dtype = dtype;
    this.length = array.length;
    this.#array = array;
  }

  /**
   * The elements, to be used at once: the next growth of the heap cuts a view off, and the next step may change what it
   * shows. `snapshot` gives what lasts.
   */
  get array(): TypedArray {
    if (this.#lent === "over") throw new GraphError(overwritten);
    const block = this.#block;
    if (block !== null && block.heap.buffer !== this.#buffer) {
      this.#buffer = block.heap.buffer;
      this.#array = dtypes[this.dtype].view(this.#buffer, block.start, this.length);
    }
    return this.#array;
  }

  /** The elements as they are now, for good. */
  snapshot(): TypedArray {
    return this.#block === null && this.#lent === "no" ? this.#array : this.array.slice();
  }

  /** Whether its elements are gone for good. */
  get isOver(): boolean {
    return this.#lent === "over";
  }

  /** This storage, or a copy where a later call may write over it. */
  lasting(): Storage {
    return this.#lent === "no" ? this : new Storage(this.dtype, this.array.slice());
  }

  /** Says that the elements last until `takeBack`. */
  lend(): this {
    this.#lent = "now";
    return this;
  }

  /** Ends the loan: whoever reads this storage from now on is told so. Its block goes to another storage, if it has one. */
  takeBack(): Storage | null {
    const taker = this.#block === null ? null : this.#moveBlock(this.#block);
    this.#lent = "over";
    return taker;
  }

  /** Whether a running program with host functions uses it. */
  get isPinned(): boolean {
    return this.#pins > 0;
  }

  /** Moves the elements into a heap, so that its programs find them in place; where memory ends nothing has changed. */
  settle(heap: ProgramHeap): void {
    if ((this.#block !== null && this.#block.heap === heap) || this.isPinned) return;
    const block = new Block(heap, this.length * dtypes[this.dtype].bytes, this);
    const view = dtypes[this.dtype].view(heap.buffer, block.start, this.length);
    view.set(this.array);
    this.#release();
    this.#block = block;
    this.#buffer = heap.buffer;
    this.#array = view;
  }

  /** Says that a program built anew uses the elements where they lie, and that the next one may. */
  keep(): void {
    if (this.#block !== null) keepResident(this.#block);
  }

  /** Moves the elements out of the heap, which may give their block to others at once. */
  evict(): void {
    if (this.#block === null) return;
    this.#array = this.snapshot();
    this.#release();
  }

  /** Gives the block back; for elements that nobody will read again. */
  discard(): void {
    if (this.#block === null) return;
    this.#array = dtypes[this.dtype].allocate(0);
    this.#release();
  }

  /** A storage of the same elements that may be written: it takes over the block, and this one keeps a copy. */
  split(): Storage {
    const copy = this.array.slice();
    if (this.#block === null) return new Storage(this.dtype, copy);
    const taker = this.#moveBlock(this.#block);
    this.#array = copy;
    return taker;
  }

  /** A storage that holds this one's block from now on. */
  #moveBlock(block: Block): Storage {
    const taker = new Storage(this.dtype, this.array);
    taker.#block = block;
    taker.#buffer = this.#buffer;
    block.holder = taker;
    this.#block = null;
    this.#buffer = null;
    return taker;
  }

  /** Runs something while the elements neither move nor change. */
  static whilePinned(storages: readonly Storage[], run: () => void): void {
    for (const storage of storages) storage.#pins += 1;
    try {
      run();
    } finally {
      for (const storage of storages) storage.#pins -= 1;
    }
  }

  #release(): void {
    const block = this.#block;
    this.#block = null;
    this.#buffer = null;
    if (block === null) return;
    forgetResident(block);
    block.holder = null;
    block.heap.release(block);
  }
}

/** Fresh memory, or one line that says how much was asked for. */
export function allocateStorage(dtype: DType, length: number): Storage {
  try {
    return new Storage(dtype, poison(dtypes[dtype].allocate(length)));
  } catch (cause) {
    const bytes = length * dtypes[dtype].bytes;
    throw new ValueError(
      `out of memory: ${length} elements of ${dtype} need ${bytes} bytes (use smaller tensors)`,
      {
        cause,
      },
    );
  }
}

/** Contents that change: a parameter's values or an optimizer's state. */
export interface Variable {
  storage: Storage;
  /** Whether a pending graph may still read the present storage, so that an update must go to a copy. */
  exposed: boolean;
}

/** Throws when a host function changes what the program around it uses. */
export function refusePinned(op: string, { storage }: Variable): void {
  if (!storage.isPinned) return;
  throw new GraphError(
    `${op}: a host function changed a parameter of the program that calls it (change it after the call)`,
  );
}

/** The storage of a variable, safe to overwrite: apart from what anything pending may read. */
export function ownStorage(variable: Variable): Storage {
  refusePinned("jit", variable);
  if (variable.exposed) {
    variable.storage.isOwned = false;
    variable.storage = variable.storage.split();
    variable.exposed = false;
  }
  return variable.storage;
}

/** Gives variables other storages, and the blocks of the old ones back to the heap at once. */
export function replaceStorages(replacements: readonly (readonly [variable: Variable, storage: Storage])[]) {
  for (const [variable] of replacements) refusePinned("assign", variable);
  const old = replacements.map(([{ storage, exposed }]) => ({ storage, exposed }));
  for (const [variable, storage] of replacements) {
    variable.storage = storage;
    variable.exposed = true;
  }
  for (const { storage, exposed } of old) {
    storage.isOwned = false;
    if (exposed) storage.evict();
    else storage.discard();
  }
}
