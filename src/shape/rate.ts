/** What counts as a share of elements; knows no layer. */

import { ValueError } from "../base/errors.ts";

/**
 * The same share of elements to drop, if it is one.
 *
 * @throws ValueError unless it is a number from 0 to 1.
 */
export function dropoutRate(rate: unknown): number {
  if (typeof rate === "number" && rate >= 0 && rate <= 1) return rate;
  throw new ValueError(`dropout: the rate is ${String(rate)}, needs a number from 0 to 1`);
}
