/** The shape of elements moved along axes; knows no elements. */

import type { IsWhole } from "./arithmetic.ts";
import type { NormalizeAxis } from "./axis.ts";
import type { Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";

/** The same shape, if there is one whole shift for each axis, or a message. */
export type Roll<
  A extends Shape,
  Shifts extends number | readonly number[],
  Axes extends number | readonly number[],
> = number extends A["length"] ? A : RollPairs<A, AsList<Shifts>, AsList<Axes>>;

type AsList<N extends number | readonly number[]> = N extends number
  ? readonly [N]
  : N extends readonly number[]
    ? N
    : never;

type RollPairs<
  A extends Shape,
  Shifts extends readonly number[],
  Axes extends readonly number[],
> = number extends Shifts["length"] | Axes["length"]
  ? [...A]
  : [Shifts["length"]] extends [Axes["length"]]
    ? PairFault<A, Shifts, Axes> extends infer Fault extends string
      ? Fault
      : [...A]
    : `roll: needs one shift for each axis, got shifts ${FormatShape<Shifts>} and axes ${FormatShape<Axes>}`;

type PairFault<
  A extends Shape,
  Shifts extends readonly number[],
  Axes extends readonly number[],
> = Shifts extends readonly [infer S extends number, ...infer ST extends readonly number[]]
  ? Axes extends readonly [infer X extends number, ...infer XT extends readonly number[]]
    ? (number extends S ? true : IsWhole<S>) extends true
      ? NormalizeAxis<"roll", A, X> extends infer Fault extends string
        ? Fault
        : PairFault<A, ST, XT>
      : `roll: shift ${S} is not a whole number`
    : null
  : null;
