/** The expression one element of a kernel computes, as a shared graph of small values; knows no tensor and no backend. */

import type { DType } from "../base/dtype.ts";
import type { Access, Range } from "../graph/access.ts";
import type { ElementwiseName } from "../ops/elementwise.ts";

/** A buffer's number within its program. */
export type BufferId = number;

/**
 * What one element is computed from. Expressions are compared by identity: a value used twice is one object,
 * and a generator computes it once.
 */
export type Scalar =
  | { readonly kind: "constant"; readonly dtype: DType; readonly value: number }
  /** The element of a buffer that `access` names; its ranges are always `null`. */
  | { readonly kind: "load"; readonly dtype: DType; readonly buffer: BufferId; readonly access: Access }
  /** The number `offset + Σ strides·i` itself. */
  | { readonly kind: "index"; readonly dtype: DType; readonly access: Access }
  /** `inner` where the index lies inside `ranges`, `fill` elsewhere; `inner` is not evaluated elsewhere. */
  | {
      readonly kind: "guard";
      readonly dtype: DType;
      readonly ranges: readonly Range[];
      readonly inner: Scalar;
      readonly fill: number;
    }
  /** The element at `access` plus `stride·position`; a position outside `[0, limit)` stops the program with `fault`. */
  | {
      readonly kind: "gather";
      readonly dtype: DType;
      readonly buffer: BufferId;
      readonly access: Access;
      readonly position: Scalar;
      readonly stride: number;
      readonly limit: number;
      readonly fault: FaultId;
    }
  | {
      readonly kind: "apply";
      readonly dtype: DType;
      readonly op: ElementwiseName;
      readonly operands: readonly Scalar[];
    }
  /** The finished reduction or contraction of the kernel, read by its stores. */
  | { readonly kind: "reduced"; readonly dtype: DType };

/** A fault's number within its program: which node's data was refused. */
export type FaultId = number;

/** The expressions directly below one expression. */
export function operandsOf(scalar: Scalar): readonly Scalar[] {
  switch (scalar.kind) {
    case "guard":
      return [scalar.inner];
    case "gather":
      return [scalar.position];
    case "apply":
      return scalar.operands;
    default:
      return noOperands;
  }
}

const noOperands: readonly Scalar[] = [];

/** Every expression below `roots`, operands before users, each once; no recursion. `below` may leave operands out. */
export function sortScalars(
  roots: readonly Scalar[],
  below: (scalar: Scalar) => readonly Scalar[] = operandsOf,
): Scalar[] {
  const sorted: Scalar[] = [];
  const visited = new Set<Scalar>();
  const path: Scalar[] = [];
  const operands: (readonly Scalar[])[] = [];
  const nexts: number[] = [];
  for (const root of roots) {
    let entered: Scalar | undefined = root;
    do {
      if (entered !== undefined && !visited.has(entered)) {
        visited.add(entered);
        const own = below(entered);
        if (own.length === 0) sorted.push(entered);
        else {
          path.push(entered);
          operands.push(own);
          nexts.push(0);
        }
      }
      const top = path.length - 1;
      if (top < 0) break;
      entered = operands[top]![nexts[top]!++];
      if (entered !== undefined) continue;
      sorted.push(path.pop()!);
      operands.pop();
      nexts.pop();
    } while (path.length > 0);
  }
  return sorted;
}
