/** Shapes of the largest or smallest elements along an axis; knows no order. */

import { ShapeError } from "../base/errors.ts";
import { normalizeAxis } from "./axis.ts";
import { formatShape } from "./format.ts";

/** The shape with `k` elements left along an axis. */
export function topK(a: readonly number[], k: number, axis = -1): number[] {
  const along = normalizeAxis("topK", a, axis);
  if (!Number.isInteger(k) || k < 0)
    throw new ShapeError(`topK: ${k} is no number of elements (needs a whole number from 0 on)`);
  if (k > a[along]!)
    throw new ShapeError(`topK: asks for ${k} of ${a[along]} elements at axis ${along} of ${formatShape(a)}`);
  return a.with(along, k);
}
