/** What every backend offers: a kernel program in, something that runs out; knows no graph and no tensor. */

import type { TypedArray } from "../base/dtype.ts";
import type { KernelProgram } from "../kernel/kernel.ts";
import type { ElementwiseName } from "../ops/index.ts";

/** Memory that programs run in, shared out in blocks that live as long as their owners. */
export interface ProgramHeap {
  /** The memory as it is now; growth puts another in its place. */
  readonly buffer: ArrayBuffer;
  /** The byte offset of a fresh block, a multiple of 16; throws where memory ends. */
  readonly allocate: (bytes: number, owner: object) => number;
  /** Frees all blocks of an owner now. */
  readonly release: (owner: object) => void;
}

/** A compiled program: one call runs it. */
export interface Executable {
  /** The generated code, for people to read. */
  readonly source: string;
  /**
   * Reads and updates `inputs`, fills `outputs`; both in slot order, with the lengths and element types of the program.
   * Throws `ValueError` on refused data, before anything in `inputs` is changed.
   */
  readonly run: (inputs: readonly TypedArray[], outputs: readonly TypedArray[]) => void;
  /** The heap it runs in, if it does: arrays that lie there are used in place, others are copied in and out. */
  readonly heap?: ProgramHeap;
  /** Gives back memory that would otherwise wait for the garbage collector; the executable must not run again. */
  readonly release?: () => void;
}

export interface Backend {
  readonly name: string;
  /** Elementwise primitives it has no code for; graphs meant for it have them decomposed. */
  readonly lacks: ReadonlySet<ElementwiseName>;
  /** Whether its products read operands whose axes move by factors; programs for it are built with as few copies. */
  readonly absorbs?: boolean;
  /** Whether results are memory like any other, in which temporary arrays may lie that they are written over. */
  readonly fillsResults?: boolean;
  /** Bytes that loops must hand on to each other to be walked together, a few outer indices at a time; without it none are. */
  readonly bandBytes?: number;
  /** Up to how many scalar operations a program runs faster as straight lines of JavaScript. */
  readonly straightUpTo: number;
  /** The most elements that one of its loops can count; without it, as many as a shape may have. */
  readonly mostElements?: number;
  readonly compile: (program: KernelProgram) => Executable;
}
