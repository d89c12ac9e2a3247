/** The refusal of settings out of range; knows no optimizer. */

import { ValueError } from "../base/errors.ts";

/** Throws unless a setting lies in its range: `adamW: beta1 is 1.5, and has to be at least 0 and below 1`. */
export function checkSetting(
  name: string,
  setting: string,
  value: number,
  low: number,
  below: number = Number.POSITIVE_INFINITY,
): void {
  if (value >= low && value < below) return;
  const range =
    below === Number.POSITIVE_INFINITY ? `at least ${low} and finite` : `at least ${low} and below ${below}`;
  throw new ValueError(`${name}: ${setting} is ${value}, and has to be ${range}`);
}
