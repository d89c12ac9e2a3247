/** What the comparison asks of a library; knows none. */

import type { Task } from "./task.ts";

/** A task made ready: inputs uploaded, whatever can be compiled compiled at the first run. */
export interface Runner {
  /** Does the work once, wholly, and keeps the result. */
  readonly run: () => void | Promise<void>;
  /** One element of the result. */
  readonly touch: () => number;
  /** The whole result of the last run, its parts behind each other, in the common layout. */
  readonly read: () => Float32Array;
  readonly release?: () => void;
  /** What was compiled, where the library tells. */
  readonly explain?: () => string;
}

export interface Library {
  readonly version: string;
  /** Throws a sentence where the library cannot do the task. */
  readonly prepare: (task: Task, inputs: readonly Float32Array[]) => Runner | Promise<Runner>;
}
