/** Matrix products of vectors, matrices and stacks of matrices; knows no arithmetic. */

import type { Stretch } from "./broadcast.ts";
import type { Dim, IsSameDim, Shape } from "./dims.ts";
import type { FormatDim, FormatShape } from "./format.ts";
import type { Counted } from "./size.ts";

/**
 * `[…, m, k] × […, k, n] → […, m, n]`, leading axes broadcast, or a message; a vector on the left is a row, on
 * the right a column, and its axis is left out of the result.
 */
export type Matmul<A extends Shape, B extends Shape> = A extends [infer M extends Dim, infer K]
  ? B extends [K, infer N extends Dim]
    ? Counted<"matmul", [M, N], A>
    : MatmulOfRanks<A, B>
  : MatmulOfRanks<A, B>;

type MatmulOfRanks<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? Shape
  : A extends readonly [...infer AB extends Shape, infer M extends Dim, infer K extends Dim]
    ? MatmulRight<A, B, AB, K, [M]>
    : A extends readonly [infer K extends Dim]
      ? MatmulRight<A, B, [], K, []>
      : ScalarFault<A, B>;

type MatmulRight<
  A extends Shape,
  B extends Shape,
  Batch extends Shape,
  Inner extends Dim,
  Rows extends Shape,
> = B extends readonly [...infer BB extends Shape, infer K extends Dim, infer N extends Dim]
  ? Contract<A, B, Inner, K, Batch, BB, [...Rows, N]>
  : B extends readonly [infer K extends Dim]
    ? Contract<A, B, Inner, K, Batch, [], Rows>
    : ScalarFault<A, B>;

type Contract<
  A extends Shape,
  B extends Shape,
  Left extends Dim,
  Right extends Dim,
  BatchA extends Shape,
  BatchB extends Shape,
  Out extends Shape,
> =
  IsSameDim<Left, Right> extends true
    ? BatchB extends readonly []
      ? Counted<"matmul", [...BatchA, ...Out], A>
      : Stretch<[...BatchA], [...BatchB], [1, 1]> extends infer Batch
        ? Batch extends string
          ? `matmul: batch dimensions do not broadcast, ${Operands<A, B>} (${Batch})`
          : Batch extends readonly [...infer Front]
            ? Counted<"matmul", [...Front, ...Out], A>
            : never
        : never
    : `matmul: inner dimensions differ, ${Operands<A, B>} (${FormatDim<Left>} ≠ ${FormatDim<Right>})`;

type Operands<A extends Shape, B extends Shape> = `${FormatShape<A>} × ${FormatShape<B>}`;

type ScalarFault<
  A extends Shape,
  B extends Shape,
> = `matmul: a scalar has no axis to contract, ${Operands<A, B>} (use mul)`;
