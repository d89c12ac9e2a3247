/** Whether memory that nobody has written yet holds NaN, so that a read before the first write shows; knows no heap. */

let poisons = false;

/** From now on fresh memory, and temporary memory before each run, is filled with NaN; for tests. */
export function poisonFreshMemory(wanted: boolean): void {
  poisons = wanted;
}

/** Whether fresh memory is to be filled. */
export function isPoisoning(): boolean {
  return poisons;
}

/** Fills memory if that is wanted, and returns it; a byte of ones is part of a NaN in both float types. */
export function poison<Memory extends ArrayBufferView>(memory: Memory): Memory {
  if (poisons) new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength).fill(0xff);
  return memory;
}
