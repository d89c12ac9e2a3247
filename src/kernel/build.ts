/** The one list of steps from an optimised graph to a finished kernel program. */

import { commitUpdates } from "./commit.ts";
import { fuseKernels } from "./fuse.ts";
import type { GraphProgram } from "./graph-program.ts";
import type { KernelProgram } from "./kernel.ts";
import { lowerProgram } from "./lower.ts";
import { planMemory } from "./plan.ts";

/** Lower, fuse, order updates last, plan memory. */
export function buildKernels(program: GraphProgram): KernelProgram {
  const lowered = lowerProgram(program);
  const fused = fuseKernels(lowered);
  const committed = commitUpdates(fused);
  return planMemory(committed, program);
}
