/** Which queries, keys, values and mask fit each other; knows no softmax. */

import { ShapeError } from "../base/errors.ts";
import { stretch } from "./broadcast.ts";
import { formatShape, formatShapes } from "./format.ts";

/**
 * `[…, t, d]` queries, `[…, s, d]` keys and `[…, s, e]` values give `[…, t, e]`, leading axes broadcast; a mask
 * stretches to `[…, t, s]`.
 */
export function attention(
  q: readonly number[],
  k: readonly number[],
  v: readonly number[],
  mask?: readonly number[] | undefined,
): number[] {
  if (Math.min(q.length, k.length, v.length) < 2)
    throw new ShapeError(
      `attention: needs queries, keys and values of rank 2 or more, got ${formatShapes([q, k, v])}`,
    );
  const [queries, features] = q.slice(-2) as [number, number];
  const [keys, keyFeatures] = k.slice(-2) as [number, number];
  const [values, result] = v.slice(-2) as [number, number];
  if (features !== keyFeatures)
    throw new ShapeError(
      `attention: queries and keys differ in features, ${formatShapes([q, k])} (${features} ≠ ${keyFeatures})`,
    );
  if (keys !== values)
    throw new ShapeError(
      `attention: keys and values differ in number, ${formatShapes([k, v])} (${keys} ≠ ${values})`,
    );
  let batch: number[] = [];
  for (const shape of [q, k, v]) {
    const next = stretch(batch, shape.slice(0, -2), 2);
    if (typeof next === "string")
      throw new ShapeError(
        `attention: batch dimensions do not broadcast, ${formatShapes([q, k, v])} (${next})`,
      );
    batch = next;
  }
  if (mask !== undefined) requireMask(mask, [...batch, queries, keys]);
  return [...batch, queries, result];
}

function requireMask(mask: readonly number[], weights: readonly number[]): void {
  const common = stretch(weights, mask);
  const fits =
    typeof common !== "string" &&
    common.length === weights.length &&
    common.every((size, axis) => size === weights[axis]);
  if (!fits)
    throw new ShapeError(
      `attention: mask ${formatShape(mask)} does not broadcast to the weights ${formatShape(weights)}`,
    );
}
