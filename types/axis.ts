/** Which axes an argument names; knows what an axis is and nothing of what is done along it. */

import type { IsWhole } from "./arithmetic.ts";
import type { Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";

/** One axis, a list of axes, or nothing for all of them; `[]` names none. */
export type AxesArgument = number | readonly number[] | null | undefined;

// The axis that −1, −2, … names, by rank up to 8.
interface FromEnd {
  [axis: string]: readonly unknown[];
  "-1": [null, 0, 1, 2, 3, 4, 5, 6, 7];
  "-2": [null, null, 0, 1, 2, 3, 4, 5, 6];
  "-3": [null, null, null, 0, 1, 2, 3, 4, 5];
  "-4": [null, null, null, null, 0, 1, 2, 3, 4];
}

// The same for any other: the length of what is left when as many are taken off the end.
type TakenOff<
  Of extends readonly unknown[],
  Axis extends string,
  Taken extends 0[] = [0],
> = Of extends readonly [...infer Front, unknown]
  ? Axis extends `-${Taken["length"] & number}`
    ? Front["length"]
    : TakenOff<Front, Axis, [...Taken, 0]>
  : null;

/** The axis among those of `Of` that a possibly negative number names, or a message about `Subject`. */
export type AxisWithin<
  Op extends string,
  Subject extends Shape,
  Of extends readonly unknown[],
  Axis extends number,
> = number extends Axis
  ? number
  : `${Axis}` extends keyof Of
    ? Axis
    : FromEnd[`${Axis}`][Of["length"]] extends infer Normal extends number
      ? Normal
      : TakenOff<Of, `${Axis}`> extends infer Normal extends number
        ? Normal
        : IsWhole<Axis> extends false
          ? `${Op}: axis ${Axis} is not a whole number`
          : `${Op}: axis ${Axis} is out of range for ${FormatShape<Subject>} (${AxisRange<Of>})`;

/** The message of an axis that a tensor of as many axes as `Of` does not have. */
export type AxisFault<Op extends string, Of extends readonly unknown[], Axis extends number> =
  IsWhole<Axis> extends false
    ? `${Op}: axis ${Axis} is not a whole number`
    : `${Op}: axis ${Axis} is out of range for rank ${Of["length"] & number} (${AxisRange<Of>})`;

type AxisRange<Of extends readonly unknown[]> = Of extends readonly [...infer Front, unknown]
  ? `axes are -${Of["length"] & number} to ${Front["length"] & number}`
  : "a scalar has no axes";

/** The axis of a shape of known rank that a possibly negative number names, or a message. */
export type NormalizeAxis<Op extends string, S extends Shape, Axis extends number> = AxisWithin<
  Op,
  S,
  S,
  Axis
>;

/** The place, among one more axis than the shape has, that a possibly negative number names, or a message. */
export type NormalizeNewAxis<Op extends string, S extends Shape, Axis extends number> = AxisWithin<
  Op,
  S,
  [...S, 1],
  Axis
>;

/** The axes a list names, in the list's own order, each once, or a message. */
export type ListAxes<
  Op extends string,
  S extends Shape,
  Axes extends readonly number[],
  Rest extends readonly number[] = Axes,
  Out extends readonly number[] = [],
> = Rest extends readonly [infer Head extends number, ...infer Tail extends readonly number[]]
  ? NormalizeAxis<Op, S, Head> extends infer Normal
    ? Normal extends number
      ? number extends Normal
        ? readonly number[]
        : Normal extends Out[number]
          ? `${Op}: axis ${Normal} is named twice in ${FormatShape<Axes>}`
          : ListAxes<Op, S, Axes, Tail, [...Out, Normal]>
      : Normal
    : never
  : Rest extends readonly []
    ? Out
    : readonly number[];

/** The axes of an argument as a list, or a message; of all of them nothing needs to be known but their number. */
export type NamedAxes<Op extends string, S extends Shape, Axes extends AxesArgument> = Axes extends
  | null
  | undefined
  ? AllAxes<S>
  : Axes extends number
    ? ListAxes<Op, S, [Axes]>
    : Axes extends readonly number[]
      ? ListAxes<Op, S, Axes>
      : readonly number[];

type AllAxes<S extends readonly unknown[], Out extends readonly number[] = []> = S extends readonly [
  unknown,
  ...infer Tail,
]
  ? AllAxes<Tail, [...Out, Out["length"] & number]>
  : Out;

/** The shape of an operation that works along one axis and keeps every size, such as softmax. */
export type AlongAxis<Op extends string, S extends Shape, Axis extends number> = number extends S["length"]
  ? S
  : NormalizeAxis<Op, S, Axis> extends infer Fault extends string
    ? Fault
    : [...S];

/** The shape of an operation that works along some axes, or all of them, and keeps every size, such as a flip. */
export type AlongAxes<
  Op extends string,
  S extends Shape,
  Axes extends AxesArgument,
> = number extends S["length"]
  ? S
  : NamedAxes<Op, S, Axes> extends infer Fault extends string
    ? Fault
    : [...S];
