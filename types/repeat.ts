/** Shapes of tensors repeated, whole or element by element; knows no elements. */

import type { IsCount } from "./arithmetic.ts";
import type { NormalizeAxis } from "./axis.ts";
import type { ProductOfDims } from "./dim-arithmetic.ts";
import type { Dim, Shape } from "./dims.ts";
import type { ReplaceAxis } from "./gather.ts";
import type { Counted } from "./size.ts";

/** The shape repeated as often as the list says along each axis, the shorter list filled up with ones in front, or a message. */
export type Tile<A extends Shape, Repeats extends readonly number[]> = number extends
  | A["length"]
  | Repeats["length"]
  ? Shape
  : RepeatsFault<"tile", Repeats> extends infer Fault extends string
    ? Fault
    : Counted<"tile", TileAxes<A, Repeats>, A>;

type TileAxes<
  A extends Shape,
  Repeats extends readonly number[],
  Out extends Shape = [],
> = A extends readonly [...infer AT extends Shape, infer AH extends Dim]
  ? Repeats extends readonly [...infer RT extends readonly number[], infer RH extends number]
    ? TileAxes<AT, RT, [ProductOfDims<AH, RH>, ...Out]>
    : [...A, ...Out]
  : [...Repeats, ...Out];

// The message about the first number that counts nothing, or null.
type RepeatsFault<Op extends string, Counts extends readonly number[]> = Counts extends readonly [
  infer Head extends number,
  ...infer Tail extends readonly number[],
]
  ? IsCount<Head> extends false
    ? `${Op}: ${Head} is no number of repeats (needs a whole number from 0 on)`
    : RepeatsFault<Op, Tail>
  : null;

/** Every element `Count` times in a row along an axis, or a message. */
export type Repeat<A extends Shape, Count extends number, Axis extends number> = number extends A["length"]
  ? Shape
  : NormalizeAxis<"repeat", A, Axis> extends infer Along
    ? Along extends number
      ? RepeatsFault<"repeat", [Count]> extends infer Fault extends string
        ? Fault
        : number extends Along
          ? Shape
          : Counted<"repeat", ReplaceAxis<A, Along, [ProductOfDims<A[Along], Count>]>, A>
      : Along
    : never;
