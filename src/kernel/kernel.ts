/** The value between the two halves of the compiler: what is to be computed, loop by loop; knows no backend. */

import type { DType } from "../base/dtype.ts";
import type { Access } from "../graph/access.ts";
import type { HostCall } from "../ops/host.ts";
import type { ReductionName } from "../ops/reduction.ts";
import type { BufferId, FaultId, Scalar } from "./scalar.ts";

/** One value written per index of a space, at `access` of `buffer`. */
export interface Store {
  readonly buffer: BufferId;
  readonly access: Access;
  readonly value: Scalar;
}

/** A fold of one value over the axes of its `space`. */
export interface Reduction {
  readonly op: ReductionName;
  readonly dtype: DType;
  readonly space: readonly number[];
  readonly value: Scalar;
}

/**
 * A loop over `space`. With a reduction, `reduction.value` ranges over `[...space, ...reduction.space]` and is folded over
 * the trailing axes; stores range over `space` alone and read the fold as `reduced`.
 * All loads of an index happen before its stores, so a store may overwrite what the same index reads.
 */
export interface LoopKernel {
  readonly kind: "loop";
  readonly space: readonly number[];
  readonly reduction: Reduction | null;
  readonly stores: readonly Store[];
}

export type ReducingKernel = LoopKernel & { readonly reduction: Reduction };

/** Part of an axis: `size` steps of `stride` elements. */
export interface Factor {
  readonly size: number;
  readonly stride: number;
}

/** One operand of a contraction: a buffer read with any strides, so that transposes and broadcasts cost no copy. */
export interface ContractionOperand {
  readonly buffer: BufferId;
  /** Over `[...batch, m, k]` on the left, `[...batch, k, n]` on the right; its ranges are `null`. */
  readonly access: Access;
  /**
   * Where m or n (`lines`) or k (`steps`) moves as several axes do, outermost first, and not by one stride: what `access`
   * says of these two counts for nothing then. Only for programs built with `absorbs`.
   */
  readonly factors?: { readonly lines: readonly Factor[]; readonly steps: readonly Factor[] };
}

/** A batched matrix product over `space` = `[...batch, m, n]`; stores read the product as `reduced`. */
export interface ContractionKernel {
  readonly kind: "contraction";
  readonly dtype: DType;
  readonly space: readonly number[];
  /** The length of the summed axis. */
  readonly depth: number;
  readonly left: ContractionOperand;
  readonly right: ContractionOperand;
  readonly stores: readonly Store[];
}

/** For each index of `space`: adds `value` to `buffer` at `access` plus `stride·position`, position within `[0, limit)`. */
export interface ScatterKernel {
  readonly kind: "scatter";
  readonly space: readonly number[];
  readonly dtype: DType;
  readonly buffer: BufferId;
  readonly access: Access;
  readonly position: Scalar;
  readonly stride: number;
  readonly limit: number;
  readonly fault: FaultId;
  readonly value: Scalar;
}

/** A function that is called between kernels: it reads the first elements of whole buffers and fills one. */
export interface HostKernel {
  readonly kind: "host";
  /** The shape of the result, which fills `buffer`. */
  readonly space: readonly number[];
  readonly buffer: BufferId;
  /** A buffer for each of the call's inputs, which it holds from its start on in row-major order. */
  readonly reads: readonly BufferId[];
  readonly call: HostCall;
}

export type Kernel = LoopKernel | ContractionKernel | ScatterKernel | HostKernel;

/**
 * Where a buffer lives: the caller's input number `slot`, the caller's result number `slot`,
 * or, between them, bytes of the program's own arena.
 */
export type Place =
  | { readonly kind: "input"; readonly slot: number }
  | { readonly kind: "output"; readonly slot: number }
  | { readonly kind: "arena"; readonly byteOffset: number };

export interface BufferSpec {
  readonly dtype: DType;
  readonly length: number;
  readonly place: Place;
}

/** What a caller must bring for one slot. */
export interface SlotSpec {
  readonly dtype: DType;
  readonly length: number;
  /** Whether the arrays given here never change: a copy of the latest one holds as long as it is given again. */
  readonly isUnchanging: boolean;
}

/**
 * Kernels from `first` to before `end` that may be walked together: each in as many rows, which are blocks of its outermost
 * axes, and a row of one kernel needs of the others what they did in the same row.
 */
export interface Band {
  readonly first: number;
  readonly end: number;
  readonly rows: number;
  /** Rows at a time, so that what is handed on stays in the first-level cache. */
  readonly step: number;
}

/** A message about refused data, and the user's call it belongs to. */
export interface Fault {
  readonly op: string;
  readonly limit: number;
  readonly origin: Error | null;
}

/**
 * A whole program: kernels in order over numbered buffers. Kernels from `commit` on write inputs (updated state)
 * and never fault, so a program that stops early has changed nothing its caller can see.
 */
export interface KernelProgram {
  readonly inputs: readonly SlotSpec[];
  readonly outputs: readonly SlotSpec[];
  readonly buffers: readonly BufferSpec[];
  readonly kernels: readonly Kernel[];
  readonly commit: number;
  readonly bands: readonly Band[];
  readonly arenaBytes: number;
  readonly faults: readonly Fault[];
}
