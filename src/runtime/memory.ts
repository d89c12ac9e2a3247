/** The one heap that all WebAssembly programs of this process run in; knows no program. */

import { Heap } from "./heap.ts";

let heap: Heap | null = null;

/** The heap, made when first needed; only where there is WebAssembly. */
export function theHeap(): Heap {
  heap ??= new Heap();
  return heap;
}

/** Grows the memory, so that every view of it has to be made anew; for tests. */
export function growHeap(pages: number): void {
  theHeap().grow(pages);
}
