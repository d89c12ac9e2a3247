/** The one list of steps from an optimised graph to a finished kernel program. */

import { absorbCopies } from "./absorb.ts";
import { findBands } from "./bands.ts";
import { commitUpdates } from "./commit.ts";
import { fuseKernels } from "./fuse.ts";
import type { GraphProgram } from "./graph-program.ts";
import type { KernelProgram } from "./kernel.ts";
import { lowerProgram } from "./lower.ts";
import type { LoweredProgram } from "./lower-state.ts";
import { planMemory } from "./plan.ts";

/** Lower and fuse: what any backend is given. */
export function fuseProgram(program: GraphProgram): LoweredProgram {
  return fuseKernels(lowerProgram(program));
}

/** What a backend can make use of. */
export interface BuildOptions {
  /** Whether its products read operands whose axes move by factors. */
  readonly absorbs?: boolean;
  /** Whether temporary arrays may lie in the results that are written over them. */
  readonly fillsResults?: boolean;
  /** Bytes that kernels must hand on to each other to be walked together; without it none are. */
  readonly bandBytes?: number;
}

/** Read through copies, order updates last, find bands, plan memory: as far as the backend can make use of it. */
export function finishKernels(
  lowered: LoweredProgram,
  program: GraphProgram,
  { absorbs = false, fillsResults = false, bandBytes = Number.POSITIVE_INFINITY }: BuildOptions = {},
): KernelProgram {
  const committed = commitUpdates(absorbs ? absorbCopies(lowered) : lowered);
  return planMemory({ ...committed, bands: findBands(committed, bandBytes) }, program, fillsResults);
}

/** All the steps, for one backend. */
export function buildKernels(program: GraphProgram, options: BuildOptions = {}): KernelProgram {
  return finishKernels(fuseProgram(program), program, options);
}
