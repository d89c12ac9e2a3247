/** Results that last until the next call of the function that made them, and the blocks they take turns in; knows no tensor. */

import type { DType } from "../base/dtype.ts";
import type { ProgramHeap } from "../codegen/backend.ts";
import { allocateStorage, type Storage } from "./storage.ts";

/** What one result of a program is. */
export interface ResultSlot {
  readonly dtype: DType;
  readonly length: number;
}

/** Sets of storages for the results of one program, none of which anybody may still read. */
export type SpareResults = Storage[][];

/** The loans of one function. Where programs run in no heap, every call has fresh storages, and loans end all the same. */
export class LentResults {
  #latest: readonly Storage[] = [];
  /** Where the blocks of the latest results go back to. */
  #home: SpareResults = [];

  /**
   * Has `run` fill storages for `slots`, and lends them. Earlier loans end before it, so that their blocks serve again, or
   * after it where they are among its inputs: results may be arguments of the next call.
   */
  fill(
    slots: readonly ResultSlot[],
    spares: SpareResults,
    heap: ProgramHeap | null,
    inputs: readonly Storage[],
    run: (results: readonly Storage[]) => void,
  ): readonly Storage[] {
    const earlier = this.#latest;
    const home = this.#home;
    this.#latest = [];
    const endsAfter = earlier.some((storage) => inputs.includes(storage));
    if (!endsAfter) takeBack(earlier, home);
    const results = spares.pop() ?? makeResults(slots, heap);
    try {
      run(results);
      this.#latest = results.map((storage) => storage.lend());
      this.#home = spares;
    } catch (error) {
      spares.push(results);
      throw error;
    } finally {
      if (endsAfter) takeBack(earlier, home);
    }
    return this.#latest;
  }
}

/** Ends loans; what a program that is running reads is left to it. */
function takeBack(lent: readonly Storage[], home: SpareResults): void {
  if (lent.some((storage) => storage.isPinned)) return;
  const taken = lent.map((storage) => storage.takeBack()).filter((storage) => storage !== null);
  if (taken.length > 0 && taken.length === lent.length) home.push(taken);
}

function makeResults(slots: readonly ResultSlot[], heap: ProgramHeap | null): Storage[] {
  return slots.map(({ dtype, length }) => {
    const storage = allocateStorage(dtype, length);
    if (heap !== null) storage.settle(heap);
    return storage;
  });
}
