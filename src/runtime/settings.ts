/** Which backend programs are compiled for; knows no backend's inside. */

import { logger } from "../base/debug.ts";
import { ValueError } from "../base/errors.ts";
import { requireOptions } from "../base/options.ts";
import { setThreads } from "./threads/index.ts";

/**
 * `auto` picks by program size and by what the page allows. `wasm` is WebAssembly with vectors. `javascript` picks between
 * its two forms, one statement per element and loops; the form can be named. `interpreter` needs no code generation.
 */
export const backendChoices = [
  "auto",
  "wasm",
  "javascript",
  "javascript-unrolled",
  "javascript-looped",
  "interpreter",
] as const;

export type BackendChoice = (typeof backendChoices)[number];

let chosen: BackendChoice = "auto";

/** What `configure` accepts. */
export interface Configuration {
  /** The backend of programs compiled from now on. */
  readonly backend?: BackendChoice;
  /**
   * How many threads work on large kernels of the WebAssembly programs compiled from now on, 1 to 64, the calling one
   * included; 1 by default, and 1 ends the others at once.
   */
  readonly threads?: number;
  /** Derive every graph anew after each pass; slow, for hunting faults in microml itself. */
  readonly verify?: boolean;
  /** What is logged, 0 to 6, as `MICROML_DEBUG` would set it. */
  readonly debug?: number;
}

/**
 * Sets how programs compiled from now on are compiled.
 * Throws `ValueError` on an unknown backend or a number of threads that cannot be, and `GraphError` where a page has no
 * memory that threads can share.
 *
 * @example
 * configure({ backend: "interpreter" });
 */
export function configure(configuration: Configuration): void {
  const { backend, threads, verify, debug } = requireOptions(
    "configure",
    configuration,
    '{ backend: "wasm" }',
    { verify: "boolean", debug: "number" },
  );
  if (backend !== undefined) {
    if (!backendChoices.includes(backend)) {
      throw new ValueError(
        `configure: unknown backend ${JSON.stringify(backend)} (one of ${backendChoices.join(", ")})`,
      );
    }
    chosen = backend;
  }
  if (threads !== undefined) setThreads(threads);
  logger.set({
    ...(verify === undefined ? {} : { verify }),
    ...(debug === undefined ? {} : { level: debug }),
  });
}

/** The backend asked for. */
export function chosenBackend(): BackendChoice {
  return chosen;
}
