/** Which numbers a setting can be; knows no layer, loss or optimizer. */

import type { IsTooLarge, ParseDigits } from "./digits.ts";

type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Negative = `-${string}`;
type Small = `${Digit}${string}e-${string}`;

/** By the words for a range, the numerals that are surely not in it, but for some that are. */
interface Ranges {
  "at least 0 and finite": { outside: Negative; inside: "" };
  "at least 0 and below 1": { outside: Negative | `${Digit}${string}`; inside: "0" | `0.${string}` | Small };
  "from 0 to 1": { outside: Negative | `${Digit}${string}`; inside: "0" | "1" | `0.${string}` | Small };
  "0 or more": { outside: Negative; inside: "" };
  "greater than 0": { outside: Negative | "0"; inside: "" };
  "a positive number": { outside: Negative | "0"; inside: "" };
  "another number than 0": { outside: "0"; inside: "" };
  "a whole number from 1 on": {
    outside: Negative | "0" | `${string}.${string}` | Small;
    inside: `${string}e+${string}`;
  };
  "a whole number from 0 to 2^53": {
    outside: Negative | `${string}.${string}` | `${string}e${string}`;
    inside: "";
  };
}

/** The words for a range. */
export type Range = keyof Ranges;

/** Whether a number that is known, or each of several that it can be, lies outside of a range. */
export type IsOutside<N extends number, R extends Range> = [NumeralIsOutside<`${N}`, R>] extends [true]
  ? true
  : false;

type NumeralIsOutside<Numeral extends string, R extends Range> = Numeral extends Ranges[R]["inside"]
  ? false
  : Numeral extends Ranges[R]["outside"]
    ? true
    : R extends "a whole number from 0 to 2^53"
      ? Numeral extends `${bigint}`
        ? IsTooLarge<ParseDigits<Numeral>>
        : false
      : false;

/** The same number, if a setting can be it, or a message; one that is not known may be. */
export type SettingWithin<Op extends string, Name extends string, N extends number, R extends Range> =
  IsOutside<N, R> extends true ? `${Op}: ${Name} is ${N}, and has to be ${R}` : N;
