/** Lets products read the windows that a copy would lay out for them, so that the copy is never made; knows no backend. */

import { contiguousStrides, isContiguous } from "../graph/access.ts";
import { writtenBuffers } from "./buffers.ts";
import { removeUnread } from "./fuse.ts";
import type { ContractionKernel, ContractionOperand, Factor, Kernel, LoopKernel } from "./kernel.ts";
import type { LoweredProgram } from "./lower-state.ts";
import type { BufferId, Scalar } from "./scalar.ts";

/** Products with fewer rows and steps, or columns, than this fill no tile; they read single strides only. */
export const [fewestRows, fewestColumns] = [4, 2];

/** A kernel that lays out another buffer's elements in its own row-major order, and nothing else. */
interface Copy {
  readonly space: readonly number[];
  readonly source: Scalar & { readonly kind: "load" };
}

function asCopy(kernel: LoopKernel): Copy | null {
  const [store] = kernel.stores;
  if (kernel.reduction !== null || kernel.stores.length !== 1 || !isContiguous(store!.access)) return null;
  return store!.value.kind === "load" ? { space: kernel.space, source: store!.value } : null;
}

/** The copies of a program by the buffer each fills alone. */
function findCopies({ kernels, buffers }: LoweredProgram): Map<BufferId, Copy> {
  const copies = new Map<BufferId, Copy>();
  const written = new Set<BufferId>();
  for (const kernel of kernels) {
    const copy = kernel.kind === "loop" ? asCopy(kernel) : null;
    for (const buffer of writtenBuffers(kernel)) {
      const isOnly = !written.has(buffer) && buffers[buffer]!.role.kind === "temporary";
      written.add(buffer);
      copies.delete(buffer);
      if (copy !== null && isOnly && copy.source.dtype === buffers[buffer]!.dtype) copies.set(buffer, copy);
    }
  }
  for (const [buffer, { source }] of copies) {
    const { role } = buffers[source.buffer]!;
    if (role.kind === "update" || copies.has(source.buffer)) copies.delete(buffer);
  }
  return copies;
}

/** Neighbouring factors that step as one, made one. */
function mergeFactors(factors: readonly Factor[]): Factor[] {
  const merged: Factor[] = [];
  for (const factor of factors) {
    const outer = merged.at(-1);
    if (outer !== undefined && outer.stride === factor.stride * factor.size)
      merged[merged.length - 1] = { size: outer.size * factor.size, stride: factor.stride };
    else merged.push(factor);
  }
  return merged;
}

/** An axis of `size` steps of `stride` through a copy, as steps through what was copied; `null` where it is no run of its axes. */
function factorAxis({ space, source }: Copy, size: number, stride: number): Factor[] | null {
  if (size === 1 || stride === 0) return [{ size, stride: 0 }];
  const steps = contiguousStrides(space);
  const factors: Factor[] = [];
  let rest = size;
  for (let axis = space.length - 1; axis >= 0 && rest > 1; axis--) {
    const length = space[axis]!;
    if (length === 1 || (factors.length === 0 && steps[axis] !== stride)) continue;
    const taken = Math.min(length, rest);
    if (rest % taken !== 0) return null;
    factors.unshift({ size: taken, stride: source.access.strides[axis]! });
    rest /= taken;
    if (taken < length && rest > 1) return null;
  }
  return rest === 1 ? mergeFactors(factors) : null;
}

/** The operand reading past a copy, or `null` where it cannot. */
function readThrough(operand: ContractionOperand, copy: Copy, isLeft: boolean): ContractionOperand | null {
  const { shape, strides, offset } = operand.access;
  if (offset !== 0 || operand.factors !== undefined) return null;
  const axes: Factor[][] = [];
  for (const [axis, size] of shape.entries()) {
    const factors = factorAxis(copy, size, strides[axis]!);
    if (factors === null) return null;
    axes.push(factors);
  }
  const [first, second] = axes.slice(-2) as [Factor[], Factor[]];
  if (axes.slice(0, -2).some((factors) => factors.length > 1)) return null;
  const access = {
    shape,
    strides: axes.map((factors) => factors.at(-1)!.stride),
    offset: copy.source.access.offset,
    ranges: null,
  };
  const { buffer } = copy.source;
  if (first.length === 1 && second.length === 1) return { buffer, access };
  const factors = isLeft ? { lines: first, steps: second } : { lines: second, steps: first };
  return { buffer, access, factors };
}

const isBlocked = ({ dtype, space, depth }: ContractionKernel): boolean =>
  dtype !== "bool" && Math.min(depth, space.at(-2)!) >= fewestRows && space.at(-1)! >= fewestColumns;

/** Products of a program read through the copies made for them; copies nobody reads any more are gone. */
export function absorbCopies(program: LoweredProgram): LoweredProgram {
  const copies = findCopies(program);
  if (copies.size === 0) return program;
  const side = (operand: ContractionOperand, isLeft: boolean): ContractionOperand => {
    const copy = copies.get(operand.buffer);
    return (copy !== undefined ? readThrough(operand, copy, isLeft) : null) ?? operand;
  };
  const kernels = program.kernels.map((kernel): Kernel => {
    if (kernel.kind !== "contraction" || !isBlocked(kernel)) return kernel;
    return { ...kernel, left: side(kernel.left, true), right: side(kernel.right, false) };
  });
  return removeUnread({ ...program, kernels });
}
