/** Arithmetic on dims: exact for sizes, and on names where the result is a name; knows no shape. */

import type { Product, Sum } from "./arithmetic.ts";
import type { Dim } from "./dims.ts";

/** The sum of two dims: exact for sizes, unknown for names. */
export type SumOfDims<A extends Dim, B extends Dim> = number extends A | B
  ? SumWithName<A, B>
  : A extends number
    ? B extends number
      ? Sum<A, B>
      : SumWithName<A, B>
    : SumWithName<A, B>;

type SumWithName<A extends Dim, B extends Dim> = [A] extends readonly [0]
  ? B
  : [B] extends readonly [0]
    ? A
    : number;

/** The product of two dims: exact for sizes, a name for once that name, otherwise unknown. */
export type ProductOfDims<A extends Dim, B extends Dim> = [B] extends readonly [1]
  ? A
  : [A] extends readonly [1]
    ? B
    : 0 extends A | B
      ? ZeroOr<A, B>
      : A extends number
        ? B extends number
          ? number extends A | B
            ? number
            : Product<A, B>
          : number
        : number;

// A size of 0 makes the product 0; a size that is only perhaps 0 says nothing.
type ZeroOr<A extends Dim, B extends Dim> = [A] extends readonly [0]
  ? 0
  : [B] extends readonly [0]
    ? 0
    : number;
