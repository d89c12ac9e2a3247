/** From a traced program to something that runs, compiled once per structure; knows no tensor. */

import { logger } from "../base/debug.ts";
import type { TypedArray } from "../base/dtype.ts";
import { GraphError } from "../base/errors.ts";
import type { Backend } from "../codegen/backend.ts";
import { canUnroll, loopedBackend, unrolledBackend } from "../codegen/javascript/index.ts";
import { formatGraph } from "../graph/print.ts";
import {
  buildKernels,
  formatKernels,
  formatMemory,
  type GraphProgram,
  interpretProgram,
  type KernelProgram,
  rootsOf,
  spellStructure,
  withRoots,
} from "../kernel/index.ts";
import { optimizeGraph } from "../optimize/pipeline.ts";
import { type BackendChoice, chosenBackend } from "./settings.ts";

/** A program ready to run, and what it was made of. */
export interface CompiledProgram {
  /** Fills `outputs` and updates `inputs`, both in slot order; on an error nothing in `inputs` has changed. */
  readonly run: (inputs: readonly TypedArray[], outputs: readonly TypedArray[]) => void;
  readonly backend: string;
  /** Graph, kernels, memory plan and generated code, for people. */
  readonly explain: () => string;
}

/** How many compiled programs are kept; the least recently used one makes room. */
const capacity = 512;
const compiled = new Map<string, CompiledProgram>();

let generates: boolean | null = null;

/** Whether this page or process may turn text into code; asked once. */
function canGenerateCode(): boolean {
  if (generates === null) {
    try {
      generates = new Function("return true")() === true;
    } catch (error) {
      generates = false;
      console.warn(
        `microml: code generation is forbidden here, so programs are interpreted, slowly (${String(error)})`,
      );
    }
  }
  return generates;
}

/** Whether programs are interpreted: when asked for, or when nothing else is allowed here. */
function isInterpreted(choice: BackendChoice): boolean {
  if (choice === "interpreter") return true;
  if (canGenerateCode()) return false;
  if (choice === "auto") return true;
  throw new GraphError(
    `configure: backend "${choice}" needs new Function, forbidden here (use "auto" or "interpreter")`,
  );
}

/** The form of generated code for a program: one statement an element while that is small, loops otherwise. */
function pickBackend(choice: BackendChoice, program: KernelProgram): Backend {
  if (choice === "javascript-unrolled") return unrolledBackend;
  if (choice === "javascript-looped") return loopedBackend;
  return canUnroll(program) ? unrolledBackend : loopedBackend;
}

function interpretedProgram(program: GraphProgram): CompiledProgram {
  return {
    backend: "interpreter",
    run: (inputs, outputs) => interpretProgram(program, inputs, outputs),
    explain: () => `graph\n${formatGraph(rootsOf(program))}\n\nbackend: interpreter`,
  };
}

function compileAnew(traced: GraphProgram, choice: BackendChoice): CompiledProgram {
  logger.show("graphs", () => formatGraph(rootsOf(traced)));
  if (isInterpreted(choice)) return interpretedProgram(traced);
  const program = withRoots(traced, optimizeGraph(rootsOf(traced), loopedBackend));
  const kernels = buildKernels(program);
  logger.show("kernels", () => formatKernels(kernels));
  logger.show("memory", () => formatMemory(kernels));
  const backend = pickBackend(choice, kernels);
  const executable = backend.compile(kernels);
  logger.show("code", () => executable.source);
  return {
    backend: backend.name,
    run: executable.run,
    explain: () =>
      [
        `graph\n${formatGraph(rootsOf(program))}`,
        `kernels\n${formatKernels(kernels)}`,
        `memory\n${formatMemory(kernels)}`,
        `code (${backend.name})\n${executable.source}`,
      ].join("\n\n"),
  };
}

/** The compiled form of a program, from the cache when one of equal structure was compiled before. */
export function compileProgram(program: GraphProgram): CompiledProgram {
  const choice = chosenBackend();
  const key = `${choice}\n${spellStructure(program)}`;
  let entry = compiled.get(key);
  if (entry === undefined) {
    entry = compileAnew(program, choice);
    logger.show("choices", () => `a program of ${program.inputs.length} inputs for ${entry!.backend}`);
    if (compiled.size >= capacity) compiled.delete(compiled.keys().next().value!);
  } else {
    compiled.delete(key);
  }
  compiled.set(key, entry);
  return entry;
}
