/** The threads that were asked for; knows no program. */

import { GraphError, ValueError } from "../../base/errors.ts";
import { canRunWasm, type Team } from "../../codegen/wasm/index.ts";
import { shareHeap, theHeap } from "../memory.ts";
import { mostThreads } from "./control-block.ts";
import { requireThreads } from "./start-worker.ts";
import { ThreadPool } from "./thread-pool.ts";

let pool: ThreadPool | null = null;

/** Has so many threads work on large kernels, the calling one included. */
export function setThreads(count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > mostThreads) {
    throw new ValueError(
      `configure: threads has to be a whole number from 1 to ${mostThreads}, got ${String(count)}`,
    );
  }
  if (count === (pool?.threads ?? 1)) return;
  if (count > 1) {
    if (!canRunWasm()) {
      throw new GraphError(
        `configure: ${count} threads need WebAssembly, not to be had here (use threads: 1)`,
      );
    }
    requireThreads(count);
    const heap = shareHeap();
    if (pool?.heap !== heap) {
      pool?.resize(1);
      pool = new ThreadPool(heap);
    }
  }
  pool?.resize(count);
}

/** Who takes part in programs compiled now; `null` for the calling thread alone. */
export function theTeam(): Team | null {
  return pool === null || pool.threads === 1 || pool.heap !== theHeap() ? null : pool;
}
