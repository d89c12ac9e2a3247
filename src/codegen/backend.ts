/** What every backend offers: a kernel program in, something that runs out; knows no graph and no tensor. */

import type { TypedArray } from "../base/dtype.ts";
import type { KernelProgram } from "../kernel/kernel.ts";
import type { ElementwiseName } from "../ops/index.ts";

/** A compiled program: one call runs it. */
export interface Executable {
  /** The generated code, for people to read. */
  readonly source: string;
  /**
   * Reads and updates `inputs`, fills `outputs`; both in slot order, with the lengths and element types of the program.
   * Throws `ValueError` on refused data, before anything in `inputs` is changed.
   */
  readonly run: (inputs: readonly TypedArray[], outputs: readonly TypedArray[]) => void;
  /** Gives back memory that would otherwise wait for the garbage collector; the executable must not run again. */
  readonly release?: () => void;
}

export interface Backend {
  readonly name: string;
  /** Elementwise primitives it has no code for; graphs meant for it have them decomposed. */
  readonly lacks: ReadonlySet<ElementwiseName>;
  readonly compile: (program: KernelProgram) => Executable;
}
