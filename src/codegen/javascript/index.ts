/** The JavaScript backends: straight lines for tiny programs, loops for all others; only re-exports. */

export { loopedBackend } from "./looped.ts";
export { countOperations, unrolledBackend } from "./unrolled.ts";
