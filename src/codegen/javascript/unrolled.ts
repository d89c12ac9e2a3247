/** The backend of straight lines: no loop and no intermediate array, for tiny programs; knows no graph. */

import type { Kernel, KernelProgram } from "../../kernel/kernel.ts";
import { type Scalar, sortScalars } from "../../kernel/scalar.ts";
import { sizeOf } from "../../shape/size.ts";
import type { Backend } from "../backend.ts";
import { describeKernel } from "../describe.ts";
import { lacks } from "./expressions.ts";
import { instantiate, printRun } from "./module.ts";
import { type Chunk, spillName, writeStraightLine } from "./straight-line.ts";
import { SourceWriter } from "./text.ts";
import { type Memory, unrollProgram } from "./unroll.ts";

function countComputed(roots: readonly Scalar[]): number {
  return sortScalars(roots).filter(({ kind }) => kind === "apply" || kind === "gather").length;
}

function countKernel(kernel: Kernel): number {
  if (kernel.kind === "scatter") {
    return sizeOf(kernel.space) * (countComputed([kernel.position, kernel.value]) + 2);
  }
  if (kernel.kind === "host") return sizeOf(kernel.space);
  const perIndex = countComputed(kernel.stores.map(({ value }) => value)) + kernel.stores.length;
  if (kernel.kind === "contraction") return sizeOf(kernel.space) * (perIndex + 2 * kernel.depth);
  const { reduction } = kernel;
  const folded = reduction === null ? 0 : sizeOf(reduction.space) * (countComputed([reduction.value]) + 1);
  return sizeOf(kernel.space) * (perIndex + folded);
}

/** A program, as far as its size goes. */
type Kernels = Pick<KernelProgram, "kernels">;

/** How many scalar operations a program does when every loop is written out. */
export function countOperations(program: Kernels): number {
  return program.kernels.reduce((sum, kernel) => sum + countKernel(kernel), 0);
}

/** Functions for all chunks but a single one, which becomes the entry function's own body. */
function printChunks(program: KernelProgram, chunks: readonly Chunk[]): string {
  if (chunks.length <= 1) return printRun(program, chunks[0]?.lines ?? []);
  const writer = new SourceWriter();
  const calls = chunks.map(({ lines, slots }, number) => {
    writer.open(`function chunk${number}(${slots.join(", ")}) {`);
    for (const line of lines) writer.line(line);
    writer.close();
    return `chunk${number}(${slots.join(", ")});`;
  });
  return `${writer}\n${printRun(program, calls)}`;
}

/** Floats rest in doubles, as the locals around them do. */
function allocateMemory({ dtype, length }: Memory): Float64Array | Int32Array | Uint8Array {
  if (dtype === "i32") return new Int32Array(length);
  return dtype === "bool" ? new Uint8Array(length) : new Float64Array(length);
}

/** Every element a local variable, every operation written out once. */
export const unrolledBackend: Backend = {
  name: "javascript-unrolled",
  lacks,
  straightUpTo: Number.POSITIVE_INFINITY,
  compile: (program) => {
    const { table, memories } = unrollProgram(program);
    const { chunks, spilled } = writeStraightLine(table, program.kernels.map(describeKernel));
    const arrays = memories.map((memory) => ({ name: memory.name, array: allocateMemory(memory) }));
    const scratch = [...arrays, { name: spillName, array: new Float64Array(spilled) }];
    return instantiate({ ...program, arenaBytes: 0 }, printChunks(program, chunks), scratch);
  },
};
