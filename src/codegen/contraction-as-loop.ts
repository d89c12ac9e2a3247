/** A matrix product as any other loop, for sizes and types that tiles do not suit; knows no target language. */

import type { Access } from "../graph/access.ts";
import type { ContractionKernel, ContractionOperand, LoopKernel } from "../kernel/kernel.ts";
import type { Scalar } from "../kernel/scalar.ts";

/** The same operand as a read over `[...batch, m, n, k]`, its missing axis standing still. */
export function spreadOperand(
  operand: ContractionOperand,
  kernel: ContractionKernel,
  isLeft: boolean,
): Access {
  const { strides, offset } = operand.access;
  const batch = strides.slice(0, -2);
  const [first, second] = strides.slice(-2) as [number, number];
  const spread = isLeft ? [...batch, first, 0, second] : [...batch, 0, second, first];
  return { shape: [...kernel.space, kernel.depth], strides: spread, offset, ranges: null };
}

/** The product as an ordinary loop that sums `left · right` over the last axis. */
export function contractionAsLoop(kernel: ContractionKernel): LoopKernel {
  const { dtype, space, depth, stores } = kernel;
  const load = (operand: ContractionOperand, isLeft: boolean): Scalar => ({
    kind: "load",
    dtype,
    buffer: operand.buffer,
    access: spreadOperand(operand, kernel, isLeft),
  });
  const value: Scalar = {
    kind: "apply",
    dtype,
    op: "mul",
    operands: [load(kernel.left, true), load(kernel.right, false)],
  };
  return { kind: "loop", space, reduction: { op: "sum", dtype, space: [depth], value }, stores };
}
