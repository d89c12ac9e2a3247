/** Which numbers a setting can be; knows no layer, loss or optimizer. */

import { describeValue } from "../base/describe.ts";
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
  const given = typeof value === "number" ? value : describeValue(value);
  throw new ValueError(`${op}: ${name} is ${given}, and has to be ${range}`);
}

/**
 * The upper end of a range of numbers, if it lies above the lower one.
 *
 * @throws ValueError when it does not.
 */
export function uniformHigh(low: number, high: number): number {
  if (low < high) return high;
  throw new ValueError(`uniform: low is ${low} and high is ${high}, low has to be less`);
}

/**
 * The steps of a whole schedule, if they are more than those of its warm-up.
 *
 * @throws ValueError when they are not.
 */
export function warmupTotal(warmup: number, total: number): number {
  if (total > warmup) return total;
  throw new ValueError(`warmupCosine: total is ${total}, and has to be more than warmup, ${warmup}`);
}

/**
 * The momentum, if one can look ahead along it where one does.
 *
 * @throws ValueError when there is none, or a dampening.
 */
export function nesterovMomentum(nesterov: boolean, momentum: number, dampening: number): number {
  if (!nesterov || (momentum !== 0 && dampening === 0)) return momentum;
  throw new ValueError(
    `sgd: nesterov needs momentum and no dampening, got momentum ${momentum}, dampening ${dampening}`,
  );
}

/**
 * The same number, if an i32 can be it.
 *
 * @throws ValueError when it cannot.
 */
export function wholeNumber(op: string, value: number): number {
  if ((value | 0) === value) return value;
  throw new ValueError(`${op}: ${value} is no 32-bit whole number, and the dtype is i32 (use f32 or f64)`);
}
