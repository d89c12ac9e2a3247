/** Takes large products out of the part of a program that updates its caller's arrays, so that threads may share them; knows no code. */

import { dtypes } from "../../base/dtype.ts";
import { contiguousAccess } from "../../graph/access.ts";
import { writtenBuffers } from "../../kernel/buffers.ts";
import { rewriteScalars } from "../../kernel/intern.ts";
import type {
  BufferSpec,
  ContractionKernel,
  Kernel,
  KernelProgram,
  LoopKernel,
  Place,
} from "../../kernel/kernel.ts";
import type { BufferId, Scalar } from "../../kernel/scalar.ts";

/** Shallower products gain less from threads than storing them and loading them again costs. */
const shallowest = 32;

const keyOf = (place: Place): string =>
  place.kind === "arena" ? `arena ${place.byteOffset}` : `${place.kind} ${place.slot}`;

/** Whether a product can be computed before the updates: nothing it reads is written by them. */
function canComeFirst(kernel: ContractionKernel, program: KernelProgram): boolean {
  const places = (ids: readonly BufferId[]): string[] => ids.map((id) => keyOf(program.buffers[id]!.place));
  const written = new Set(
    program.kernels.slice(program.commit).flatMap((each) => places(writtenBuffers(each))),
  );
  return places([kernel.left.buffer, kernel.right.buffer]).every((place) => !written.has(place));
}

/** A product alone, stored in a buffer, and the loop that does with it what the kernel did. */
function separate(
  kernel: ContractionKernel,
  buffer: BufferId,
): { bare: ContractionKernel; rest: LoopKernel } {
  const { space, dtype, stores } = kernel;
  const access = contiguousAccess(space);
  const bare = { ...kernel, stores: [{ buffer, access, value: { kind: "reduced", dtype } as const }] };
  const product: Scalar = { kind: "load", dtype, buffer, access };
  const values = rewriteScalars(
    stores.map(({ value }) => value),
    (scalar) => (scalar.kind === "reduced" ? product : scalar),
  );
  const rest: LoopKernel = {
    ...{ kind: "loop", space, reduction: null },
    stores: stores.map((store, index) => ({ ...store, value: values[index]! })),
  };
  return { bare, rest };
}

/**
 * The program with the matrix products among its updates computed before them, each into room of its own behind the
 * arena, where `isWorth` it. A product is rounded to its element type either way, so every number stays the same.
 */
export function computeAheadOfUpdates(
  program: KernelProgram,
  isWorth: (kernel: Kernel) => boolean,
): KernelProgram {
  const buffers: BufferSpec[] = [...program.buffers];
  const ahead: Kernel[] = [];
  let { arenaBytes } = program;
  const updates = program.kernels.slice(program.commit).map((kernel) => {
    const isMatrix = kernel.kind === "contraction" && kernel.space.length === 2 && kernel.depth >= shallowest;
    if (!isMatrix || !isWorth(kernel) || !canComeFirst(kernel, program)) return kernel;
    const { dtype } = kernel;
    const length = kernel.space[0]! * kernel.space[1]!;
    const byteOffset = Math.ceil(arenaBytes / 16) * 16;
    arenaBytes = byteOffset + length * dtypes[dtype].bytes;
    const { bare, rest } = separate(
      kernel,
      buffers.push({ dtype, length, place: { kind: "arena", byteOffset } }) - 1,
    );
    ahead.push(bare);
    return rest;
  });
  if (ahead.length === 0) return program;
  const kernels = [...program.kernels.slice(0, program.commit), ...ahead, ...updates];
  return { ...program, buffers, kernels, commit: program.commit + ahead.length, arenaBytes };
}
