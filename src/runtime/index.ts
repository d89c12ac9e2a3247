/** Running programs, as the tensor above sees it. */

export { type CompiledProgram, compileProgram } from "./compile.ts";
export { growHeap } from "./memory.ts";
export { realizeNodes, storageOf, storageSource, substituteRealized } from "./realize.ts";
export { type BackendChoice, type Configuration, chosenBackend, configure } from "./settings.ts";
export { allocateStorage, ownStorage, type Storage, type Variable } from "./storage.ts";
