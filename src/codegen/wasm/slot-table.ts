/** Where a program's inputs and outputs are in memory, call by call: in place where they lie in the heap, else copied; knows no kernel. */

import { dtypes, type TypedArray } from "../../base/dtype.ts";
import { poison } from "../../base/fresh-memory.ts";
import { writtenBuffers } from "../../kernel/buffers.ts";
import type { KernelProgram, Place, SlotSpec } from "../../kernel/kernel.ts";
import { sizeOf } from "../../shape/size.ts";
import type { ProgramHeap } from "../backend.ts";

/** One slot, and its copy for arrays from outside the heap. */
interface Slot {
  readonly spec: SlotSpec;
  /** Whether the program writes it. */
  readonly isWritten: boolean;
  /** Whether what it holds before a call may still be there after it. */
  readonly isRead: boolean;
  /** The array found in the heap at the latest call, whose address the table holds; `null` when it lay outside. */
  seen: TypedArray | null;
  copy: number | null;
  /** The copy as the memory lies now. */
  copyView: TypedArray | null;
  /** The array outside the heap whose elements the copy still holds; only for arrays that never change. */
  held: TypedArray | null;
}

export class SlotTable {
  readonly #heap: ProgramHeap;
  readonly #owner: object;
  readonly #start: number;
  readonly #slots: readonly Slot[];
  readonly #inputCount: number;
  /** The table itself, an address for each slot. */
  #view: Int32Array;
  /** The memory's buffer that all views are of: asking a view for its buffer takes longer. */
  #viewed: ArrayBuffer;
  /** Whether the present call copies anything. */
  #copies = false;

  constructor(program: KernelProgram, heap: ProgramHeap, owner: object) {
    this.#heap = heap;
    this.#owner = owner;
    this.#inputCount = program.inputs.length;
    const written = findWrittenInputs(program);
    const covered = findCoveredOutputs(program);
    const unseen = { seen: null, copy: null, copyView: null, held: null };
    this.#slots = [
      ...program.inputs.map(
        (spec, slot): Slot => ({ spec, isWritten: written.has(slot), isRead: true, ...unseen }),
      ),
      ...program.outputs.map(
        (spec, slot): Slot => ({ spec, isWritten: true, isRead: !covered.has(slot), ...unseen }),
      ),
    ];
    this.#start = heap.allocate(Math.max(4 * this.#slots.length, 16), owner);
    this.#viewed = heap.buffer;
    this.#view = new Int32Array(this.#viewed, this.#start, this.#slots.length);
  }

  /** Where the table holds a slot's address. */
  addressOf(place: Exclude<Place, { kind: "arena" }>): number {
    return this.#start + 4 * (place.kind === "input" ? place.slot : this.#inputCount + place.slot);
  }

  /** Writes every array's address to the table, copying in what lies outside the heap. */
  prepare(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): void {
    this.#renewViews();
    const slots = this.#slots;
    const count = this.#inputCount;
    this.#copies = false;
    for (let index = 0; index < slots.length; index++) {
      const array = index < count ? inputs[index]! : outputs[index - count]!;
      const slot = slots[index]!;
      if (array === slot.seen || array === slot.held) continue;
      slot.held = null;
      // No block starts at 0, and a small array that is asked for its buffer has to make one first.
      if (array.byteOffset !== 0 && array.buffer === this.#viewed) {
        slot.seen = array;
        this.#view[index] = array.byteOffset;
      } else {
        slot.seen = null;
        this.#copies = true;
      }
    }
    if (this.#copies) this.#copyIn(inputs, outputs);
  }

  /** Makes views anew if the memory has grown; addresses stay what they are. */
  #renewViews(): void {
    const { buffer } = this.#heap;
    if (this.#viewed === buffer) return;
    this.#viewed = buffer;
    this.#view = new Int32Array(buffer, this.#start, this.#slots.length);
    for (const slot of this.#slots) slot.copyView = null;
  }

  /** Copies are made first and filled after: making one may replace every view of the memory. */
  #copyIn(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): void {
    const slots = this.#slots;
    const count = this.#inputCount;
    for (const slot of slots) {
      if (slot.seen === null) slot.copy ??= this.#heap.allocate(bytesOf(slot.spec), this.#owner);
    }
    this.#renewViews();
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index]!;
      if (slot.seen !== null || slot.held !== null) continue;
      this.#view[index] = slot.copy!;
      const array = index < count ? inputs[index]! : outputs[index - count]!;
      const copy = poison(this.#viewCopy(slot));
      if (slot.isRead) copyElements(copy, array);
      // An array in another heap does not start at 0, and may change when its block is handed on.
      if (slot.spec.isUnchanging && array.byteOffset === 0) slot.held = array;
    }
  }

  #viewCopy(slot: Slot): TypedArray {
    const { dtype, length } = slot.spec;
    slot.copyView ??= dtypes[dtype].view(this.#viewed, slot.copy!, length);
    return slot.copyView;
  }

  /** Copies out what the program wrote for arrays outside the heap. */
  finish(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): void {
    if (!this.#copies) return;
    this.#renewViews();
    const slots = this.#slots;
    const count = this.#inputCount;
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index]!;
      if (slot.seen !== null || !slot.isWritten) continue;
      copyElements(index < count ? inputs[index]! : outputs[index - count]!, this.#viewCopy(slot));
    }
  }
}

const bytesOf = ({ dtype, length }: SlotSpec): number => Math.max(length * dtypes[dtype].bytes, 16);

/** Up to this many elements a loop is faster than `set`. */
const fewElements = 8;

function copyElements(target: TypedArray, from: TypedArray): void {
  const { length } = from;
  if (length > fewElements) target.set(from);
  else for (let index = 0; index < length; index++) target[index] = from[index]!;
}

/** The inputs that some kernel updates. */
function findWrittenInputs({ kernels, buffers }: KernelProgram): Set<number> {
  const written = new Set<number>();
  for (const kernel of kernels) {
    for (const buffer of writtenBuffers(kernel)) {
      const { place } = buffers[buffer]!;
      if (place.kind === "input") written.add(place.slot);
    }
  }
  return written;
}

/** The outputs of which every element is written. */
function findCoveredOutputs({ kernels, buffers, outputs }: KernelProgram): Set<number> {
  const counts = new Map<number, number>();
  for (const kernel of kernels) {
    if (kernel.kind === "scatter") continue;
    const size = sizeOf(kernel.space);
    for (const buffer of writtenBuffers(kernel)) {
      const { place } = buffers[buffer]!;
      if (place.kind === "output") counts.set(place.slot, (counts.get(place.slot) ?? 0) + size);
    }
  }
  return new Set([...counts].filter(([slot, count]) => count >= outputs[slot]!.length).map(([slot]) => slot));
}
