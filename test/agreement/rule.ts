/** What a rule is to the agreement test: a type's name and a way to draw arguments; knows no rule. */

import type fc from "fast-check";

/** A rule at both times. */
export interface Rule {
  /** The name of the type. */
  readonly type: string;
  /** The arguments, in the order of both twins. */
  readonly draw: fc.Arbitrary<readonly unknown[]>;
}
