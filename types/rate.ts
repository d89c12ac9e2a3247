/** What counts as a share of elements; knows no layer. */

type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

// From 0 to 1, as a number is written.
type Share = "0" | "1" | `0.${string}` | `${Digit}${string}e-${string}`;

/** A share of elements to drop, or a message; a number that is not known may be one. */
export type DropoutRate<Rate extends number> = `${Rate}` extends Share
  ? Rate
  : `${Rate}` extends `-${string}` | `${Digit}${string}`
    ? `dropout: the rate is ${Rate}, needs a number from 0 to 1`
    : Rate;
