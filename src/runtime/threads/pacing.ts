/** Whether sharing kernels pays at the moment, learnt from how long it took; knows no thread. */

/** Most kernels that are left to one thread before sharing is tried again. */
const longestRest = 64;

/**
 * On a machine whose cores are busy, a worker may hold a chunk for long without running. Where sharing a kernel took longer
 * than one thread has been seen to need, the next kernel is not shared, then the next two, and so on up to 64, until it pays
 * again.
 */
export class Pacing {
  /** The least milliseconds one thread has needed for one index, by what stands for a kernel. */
  readonly #paces = new WeakMap<object, number>();
  /** Kernels still to be left to one thread, and how many it will be after the next loss. */
  #resting = 0;
  #nextRest = 1;

  /** Whether the next kernel is to be shared; to be asked once for each. */
  mayShare(): boolean {
    if (this.#resting === 0) return true;
    this.#resting--;
    return false;
  }

  /** Notes what one thread needed for some indices of a kernel. */
  note(kernel: object, milliseconds: number, indices: number): void {
    const pace = this.#paces.get(kernel);
    if (pace === undefined || milliseconds < pace * indices) this.#paces.set(kernel, milliseconds / indices);
  }

  /** Draws the lesson from a kernel of so many indices that was shared. */
  weigh(kernel: object, milliseconds: number, indices: number): void {
    const pace = this.#paces.get(kernel);
    const isLost = pace !== undefined && milliseconds > pace * indices;
    this.#resting = isLost ? this.#nextRest : 0;
    this.#nextRest = isLost ? Math.min(2 * this.#nextRest, longestRest) : 1;
  }
}
