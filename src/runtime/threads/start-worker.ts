/** Starts one worker from text, in Node or in a page, and says what is missing where that cannot be; knows no job. */

import { GraphError } from "../../base/errors.ts";
import type { WasmMemory } from "../../codegen/wasm/index.ts";

/** What a worker is told when it starts. */
export interface WorkerData {
  readonly memory: WasmMemory;
  /** Where the control block starts. */
  readonly control: number;
  /** The worker's own number. */
  readonly index: number;
}

export interface StartedWorker {
  /** Ends it as soon as it comes to a loop's end; safe to call twice. */
  readonly stop: () => void;
}

interface NodeWorker {
  on(event: "exit", listener: () => void): unknown;
  on(event: "error", listener: (error: unknown) => void): unknown;
  unref(): void;
  terminate(): unknown;
}

interface PageWorker {
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(data: WorkerData): void;
  terminate(): void;
}

/** The parts of Node and of a page that are used, so that neither's types are needed. */
interface Surroundings {
  readonly process?: { getBuiltinModule?: (name: string) => unknown };
  readonly Worker?: new (address: string) => PageWorker;
  readonly Blob?: new (parts: readonly string[], options: { readonly type: string }) => object;
  readonly URL?: { createObjectURL(blob: object): string };
  readonly SharedArrayBuffer?: unknown;
  readonly crossOriginIsolated?: boolean;
}

interface NodeThreads {
  readonly Worker: new (
    source: string,
    options: { readonly eval: true; readonly execArgv: readonly string[]; readonly workerData: WorkerData },
  ) => NodeWorker;
}

const surroundings = globalThis as unknown as Surroundings;

function findNodeThreads(): NodeThreads | undefined {
  return surroundings.process?.getBuiltinModule?.("node:worker_threads") as NodeThreads | undefined;
}

/** Throws one line that says what is missing for `count` threads, if anything is. */
export function requireThreads(count: number): void {
  const { SharedArrayBuffer: shared, crossOriginIsolated, Worker } = surroundings;
  if (shared === undefined || crossOriginIsolated === false) {
    throw new GraphError(
      `configure: ${count} threads need SharedArrayBuffer, not to be had in this page (serve it with the headers ` +
        "Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp)",
    );
  }
  if (findNodeThreads() === undefined && Worker === undefined) {
    throw new GraphError(`configure: ${count} threads need workers, not to be had here (use threads: 1)`);
  }
}

/**
 * Starts a worker that does not keep the process alive. `onEnd` is told when it ends by itself, as far as anybody learns
 * of it: never before the present call has returned to the event loop. Throws `GraphError` where it is refused at once.
 */
export function startWorker(
  source: string,
  data: WorkerData,
  onEnd: (reason: string) => void,
): StartedWorker {
  const threads = findNodeThreads();
  try {
    return threads === undefined
      ? startInPage(source, data, onEnd)
      : startInNode(threads, source, data, onEnd);
  } catch (cause) {
    const message = `threads: no worker can be started here, ${String(cause)} (allow workers, or configure({ threads: 1 }))`;
    throw new GraphError(message, { cause });
  }
}

function startInNode(
  { Worker }: NodeThreads,
  source: string,
  data: WorkerData,
  onEnd: (reason: string) => void,
): StartedWorker {
  // the process's own flags may load modules that a worker has no use for
  const worker = new Worker(source, { eval: true, execArgv: [], workerData: data });
  let isStopped = false;
  let reason = "it exited";
  worker.on("error", (error) => {
    reason = String(error);
  });
  worker.on("exit", () => {
    if (!isStopped) onEnd(reason);
  });
  worker.unref();
  return {
    stop: () => {
      isStopped = true;
      worker.terminate();
    },
  };
}

/** Addresses of texts that workers were started from in this page. */
const addresses = new Map<string, string>();

function startInPage(source: string, data: WorkerData, onEnd: (reason: string) => void): StartedWorker {
  const { Worker, Blob, URL } = surroundings;
  const address =
    addresses.get(source) ?? URL!.createObjectURL(new Blob!([source], { type: "text/javascript" }));
  addresses.set(source, address);
  const worker = new Worker!(address);
  worker.onerror = ({ message }) => {
    worker.terminate();
    onEnd(message ?? "the page's policy may forbid it: allow worker-src blob:");
  };
  worker.postMessage(data);
  return {
    stop: () => {
      worker.onerror = null;
      worker.terminate();
    },
  };
}
