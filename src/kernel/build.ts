/** The one list of steps from an optimised graph to a finished kernel program. */

import { absorbCopies } from "./absorb.ts";
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

/** Read through copies where the backend's products can (`absorbs`), order updates last, plan memory. */
export function finishKernels(
  lowered: LoweredProgram,
  program: GraphProgram,
  { absorbs = false }: { readonly absorbs?: boolean } = {},
): KernelProgram {
  return planMemory(commitUpdates(absorbs ? absorbCopies(lowered) : lowered), program);
}

/** All the steps, for one backend. */
export function buildKernels(
  program: GraphProgram,
  options: { readonly absorbs?: boolean } = {},
): KernelProgram {
  return finishKernels(fuseProgram(program), program, options);
}
