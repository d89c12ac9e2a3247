/** Running programs, as the tensor above sees it. */

export type { ProgramHeap } from "../codegen/backend.ts";
export { type CompiledProgram, compileProgram, isAvailable } from "./compile.ts";
export { LentResults, type SpareResults } from "./lent-results.ts";
export { growHeap, replaceHeap, theHeap } from "./memory.ts";
export {
  realizeNodes,
  requireStorage,
  runProgram,
  standFor,
  storageOf,
  storageSource,
  substituteRealized,
  takeValues,
  updateVariables,
  type VariableUpdate,
} from "./realize.ts";
export { type BackendChoice, type Configuration, chosenBackend, configure } from "./settings.ts";
export {
  allocateStorage,
  ownStorage,
  refusePinned,
  replaceStorages,
  Storage,
  type Variable,
} from "./storage.ts";
