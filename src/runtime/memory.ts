/** The one heap that WebAssembly programs made from now on run in; knows no program. */

import { Heap, type HeapOptions } from "./heap.ts";

let heap: Heap | null = null;

/** The heap, made when first needed; only where there is WebAssembly. */
export function theHeap(): Heap {
  heap ??= new Heap();
  return heap;
}

/**
 * Puts a new heap in place of the present one, which stays with the programs that run in it. Parameters move to the heap
 * of the jitted step that uses them, at its next call.
 */
export function replaceHeap(options: HeapOptions): Heap {
  heap = new Heap(options);
  return heap;
}

/** The heap as memory that workers see; a new one if there is one already that they cannot see. */
export function shareHeap(): Heap {
  if (heap === null || !heap.isShared) return replaceHeap({ isShared: true });
  return heap;
}

/** Grows the memory, so that every view of it has to be made anew; for tests. */
export function growHeap(pages: number): void {
  theHeap().grow(pages);
}
