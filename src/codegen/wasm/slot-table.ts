/** Where a program's inputs and outputs are in memory, call by call: in place where they lie in the heap, else copied; knows no kernel. */

import { dtypes, type TypedArray } from "../../base/dtype.ts";
import { poison } from "../../base/fresh-memory.ts";
import { writtenBuffers } from "../../kernel/buffers.ts";
import type { KernelProgram, Place, SlotSpec } from "../../kernel/kernel.ts";
import type { ProgramHeap } from "../backend.ts";

/** One slot: what the table holds for it, and its copy for arrays from outside the heap. */
interface Slot {
  readonly spec: SlotSpec;
  /** Whether the program writes it. */
  readonly isWritten: boolean;
  /** Whether what it holds before a call may still be there after it. */
  readonly isRead: boolean;
  copy: number | null;
}

export class SlotTable {
  readonly #heap: ProgramHeap;
  readonly #owner: object;
  readonly #start: number;
  readonly #slots: readonly Slot[];
  readonly #inputCount: number;
  readonly #addresses: Int32Array;
  #view: Int32Array;
  /** The memory's buffer that `#view` is of: asking a view for its buffer takes longer. */
  #viewed: ArrayBuffer;
  /** Whether the present call copies anything. */
  #copies = false;

  constructor(program: KernelProgram, heap: ProgramHeap, owner: object) {
    this.#heap = heap;
    this.#owner = owner;
    this.#inputCount = program.inputs.length;
    const written = findWrittenInputs(program);
    const covered = findCoveredOutputs(program);
    this.#slots = [
      ...program.inputs.map(
        (spec, slot): Slot => ({ spec, isWritten: written.has(slot), isRead: true, copy: null }),
      ),
      ...program.outputs.map(
        (spec, slot): Slot => ({ spec, isWritten: true, isRead: !covered.has(slot), copy: null }),
      ),
    ];
    this.#addresses = new Int32Array(this.#slots.length);
    this.#start = heap.allocate(Math.max(4 * this.#slots.length, 16), owner);
    this.#viewed = heap.buffer;
    this.#view = new Int32Array(this.#viewed, this.#start, this.#slots.length);
  }

  /** Where the table holds a slot's address. */
  addressOf(place: Exclude<Place, { kind: "arena" }>): number {
    return this.#start + 4 * (place.kind === "input" ? place.slot : this.#inputCount + place.slot);
  }

  /** Finds every array's address, copying in what lies outside the heap, and writes the table. */
  prepare(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): void {
    const { buffer } = this.#heap;
    const addresses = this.#addresses;
    const count = this.#inputCount;
    this.#copies = false;
    for (let slot = 0; slot < addresses.length; slot++) {
      const array = slot < count ? inputs[slot]! : outputs[slot - count]!;
      const isInside = array.buffer === buffer;
      addresses[slot] = isInside ? array.byteOffset : -1;
      this.#copies ||= !isInside;
    }
    if (this.#copies) this.#copyIn(inputs, outputs);
    const current = this.#copies ? this.#heap.buffer : buffer;
    if (this.#viewed !== current) {
      this.#view = new Int32Array(current, this.#start, addresses.length);
      this.#viewed = current;
    }
    this.#view.set(addresses);
  }

  /** Copies are made first and filled after: making one may replace every view of the memory. */
  #copyIn(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): void {
    const addresses = this.#addresses;
    this.#slots.forEach((slot, index) => {
      if (addresses[index] !== -1) return;
      slot.copy ??= this.#heap.allocate(
        Math.max(slot.spec.length * dtypes[slot.spec.dtype].bytes, 16),
        this.#owner,
      );
    });
    this.#slots.forEach((slot, index) => {
      if (addresses[index] !== -1) return;
      addresses[index] = slot.copy!;
      const copy = poison(this.#viewCopy(slot));
      if (!slot.isRead) return;
      const count = this.#inputCount;
      copy.set(index < count ? inputs[index]! : outputs[index - count]!);
    });
  }

  #viewCopy({ spec, copy }: Slot): TypedArray {
    return dtypes[spec.dtype].view(this.#heap.buffer, copy!, spec.length);
  }

  /** Copies out what the program wrote for arrays outside the heap. */
  finish(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): void {
    if (!this.#copies) return;
    const count = this.#inputCount;
    for (let index = 0; index < this.#slots.length; index++) {
      const slot = this.#slots[index]!;
      if (slot.copy === null || !slot.isWritten || this.#addresses[index] !== slot.copy) continue;
      (index < count ? inputs[index]! : outputs[index - count]!).set(this.#viewCopy(slot));
    }
  }
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
    const size = kernel.space.reduce((product, length) => product * length, 1);
    for (const buffer of writtenBuffers(kernel)) {
      const { place } = buffers[buffer]!;
      if (place.kind === "output") counts.set(place.slot, (counts.get(place.slot) ?? 0) + size);
    }
  }
  return new Set([...counts].filter(([slot, count]) => count >= outputs[slot]!.length).map(([slot]) => slot));
}
