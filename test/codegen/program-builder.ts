/** Shorthands for writing kernel programs by hand in tests; knows no backend. */

import { type DType, dtypes, type TypedArray } from "../../src/base/dtype.ts";
import { type Access, contiguousStrides, type Range } from "../../src/graph/access.ts";
import type { BufferSpec, Fault, Kernel, KernelProgram, SlotSpec, Store } from "../../src/kernel/kernel.ts";
import type { BufferId, Scalar } from "../../src/kernel/scalar.ts";
import type { ElementwiseName } from "../../src/ops/elementwise.ts";

export function accessOf(shape: readonly number[], strides: readonly number[], offset = 0): Access {
  return { shape, strides, offset, ranges: null };
}

/** A row-major access from an offset. */
export function rowMajor(shape: readonly number[], offset = 0): Access {
  return accessOf(shape, contiguousStrides(shape), offset);
}

export const constant = (value: number, dtype: DType = "f64"): Scalar => ({ kind: "constant", dtype, value });

export const reducedOf = (dtype: DType = "f64"): Scalar => ({ kind: "reduced", dtype });

export const apply = (op: ElementwiseName, dtype: DType, ...operands: Scalar[]): Scalar => ({
  kind: "apply",
  dtype,
  op,
  operands,
});

export const indexOf = (access: Access, dtype: DType = "i32"): Scalar => ({ kind: "index", dtype, access });

export const guard = (inner: Scalar, ranges: readonly Range[], fill: number): Scalar => ({
  kind: "guard",
  dtype: inner.dtype,
  ranges,
  inner,
  fill,
});

/** Collects slots, buffers and kernels; arena buffers never share bytes. */
export class ProgramBuilder {
  readonly inputs: SlotSpec[] = [];
  readonly outputs: SlotSpec[] = [];
  readonly buffers: BufferSpec[] = [];
  readonly kernels: Kernel[] = [];
  readonly faults: Fault[] = [];
  #commit: number | null = null;
  #arenaBytes = 0;

  input(dtype: DType, length: number): BufferId {
    this.inputs.push({ dtype, length, isUnchanging: false });
    return this.buffers.push({ dtype, length, place: { kind: "input", slot: this.inputs.length - 1 } }) - 1;
  }

  output(dtype: DType, length: number): BufferId {
    this.outputs.push({ dtype, length, isUnchanging: false });
    return this.buffers.push({ dtype, length, place: { kind: "output", slot: this.outputs.length - 1 } }) - 1;
  }

  arena(dtype: DType, length: number): BufferId {
    const byteOffset = this.#arenaBytes;
    this.#arenaBytes += Math.ceil((length * dtypes[dtype].bytes) / 8) * 8;
    return this.buffers.push({ dtype, length, place: { kind: "arena", byteOffset } }) - 1;
  }

  fault(op: string, limit: number, origin: Error | null = null): number {
    return this.faults.push({ op, limit, origin }) - 1;
  }

  load(buffer: BufferId, access: Access): Scalar {
    return { kind: "load", dtype: this.buffers[buffer]!.dtype, buffer, access };
  }

  /** A loop that stores one value per index. */
  loop(space: readonly number[], ...stores: Store[]): void {
    this.kernels.push({ kind: "loop", space, reduction: null, stores });
  }

  add(kernel: Kernel): void {
    this.kernels.push(kernel);
  }

  /** Kernels added from here on write inputs. */
  startCommit(): void {
    this.#commit = this.kernels.length;
  }

  build(): KernelProgram {
    const { inputs, outputs, buffers, kernels, faults } = this;
    const commit = this.#commit ?? kernels.length;
    return { inputs, outputs, buffers, kernels, faults, commit, bands: [], arenaBytes: this.#arenaBytes };
  }
}

/** Fresh arrays for slots; `fill` gives each element. */
export function allocate(
  slots: readonly SlotSpec[],
  fill: (slot: number, index: number) => number,
): TypedArray[] {
  return slots.map(({ dtype, length }, slot) => {
    const array = dtypes[dtype].allocate(length);
    for (let index = 0; index < length; index++) array[index] = fill(slot, index);
    return array;
  });
}
