/** Orders a program so that updates come last and can be written in place; knows no memory layout. */

import { contiguousAccess } from "../graph/access.ts";
import { canFault, readBuffers, scatteredReads, writtenBuffers } from "./buffers.ts";
import type { Kernel } from "./kernel.ts";
import type { LoweredProgram, VirtualBuffer } from "./lower-state.ts";
import type { BufferId } from "./scalar.ts";

/** A program whose kernels from `commit` on cannot fault, and whose update buffers may lie on their inputs. */
export interface CommittedProgram extends LoweredProgram {
  readonly commit: number;
}

/** The kernels that run after `start` because they read, directly or not, what it writes. */
function collectDownstream(kernels: readonly Kernel[], start: Kernel): Set<Kernel> {
  const written = new Set(writtenBuffers(start));
  const downstream = new Set([start]);
  for (const kernel of kernels.slice(kernels.indexOf(start) + 1)) {
    const follows = [...readBuffers(kernel), ...writtenBuffers(kernel)].some((buffer) => written.has(buffer));
    if (!follows) continue;
    downstream.add(kernel);
    for (const buffer of writtenBuffers(kernel)) written.add(buffer);
  }
  return downstream;
}

/** Update kernels and what follows from them, as far as none can fault. */
function chooseCommitted(program: LoweredProgram): Set<Kernel> {
  const committed = new Set<Kernel>();
  for (const kernel of program.kernels) {
    const updates = writtenBuffers(kernel).some((buffer) => program.buffers[buffer]!.role.kind === "update");
    if (!updates || committed.has(kernel)) continue;
    const downstream = collectDownstream(program.kernels, kernel);
    if ([...downstream].some(canFault)) continue;
    for (const member of downstream) committed.add(member);
  }
  return committed;
}

/**
 * Moves the update kernels to the end. An update is written straight over its input when nothing reads the old contents
 * afterwards or out of step; otherwise it is computed aside and copied over at the very end.
 */
export function commitUpdates(program: LoweredProgram): CommittedProgram {
  const committed = chooseCommitted(program);
  const before = program.kernels.filter((kernel) => !committed.has(kernel));
  const after = program.kernels.filter((kernel) => committed.has(kernel));
  const buffers: VirtualBuffer[] = [...program.buffers];
  const inputs = new Map<number, BufferId>();
  program.buffers.forEach(({ role }, id) => {
    if (role.kind === "input") inputs.set(role.slot, id);
  });
  const copies: Kernel[] = [];
  program.buffers.forEach((buffer, id) => {
    if (buffer.role.kind !== "update") return;
    const input = inputs.get(buffer.role.slot)!;
    const writer = after.findIndex((kernel) => writtenBuffers(kernel).includes(id));
    const inStep =
      writer >= 0 &&
      !scatteredReads(after[writer]!).has(input) &&
      after.filter((kernel) => writtenBuffers(kernel).includes(id)).length === 1 &&
      !after.slice(writer + 1).some((kernel) => readBuffers(kernel).has(input));
    if (inStep) return;
    buffers[id] = { ...buffer, role: { kind: "temporary" } };
    const target = buffers.push(buffer) - 1;
    const access = contiguousAccess([buffer.length]);
    const value = { kind: "load", dtype: buffer.dtype, buffer: id, access } as const;
    copies.push({
      kind: "loop",
      space: [buffer.length],
      reduction: null,
      stores: [{ buffer: target, access, value }],
    });
  });
  return { ...program, buffers, kernels: [...before, ...after, ...copies], commit: before.length };
}
