/** What an entry of the adapter is, and entries that only pass their arguments on; knows no op. */

import type { BuildMethod, ElementType, Untyped } from "../tensor/untyped.ts";
import type { Attributes } from "./case.ts";

/** What an op may ask of the run besides its operands. */
export interface Context {
  readonly dtype: ElementType;
}

/** One op: its operands in order and its options give one result or several. */
export type Apply = (
  inputs: readonly Untyped[],
  attributes: Attributes,
  context: Context,
) => Untyped | readonly Untyped[];

export type Adapter = Readonly<Record<string, Apply>>;

/** A method of the first operand, given the others. */
export const method =
  (name: BuildMethod): Apply =>
  ([first, ...others]) =>
    first![name](...others);

/** A method of the first operand, given the others and then the named options, one by one. */
export const methodWith =
  (name: BuildMethod, ...options: readonly string[]): Apply =>
  ([first, ...others], attributes) =>
    first![name](...others, ...options.map((option) => attributes[option]));

/** The options a case has, under the library's names for them, so that its defaults are tried too. */
export const rename = (attributes: Attributes, names: Readonly<Record<string, string>>): Attributes =>
  Object.fromEntries(
    Object.entries(names).flatMap(([given, name]) =>
      given in attributes ? [[name, attributes[given]]] : [],
    ),
  );

/** Optional operands under their names, left out where a case has none. */
export const named = (tensors: Readonly<Record<string, Untyped | undefined>>): Attributes =>
  Object.fromEntries(Object.entries(tensors).filter(([, tensor]) => tensor !== undefined));
