/** The WebAssembly backend, as the runtime sees it. */

export { makeWasmBackend, type WasmHeap } from "./backend.ts";
export { findEngine, type WasmMemory } from "./engine.ts";
export { canRunWasm } from "./features.ts";
