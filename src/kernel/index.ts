/** The middle of the compiler as the floors above see it. */

export { buildKernels, finishKernels, fuseProgram } from "./build.ts";
export {
  collectSources,
  type GraphProgram,
  rootsOf,
  spellPending,
  spellStructure,
  type Update,
  withRoots,
} from "./graph-program.ts";
export { interpretProgram } from "./interpret.ts";
export type { KernelProgram } from "./kernel.ts";
export type { LoweredProgram } from "./lower-state.ts";
export { formatKernels, formatMemory } from "./print.ts";
