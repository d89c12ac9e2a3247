/** Names for sizes, and `"..."` for axes in front, bound once over all arguments of a call; knows no function. */

import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";

/** A shape with names for sizes; a first entry `"..."` stands for any number of axes. */
type Pattern = readonly (number | string)[];

/** What each name stands for: a size, and for `"..."` the sizes of all the axes it covers. */
export type Bound = ReadonlyMap<string, number | readonly number[]>;

const spell = (value: number | readonly number[]): string =>
  typeof value === "number" ? String(value) : formatShape(value);

/**
 * What each name stands for, the same in every argument.
 *
 * @throws ShapeError when an argument has another rank or another literal size than declared, or when a name
 * would stand for two sizes.
 */
export function unify(declared: readonly Pattern[], actual: readonly (readonly number[])[]): Bound {
  if (declared.length !== actual.length)
    throw new ShapeError(`expected ${declared.length} tensors, got ${actual.length}`);
  const bound = new Map<string, { value: number | readonly number[]; argument: number }>();
  const bind = (name: string, value: number | readonly number[], argument: number): void => {
    const earlier = bound.get(name);
    if (earlier === undefined) bound.set(name, { value, argument });
    else if (spell(earlier.value) !== spell(value))
      throw new ShapeError(
        `"${name}" is ${spell(earlier.value)} in argument ${earlier.argument} but ${spell(value)} in argument ${argument}`,
      );
  };
  for (const [index, shape] of declared.entries()) {
    const given = actual[index] ?? [];
    const argument = index + 1;
    const fault = (reason: string) =>
      new ShapeError(
        `argument ${argument} is ${formatShape(given)}, expected ${formatShape(shape)} (${reason})`,
      );
    const isOpen = shape[0] === "...";
    const dims = isOpen ? shape.slice(1) : shape;
    const leading = given.length - dims.length;
    if (isOpen) {
      if (leading < 0) throw fault(`rank ${given.length} < ${dims.length}`);
      bind("...", given.slice(0, leading), argument);
    } else if (leading !== 0) throw fault(`rank ${given.length} ≠ ${dims.length}`);
    for (const [at, dim] of dims.entries()) {
      const axis = leading + at;
      const size = given[axis] ?? 1;
      if (typeof dim === "string") bind(dim, size, argument);
      else if (dim !== size) throw fault(`${size} ≠ ${dim} at axis ${axis}`);
    }
  }
  return new Map([...bound].map(([name, { value }]) => [name, value]));
}

/** The shape with every bound name replaced by what it stands for. */
export function substitute(shape: Pattern, bound: Bound): number[] {
  return shape.flatMap((dim) => (typeof dim === "number" ? [dim] : bound.get(dim)!));
}
