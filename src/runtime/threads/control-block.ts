/** The words in shared memory by which threads agree on who does what; knows no thread. */

/** Most threads that can take part, the calling one included. */
export const mostThreads = 64;

/** How many programs can be forgotten before a worker looks again; one that misses more forgets all it knows. */
export const forgottenSlots = 32;

/** Words that each worker has for the fault it met: the chunk's number plus 1, the fault, and the position as a double. */
export const faultWords = 4;

/** The position of every word. A job is what is published for one kernel; its words stand still while a chunk is held. */
export const words = {
  /** Counts jobs; workers sleep on it. */
  job: 0,
  /** Chunks that nobody has taken. Whoever lowers it from above 0 holds a chunk; below 0 means none. */
  left: 1,
  /** Chunks that workers are done with; the calling thread sleeps on it. */
  done: 2,
  /** How many chunks the job has, how many indices each, and how many indices in all. */
  count: 3,
  step: 4,
  size: 5,
  /** The program's number, the kernel's number within it, and the module's bytes. */
  program: 6,
  kernel: 7,
  module: 8,
  moduleBytes: 9,
  /** Where scratch starts, how far apart the workers' shares of it are, and what all threads see. */
  scratch: 10,
  scratchStride: 11,
  shared: 12,
  /** How many programs have been forgotten; the latest stand in the slots. */
  forgotten: 13,
  /** How many workers have come up. */
  ready: 14,
  forgottenStart: 16,
  faultStart: 16 + forgottenSlots,
} as const;

/** Words in all; an even number of them stands before every double. */
export const wordCount = words.faultStart + faultWords * mostThreads;

/** What a worker that cannot go on adds to `done` for the chunk it holds: more than any job's chunks. */
export const endedMark = 2 ** 24;
