/** How far results may lie apart; knows no program. */

import type { Elements } from "../tensor/untyped.ts";

/** A tensor's shape and elements, copied out. */
export interface Read {
  readonly shape: readonly number[];
  readonly data: Elements;
}

export const largest = ({ data }: Read): number =>
  Array.from(data).reduce((most, value) => Math.max(most, Math.abs(value)), 1);

/** The largest difference between two results; infinite where shapes or NaNs differ. */
export function distance(a: Read, b: Read): number {
  if (a.shape.join() !== b.shape.join()) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let at = 0; at < a.data.length; at++) {
    const [left, right] = [a.data[at]!, b.data[at]!];
    if (left === right || (Number.isNaN(left) && Number.isNaN(right))) continue;
    const apart = Math.abs(left - right);
    most = Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(most, apart);
  }
  return most;
}
