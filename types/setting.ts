/** Which numbers a setting can be; knows no layer, loss or optimizer. */

import type { IsWhole } from "./arithmetic.ts";
import type { IsTooLarge, ParseDigits } from "./digits.ts";
import type { IsLess } from "./order.ts";
import type { UpToThree } from "./size.ts";

type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Negative = `-${string}`;
type Small = `${Digit}${string}e-${string}`;
type Beyond = Negative | `${Digit}${string}` | "Infinity";

/** By the words for a range, the numerals that are surely not in it, but for some that are. */
interface Ranges {
  "at least 0 and finite": { outside: Negative | "Infinity"; inside: "" };
  "at least 0 and below 1": { outside: Beyond; inside: "0" | `0.${string}` | Small };
  "from 0 to 1": { outside: Beyond; inside: "0" | "1" | `0.${string}` | Small };
  "0 or more": { outside: Negative; inside: "" };
  "greater than 0": { outside: Negative | "0"; inside: "" };
  "a positive number": { outside: Negative | "0" | "Infinity"; inside: "" };
  "another number than 0": { outside: "0"; inside: "" };
  "a whole number from 1 on": {
    outside: Negative | "0" | `${string}.${string}` | Small | "Infinity";
    inside: `${string}e+${string}`;
  };
  "a whole number from 0 to 2^53": {
    outside: Negative | `${string}.${string}` | `${string}e${string}` | "Infinity";
    inside: UpToThree;
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
export type SettingWithin<
  Op extends string,
  Name extends string,
  N extends number,
  R extends Range,
> = number extends N ? N : IsOutside<N, R> extends true ? `${Op}: ${Name} is ${N}, and has to be ${R}` : N;

/** The upper end of a range of numbers, if it lies above the lower one, or a message. */
export type UniformHigh<Low extends number, High extends number> = [IsLess<Low, High>] extends [false]
  ? `uniform: low is ${Low} and high is ${High}, low has to be less`
  : High;

/** The steps of a whole schedule, if they are more than those of its warm-up, or a message. */
export type WarmupTotal<Warmup extends number, Total extends number> = [IsLess<Warmup, Total>] extends [false]
  ? `warmupCosine: total is ${Total}, and has to be more than warmup, ${Warmup}`
  : Total;

/** The momentum, if one can look ahead along it where one does, or a message. */
export type NesterovMomentum<
  Nesterov extends boolean,
  Momentum extends number,
  Dampening extends number,
> = Nesterov extends true
  ? [Momentum, Dampening] extends [0, unknown] | [unknown, Held<Dampening>]
    ? `sgd: nesterov needs momentum and no dampening, got momentum ${Momentum}, dampening ${Dampening}`
    : Momentum
  : Momentum;

// A dampening that is known not to be 0.
type Held<Dampening extends number> = 0 extends Dampening
  ? never
  : number extends Dampening
    ? never
    : Dampening;

/** The same number, if an i32 can be it, or a message; one that is not known may be. */
export type WholeNumber<Op extends string, N extends number> = [Is32Bit<N>] extends [false]
  ? `${Op}: ${N} is no 32-bit whole number, and the dtype is i32 (use f32 or f64)`
  : N;

type Is32Bit<N extends number> = number extends N
  ? boolean
  : N extends unknown
    ? IsWhole<N> extends true
      ? IsTenLong<`${N}`> extends true
        ? [IsLess<N, -2147483648>, IsLess<2147483647, N>] extends [false, false]
          ? true
          : false
        : true
      : false
    : never;

// A numeral of fewer places is always within the range, and most are.
type IsTenLong<Numeral extends string> =
  Numeral extends `${infer _1}${infer _2}${infer _3}${infer _4}${infer _5}${infer _6}${infer _7}${infer _8}${infer _9}${infer _}`
    ? _ extends ""
      ? false
      : true
    : Numeral extends `${string}e${string}`
      ? true
      : false;
