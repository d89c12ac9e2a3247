/** The one list of steps from an optimised graph to a finished kernel program. */

import { absorbCopies } from "./absorb.ts";
import { commitUpdates } from "./commit.ts";
import { fuseKernels } from "./fuse.ts";
import type { GraphProgram } from "./graph-program.ts";
import type { KernelProgram } from "./kernel.ts";
import { lowerProgram } from "./lower.ts";
import { planMemory } from "./plan.ts";

/** Lower, fuse, read through copies where the backend's products can (`absorbs`), order updates last, plan memory. */
export function buildKernels(
  program: GraphProgram,
  { absorbs = false }: { readonly absorbs?: boolean } = {},
): KernelProgram {
  const lowered = lowerProgram(program);
  const fused = fuseKernels(lowered);
  const committed = commitUpdates(absorbs ? absorbCopies(fused) : fused);
  return planMemory(committed, program);
}
