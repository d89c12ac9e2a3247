/** What the backend asks of threads that work on its memory together; knows no worker. */

import type { Split } from "./split.ts";

/** A program as other threads see it. */
export interface SharedProgram {
  readonly module: Uint8Array<ArrayBuffer>;
  /** Bytes that each thread needs for itself. */
  readonly scratchBytes: number;
  /** Where the bytes start that all threads see. */
  readonly shared: number;
  /** What the program's memory belongs to. */
  readonly owner: object;
}

/** One kernel to be run in chunks. */
export interface SharedKernel {
  /** The kernel's number: the module exports it as `kernel` with this number. */
  readonly number: number;
  readonly split: Split;
  /** Runs one chunk on this thread; throws `ValueError` on refused data. */
  readonly run: (begin: number, end: number) => void;
  /** Throws the error of a fault that another thread met. */
  readonly refuse: (fault: number, position: number) => never;
}

export interface Team {
  /** Kernels that take less are not cut. */
  readonly leastNanoseconds: number;
  /**
   * Runs all chunks of a kernel on all threads that are there, and returns when they are done. Throws what the first
   * chunk that was refused throws, or `ThreadError` when a thread ended on the way.
   */
  readonly share: (program: SharedProgram, kernel: SharedKernel) => void;
  /** Has other threads let go of a program that never runs again. */
  readonly forget: (program: SharedProgram) => void;
}
