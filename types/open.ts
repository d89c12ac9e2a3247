/** Sizes that are type parameters of the user's own function, of which nothing can be computed; knows no operation. */

import type { Dim } from "./dims.ts";

/**
 * Whether a type parameter of the user's stands among the sizes: of two conditions that both wait for it the compiler
 * knows that they have one answer, and otherwise the first holds and the second does not. Type parameters of the rules' own
 * are told apart by `True`, which is none before the shape is known.
 */
export type IsOpen<Sizes, True> = [[Sizes] extends [Dim] ? true : false] extends readonly [
  [Sizes | null] extends [Dim] ? True : false,
]
  ? true
  : false;

/** True, once what it is asked of is known to be a list. */
export type TrueOf<S> = S extends readonly unknown[] ? true : never;

/** The message that a result would depend on what a type parameter is. */
export type OpenFault<Op extends string> =
  `${Op}: the result depends on a size that is a type parameter (write a name such as "batch" in its place)`;
