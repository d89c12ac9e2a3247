/** What the columns of long addition and multiplication look up, as lengths of tuples; knows no number of more than one digit. */

/** A decimal digit. */
export type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

// Every table has an index signature beside its entries: a digit without a constraint can look up then, and templates of
// twelve digits with one are "too complex" for the compiler.

/** A digit as a tuple of that length: lengths of joined tuples are sums. */
export interface Units {
  [digit: string]: 0[];
  "0": [];
  "1": [0];
  "2": [0, 0];
  "3": [0, 0, 0];
  "4": [0, 0, 0, 0];
  "5": [0, 0, 0, 0, 0];
  "6": [0, 0, 0, 0, 0, 0];
  "7": [0, 0, 0, 0, 0, 0, 0];
  "8": [0, 0, 0, 0, 0, 0, 0, 0];
  "9": [0, 0, 0, 0, 0, 0, 0, 0, 0];
}

/** Nine less a digit, as a tuple of that length. */
export interface Complements {
  [digit: string]: 0[];
  "0": Units["9"];
  "1": Units["8"];
  "2": Units["7"];
  "3": Units["6"];
  "4": Units["5"];
  "5": Units["4"];
  "6": Units["3"];
  "7": Units["2"];
  "8": Units["1"];
  "9": Units["0"];
}

/** A tuple as often as a digit says. */
interface Times<U extends 0[]> {
  [digit: string]: 0[];
  "0": [];
  "1": U;
  "2": [...U, ...U];
  "3": [...U, ...U, ...U];
  "4": [...U, ...U, ...U, ...U];
  "5": [...U, ...U, ...U, ...U, ...U];
  "6": [...U, ...U, ...U, ...U, ...U, ...U];
  "7": [...U, ...U, ...U, ...U, ...U, ...U, ...U];
  "8": [...U, ...U, ...U, ...U, ...U, ...U, ...U, ...U];
  "9": [...U, ...U, ...U, ...U, ...U, ...U, ...U, ...U, ...U];
}

/** The product of two digits as a tuple of that length. */
export interface Products {
  [digit: string]: Times<0[]>;
  "0": Times<[]>;
  "1": Times<Units["1"]>;
  "2": Times<Units["2"]>;
  "3": Times<Units["3"]>;
  "4": Times<Units["4"]>;
  "5": Times<Units["5"]>;
  "6": Times<Units["6"]>;
  "7": Times<Units["7"]>;
  "8": Times<Units["8"]>;
  "9": Times<Units["9"]>;
}

type Ten = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
type Seventy = [...Ten, ...Ten, ...Ten, ...Ten, ...Ten, ...Ten, ...Ten];

/** The last digit of every number below 280. */
export type Ones = [...Seventy, ...Seventy, ...Seventy, ...Seventy];

/** How many tens are in every number below 280, as a tuple of that length. */
export type Tens = RepeatTen;

type RepeatTen<Out extends 0[][] = [], U extends 0[] = []> = Out["length"] extends 280
  ? Out
  : RepeatTen<[...Out, U, U, U, U, U, U, U, U, U, U], [...U, 0]>;
