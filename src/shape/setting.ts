/** Which numbers a setting can be; knows no layer, loss or optimizer. */

import { ValueError } from "../base/errors.ts";

/** By the words for a range, which numbers lie in it. */
const ranges = {
  "at least 0 and finite": (value: number) => value >= 0 && value < Number.POSITIVE_INFINITY,
  "at least 0 and below 1": (value: number) => value >= 0 && value < 1,
  "from 0 to 1": (value: number) => value >= 0 && value <= 1,
  "0 or more": (value: number) => value >= 0,
  "greater than 0": (value: number) => value > 0,
  "a positive number": (value: number) => value > 0 && value < Number.POSITIVE_INFINITY,
  "another number than 0": (value: number) => value !== 0,
  "a whole number from 1 on": (value: number) => Number.isInteger(value) && value >= 1,
  "a whole number from 0 to 2^53": (value: number) => Number.isSafeInteger(value) && value >= 0,
} as const;

/** The words for a range. */
export type Range = keyof typeof ranges;

/**
 * The same number, if a setting can be it.
 *
 * @throws ValueError when it is out of the range.
 */
export function settingWithin(op: string, name: string, value: number, range: Range): number {
  if (typeof value === "number" && ranges[range](value)) return value;
  throw new ValueError(`${op}: ${name} is ${String(value)}, and has to be ${range}`);
}
