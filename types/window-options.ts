/** The settings of sliding windows, read from the options a call was given; knows no shape. */

import type { IsCount } from "./arithmetic.ts";
import type { FormatShape } from "./format.ts";

/** One number for all sliding axes, or one for each. */
export type PerAxis = number | readonly number[];

/** Room around the input: the same on both sides, each side by itself, as much as keeps the size, or none. */
export type Padding = number | readonly number[] | readonly (readonly [number, number])[] | "same" | "valid";

/** The settings of a convolution. */
export interface ConvOptions {
  readonly stride?: PerAxis;
  readonly padding?: Padding;
  readonly dilation?: PerAxis;
  readonly groups?: number;
}

/** The settings of a transposed convolution. */
export interface ConvTransposeOptions {
  readonly stride?: PerAxis;
  readonly padding?: PerAxis;
  readonly outputPadding?: PerAxis;
  readonly dilation?: PerAxis;
  readonly groups?: number;
}

/** The settings of a pool. */
export interface PoolOptions {
  readonly kernel: PerAxis;
  readonly stride?: PerAxis;
  readonly padding?: PerAxis;
  readonly dilation?: PerAxis;
  readonly ceilMode?: boolean;
}

/** What options hold under a key: the default when it is left out, and `Unknown` when it may be. */
export type Setting<O, Key extends string, Default, Unknown = number> = Key extends keyof O
  ? undefined extends O[Key]
    ? Unknown
    : O[Key]
  : Default;

/** One number for each of `Rank` axes, or a message. */
export type Spread<
  Op extends string,
  Name extends string,
  Given,
  Rank extends 1 | 2,
  Least extends 0 | 1,
> = Given extends 1
  ? Rank extends 1
    ? [1]
    : [1, 1]
  : Given extends readonly number[]
    ? number extends Given["length"]
      ? Rank extends 1
        ? [number]
        : [number, number]
      : [Given["length"]] extends [Rank]
        ? SpreadFault<Op, Name, Given, Least> extends infer Fault extends string
          ? Fault
          : Given
        : `${Op}: ${Name} needs one number or ${Rank}, got ${FormatShape<Given>}`
    : Given extends number
      ? SpreadFault<Op, Name, [Given], Least> extends infer Fault extends string
        ? Fault
        : Rank extends 1
          ? [Given]
          : [Given, Given]
      : never;

/** The message about the first number below the least, or null. */
type SpreadFault<
  Op extends string,
  Name extends string,
  List extends readonly number[],
  Least extends 0 | 1,
> = List extends readonly [infer Head extends number, ...infer Tail extends readonly number[]]
  ? IsAllowed<Head, Least> extends true
    ? SpreadFault<Op, Name, Tail, Least>
    : `${Op}: ${Name} ${Head} is not allowed (needs a whole number from ${Least} on)`
  : null;

/** Whether a number is whole and not below the least. */
export type IsAllowed<N extends number, Least extends 0 | 1> = [N, Least] extends [0, 1] ? false : IsCount<N>;
