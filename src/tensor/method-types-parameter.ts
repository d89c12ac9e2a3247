/** The types of what parameters are given: new contents that fit the old ones; knows no parameter. */

import type { SameShape, Shape } from "../../types/index.ts";
import type { FormatDType } from "./method-types-dtype.ts";
import type { Fits, TensorLike } from "./tensor-kinds.ts";

/** New contents, if they fit the old ones, or the message. */
export type Contents<Op extends string, Target, Value extends TensorLike> = Target extends {
  readonly shape: infer S;
  readonly dtype: infer D;
}
  ? [S, Value["shape"]] extends readonly [Value["shape"], S]
    ? Fits<ContentsFault<Op, D, Value["dtype"]>, Value>
    : S extends Shape
      ? SameShape<Op, S, Value["shape"]> extends infer Fault extends string
        ? Fault
        : Fits<ContentsFault<Op, D, Value["dtype"]>, Value>
      : Value
  : Value;

type ContentsFault<Op extends string, Old, New> = [Extract<New, Old>] extends [never]
  ? `${Op}: dtypes differ, ${FormatDType<Old>} and ${FormatDType<New>} (cast the value with .cast("${FormatDType<Old>}"))`
  : null;

/** The pairs, if each value fits its parameter; one that does not is the message. */
export type FitAssignments<Pairs extends readonly TensorPair[]> = [Pairs] extends [EachFits<Pairs>]
  ? Pairs
  : EachFits<Pairs>;

/** Two tensors: a parameter, and the contents it is to have. */
export type TensorPair = readonly [target: TensorLike, value: TensorLike];

type EachFits<Pairs extends readonly TensorPair[]> = {
  [K in keyof Pairs]: readonly [
    target: Pairs[K][0] extends { zeroGradient(): void }
      ? Pairs[K][0]
      : "assignAll: needs parameters (make one with parameter(…))",
    value: Contents<"assignAll", Pairs[K][0], Pairs[K][1]>,
  ];
};
