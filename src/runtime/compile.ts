/** From a traced program to something that runs, compiled once per structure; knows no tensor. */

import { logger } from "../base/debug.ts";
import { dtypes, type TypedArray } from "../base/dtype.ts";
import { GraphError, ValueError } from "../base/errors.ts";
import type { Backend, ProgramHeap } from "../codegen/backend.ts";
import { loopedBackend, unrolledBackend } from "../codegen/javascript/index.ts";
import { canRunWasm, makeWasmBackend, type Team } from "../codegen/wasm/index.ts";
import type { Node } from "../graph/node.ts";
import { formatGraph } from "../graph/print.ts";
import { sortTopologically } from "../graph/walk.ts";
import {
  formatKernels,
  formatMemory,
  type GraphProgram,
  interpretProgram,
  type KernelProgram,
  rootsOf,
} from "../kernel/index.ts";
import { sizeOf } from "../shape/size.ts";
import { chooseBackend } from "./choose-backend.ts";
import type { Heap } from "./heap.ts";
import { theHeap } from "./memory.ts";
import { guardReentry } from "./reentry.ts";
import { evictIdle } from "./residents.ts";
import { type BackendChoice, chosenBackend } from "./settings.ts";
import { theTeam } from "./threads/index.ts";

/** A program ready to run, and what it was made of. */
export interface CompiledProgram {
  /** Fills `outputs` and updates `inputs`, both in slot order; on an error nothing in `inputs` has changed. */
  readonly run: (inputs: readonly TypedArray[], outputs: readonly TypedArray[]) => void;
  readonly backend: string;
  /** The heap in which it finds its arrays in place; `null` when it runs on arrays anywhere. */
  readonly heap: ProgramHeap | null;
  /** Whether it calls functions that may run other programs meanwhile. */
  readonly callsHosts: boolean;
  /** The bytes it may hold on to between calls. */
  readonly bytes: number;
  /** Gives its memory back; it must not run again. */
  readonly release: () => void;
  /** Graph, kernels, memory plan and generated code, for people. */
  readonly explain: () => string;
}

/** How many programs are kept for graphs built anew, and how many bytes their buffers may hold together. */
const mostPrograms = 512;
const mostBytes = 2 ** 28;
const compiled = new Map<string, CachedProgram>();
let heldBytes = 0;
/** The one used last, which is also the last in `compiled`. */
let latest: CachedProgram | null = null;

let wasm: { readonly heap: Heap; readonly team: Team | null; readonly backend: Backend } | null = null;

/** The WebAssembly backend over the present heap, for the threads there are; made when first needed. */
function wasmBackend(): Backend {
  const heap = theHeap();
  const team = theTeam();
  if (wasm?.heap !== heap || wasm.team !== team) {
    wasm = { heap, team, backend: makeWasmBackend(heap, team) };
    heap.relieveWith(() => {
      makeRoom(0);
      evictIdle(0, 0);
    });
  }
  return wasm.backend;
}

let generates: boolean | null = null;

/** Whether this page or process may turn text into code; asked once. */
function canGenerateCode(): boolean {
  if (generates === null) {
    try {
      generates = new Function("return true")() === true;
    } catch (error) {
      generates = false;
      logger.show("choices", () => `code from text is forbidden here (${String(error)})`);
    }
  }
  return generates;
}

let warned = false;

/** Says once that programs run slowly for want of anything better. */
function warnOfInterpreting(): void {
  if (warned) return;
  warned = true;
  console.warn(
    "microml: neither WebAssembly nor new Function is to be had here, so programs are interpreted, slowly",
  );
}

interface Need {
  readonly what: string;
  readonly isThere: () => boolean;
}

const code: Need = { what: "new Function", isThere: canGenerateCode };
const vectors: Need = { what: "WebAssembly with vectors", isThere: canRunWasm };

/** What each choice cannot do without. */
const needs: Record<BackendChoice, Need | null> = {
  auto: null,
  wasm: vectors,
  javascript: code,
  "javascript-unrolled": code,
  "javascript-looped": code,
  interpreter: null,
};

/** Whether programs can be compiled for a choice here. */
export const isAvailable = (choice: BackendChoice): boolean => needs[choice]?.isThere() ?? true;

/** What the page allows, fastest first. */
function listAllowed(): readonly Backend[] {
  const unrolled = canGenerateCode() ? [unrolledBackend] : [];
  if (canRunWasm()) return [...unrolled, wasmBackend()];
  if (canGenerateCode()) return [unrolledBackend, loopedBackend];
  warnOfInterpreting();
  return [];
}

/** The backends each choice leaves, the best first; none for the interpreter. */
const choices: Record<BackendChoice, () => readonly Backend[]> = {
  auto: listAllowed,
  wasm: () => [wasmBackend()],
  javascript: () => [unrolledBackend, loopedBackend],
  "javascript-unrolled": () => [unrolledBackend],
  "javascript-looped": () => [loopedBackend],
  interpreter: () => [],
};

/** The backends for a choice, or one clear line where what it needs is not to be had. */
function backendsFor(choice: BackendChoice): readonly Backend[] {
  if (isAvailable(choice)) return choices[choice]();
  throw new GraphError(
    `configure: backend "${choice}" needs ${needs[choice]!.what}, not to be had here (use "auto")`,
  );
}

/** The backends whose loops can count a graph's largest node, or the one that counts in doubles. */
function countingAll(
  backends: readonly Backend[],
  traced: GraphProgram,
  nodes: readonly Node[],
): readonly Backend[] {
  const least = Math.min(...backends.map(({ mostElements = Number.POSITIVE_INFINITY }) => mostElements));
  if (least === Number.POSITIVE_INFINITY) return backends;
  const longest = nodes.reduce((most, { shape }) => Math.max(most, sizeOf(shape)), 0);
  if (longest <= least) return backends;
  refuseLargeResults(traced);
  if (canGenerateCode()) return [loopedBackend];
  throw new ValueError(
    `loops over ${longest} elements are too long here, ${least} can be counted (use smaller tensors)`,
  );
}

/** What the arrays of a program may take together where no heap has a bound of its own: the heap's. */
const mostStandInBytes = 2 ** 32;

/** Throws where a result alone is more than any heap holds. */
function refuseLargeResults({ outputs }: GraphProgram): void {
  for (const { dtype, shape } of outputs) {
    const length = sizeOf(shape);
    const bytes = dtypes[dtype].bytes * length;
    if (bytes > mostStandInBytes)
      throw new ValueError(
        `out of memory: ${length} elements of ${dtype} need ${bytes} bytes (use smaller tensors)`,
      );
  }
}

/** Throws before memory is taken that the heap of the backend stood in for would have refused. */
function refuseTooLarge(kernels: KernelProgram): void {
  const bytes = countBytes(kernels);
  if (bytes > mostStandInBytes)
    throw new ValueError(
      `out of memory: ${bytes} bytes asked for of ${mostStandInBytes} (use smaller tensors)`,
    );
}

function interpretedProgram(program: GraphProgram): CompiledProgram {
  return {
    backend: "interpreter",
    heap: null,
    callsHosts: false,
    bytes: 0,
    release: () => undefined,
    run: (inputs, outputs) => interpretProgram(program, inputs, outputs),
    explain: () => `graph\n${formatGraph(rootsOf(program))}\n\nbackend: interpreter`,
  };
}

function compileAnew(traced: GraphProgram, choice: BackendChoice): CompiledProgram {
  logger.show("graphs", () => formatGraph(rootsOf(traced)));
  const allowed = backendsFor(choice);
  if (allowed.length === 0) return interpretedProgram(traced);
  const nodes = sortTopologically(rootsOf(traced));
  const backends = countingAll(allowed, traced, nodes);
  const { backend, program, kernels } = chooseBackend(traced, nodes, backends);
  if (backends !== allowed) refuseTooLarge(kernels);
  logger.show("kernels", () => formatKernels(kernels));
  logger.show("memory", () => formatMemory(kernels));
  const executable = backend.compile(kernels);
  logger.show("code", () => executable.source);
  logger.show("choices", () => `a program of ${traced.inputs.length} inputs for ${backend.name}`);
  return {
    backend: backend.name,
    heap: executable.heap ?? null,
    callsHosts: false,
    run: executable.run,
    bytes: countBytes(kernels),
    release: () => executable.release?.(),
    explain: () =>
      [
        `graph\n${formatGraph(rootsOf(program))}`,
        `kernels\n${formatKernels(kernels)}`,
        `memory\n${formatMemory(kernels)}`,
        `code (${backend.name})\n${executable.source}`,
      ].join("\n\n"),
  };
}

/** The bytes a program may hold on to between calls: its arena and copies of its slots. */
function countBytes({ arenaBytes, inputs, outputs }: KernelProgram): number {
  return [...inputs, ...outputs].reduce(
    (sum, { dtype, length }) => sum + dtypes[dtype].bytes * length,
    arenaBytes,
  );
}

/** Compiles a program for one owner, which keeps it as long as it likes. */
export function compileProgram(program: GraphProgram): CompiledProgram {
  return guardReentry(compileAnew(program, chosenBackend()), program);
}

/** Lets go of the least recently used programs until so many are left and the rest fit; running ones stay. */
function makeRoom(most: number): void {
  for (const [key, program] of compiled) {
    if (compiled.size <= most && (heldBytes <= mostBytes || compiled.size === 1)) return;
    if (program.isRunning()) continue;
    compiled.delete(key);
    if (program === latest) latest = null;
    heldBytes -= program.bytes;
    program.release();
  }
}

/** A program that says whether it is running. */
interface CachedProgram extends CompiledProgram {
  readonly isRunning: () => boolean;
}

function withRunning(program: CompiledProgram): CachedProgram {
  let depth = 0;
  return {
    ...program,
    isRunning: () => depth > 0,
    run: (inputs, outputs) => {
      depth += 1;
      try {
        program.run(inputs, outputs);
      } finally {
        depth -= 1;
      }
    },
  };
}

/** The compiled form of a program that is run at once, found again when one whose structure is spelled alike comes later. */
export function findProgram(structure: string, makeProgram: () => GraphProgram): CompiledProgram {
  const choice = chosenBackend();
  const key = `${choice} ${theTeam() === null ? "alone" : "shared"}\n${structure}`;
  let entry = compiled.get(key);
  if (entry !== undefined && entry === latest) return entry;
  if (entry === undefined) {
    const program = makeProgram();
    entry = withRunning(guardReentry(compileAnew(program, choice), program));
    heldBytes += entry.bytes;
  } else {
    compiled.delete(key);
  }
  compiled.set(key, entry);
  latest = entry;
  makeRoom(mostPrograms);
  return entry;
}
