/** The WebAssembly backend, as the runtime sees it. */

export { makeWasmBackend } from "./backend.ts";
export { findEngine, type WasmMemory } from "./engine.ts";
export { canRunWasm } from "./features.ts";
export type { SharedKernel, SharedProgram, Team } from "./team.ts";
