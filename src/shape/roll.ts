/** The shape of elements moved along axes; knows no elements. */

import { normalizeRoll } from "./rearrange.ts";

/** The same shape, if there is one whole shift for each axis. */
export function roll(
  a: readonly number[],
  shifts: number | readonly number[],
  axes: number | readonly number[],
): number[] {
  normalizeRoll(a, shifts, axes);
  return [...a];
}
