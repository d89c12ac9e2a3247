/** The same axes in another order; knows nothing of strides. */

import type { ListAxes, NormalizeAxis } from "./axis.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";

// Two axes at a time.
type Reverse<S extends Shape, Out extends Shape = []> = S extends readonly [
  infer First extends Dim,
  infer Second extends Dim,
  ...infer Tail extends Shape,
]
  ? Reverse<Tail, [Second, First, ...Out]>
  : [...S, ...Out];

type PickAxes<
  S extends Shape,
  Axes extends readonly number[],
  Out extends Shape = [],
> = Axes extends readonly [infer Head extends number, ...infer Tail extends readonly number[]]
  ? PickAxes<S, Tail, [...Out, S[Head]]>
  : Out;

// The axes of each rank up to 8: as many numbers that name all of these name each once.
type AxesBelow = [
  never,
  0,
  0 | 1,
  0 | 1 | 2,
  0 | 1 | 2 | 3,
  0 | 1 | 2 | 3 | 4,
  0 | 1 | 2 | 3 | 4 | 5,
  0 | 1 | 2 | 3 | 4 | 5 | 6,
  0 | 1 | 2 | 3 | 4 | 5 | 6 | 7,
];

/** The shape with its axes permuted, reversed when no permutation is given, or a message. */
export type Transpose<
  A extends Shape,
  Permutation extends readonly number[] | null | undefined = undefined,
> = number extends A["length"]
  ? Shape
  : Permutation extends readonly number[]
    ? number extends Permutation["length"]
      ? Shape
      : [Permutation["length"]] extends [A["length"]]
        ? [AxesBelow[A["length"]], Permutation[number]] extends [Permutation[number], AxesBelow[A["length"]]]
          ? PickAxes<A, Permutation>
          : ListAxes<"transpose", A, Permutation> extends infer Axes
            ? Axes extends readonly number[]
              ? number extends Axes["length"]
                ? Shape
                : PickAxes<A, Axes>
              : Axes
            : never
        : `transpose: ${FormatShape<Permutation>} does not order the axes of ${FormatShape<A>} (rank ${Permutation["length"] &
            number} ≠ ${A["length"] & number})`
    : Reverse<A>;

/** The shape with two axes exchanged, or a message. */
export type SwapAxes<
  A extends Shape,
  First extends number,
  Second extends number,
> = number extends A["length"]
  ? Shape
  : NormalizeAxis<"swapAxes", A, First> extends infer I
    ? I extends number
      ? NormalizeAxis<"swapAxes", A, Second> extends infer J
        ? J extends number
          ? number extends I | J
            ? Shape
            : { -readonly [K in keyof A]: K extends `${I}` ? A[J] : K extends `${J}` ? A[I] : A[K] }
          : J
        : never
      : I
    : never;
