/** Triangles and diagonals of matrices; knows no elements. */

import type { Difference, IsWhole, Magnitude, Minimum, Negated } from "./arithmetic.ts";
import type { SumOfDims } from "./dim-arithmetic.ts";
import type { Dim, Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";

/** The same shape, if it has rows and columns, or a message. */
export type Triangle<Op extends string, A extends Shape> = number extends A["length"]
  ? A
  : A extends readonly [unknown, unknown, ...unknown[]]
    ? [...A]
    : `${Op}: needs rank 2 or more, got ${FormatShape<A>}`;

/** The message that a diagonal is not named by a whole number, or null. */
export type DiagonalFault<Op extends string, Diagonal extends number> = number extends Diagonal
  ? null
  : IsWhole<Diagonal> extends true
    ? null
    : `${Op}: the diagonal has to be a whole number, got the number ${Diagonal}`;

/** A vector's square matrix with the vector on a diagonal, or a matrix's diagonal, or a message. */
export type Diag<A extends Shape, Offset extends number = 0> = number extends A["length"]
  ? Shape
  : OffsetFault<Offset> extends infer Fault extends string
    ? Fault
    : A extends readonly [infer N extends Dim]
      ? (number extends Offset ? number : SumOfDims<N, Magnitude<Offset>>) extends infer Size extends Dim
        ? [Size, Size]
        : never
      : A extends readonly [infer Rows extends Dim, infer Columns extends Dim]
        ? [DiagonalLength<Rows, Columns, Offset>]
        : `diag: needs a vector or a matrix, got ${FormatShape<A>}`;

type OffsetFault<Offset extends number> = number extends Offset
  ? null
  : IsWhole<Offset> extends true
    ? null
    : `diag: offset ${Offset} is not a whole number`;

// min(rows, columns − offset), or min(rows + offset, columns) below the middle, and never less than 0.
type DiagonalLength<Rows extends Dim, Columns extends Dim, Offset extends number> = number extends Offset
  ? number
  : [Offset, Rows, Columns] extends readonly [0, Columns, Rows]
    ? Rows
    : Rows extends number
      ? Columns extends number
        ? number extends Rows | Columns
          ? number
          : Negated<Offset> extends infer Below extends number
            ? Minimum<OrZero<Difference<Rows, Below>>, Columns>
            : Minimum<Rows, OrZero<Difference<Columns, Offset>>>
        : number
      : number;

type OrZero<N> = N extends number ? N : 0;

/** A scalar, if there is a matrix to sum the diagonal of, or a message. */
export type Trace<A extends Shape> = number extends A["length"]
  ? []
  : A extends readonly [unknown, unknown]
    ? []
    : `trace: needs a matrix, got ${FormatShape<A>}`;
