/** Names for sizes, bound once over all arguments of a call; knows no function. */

import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";

/**
 * The size each name stands for.
 *
 * @throws ShapeError when an argument has another rank or another literal size than declared, or when a name
 * would stand for two sizes.
 */
export function unify(
  declared: readonly (readonly (number | string)[])[],
  actual: readonly (readonly number[])[],
): Map<string, number> {
  if (declared.length !== actual.length)
    throw new ShapeError(`expected ${declared.length} tensors, got ${actual.length}`);
  const bound = new Map<string, { size: number; argument: number }>();
  for (const [index, shape] of declared.entries()) {
    const given = actual[index] ?? [];
    const argument = index + 1;
    const fault = (reason: string) =>
      new ShapeError(
        `argument ${argument} is ${formatShape(given)}, expected ${formatShape(shape)} (${reason})`,
      );
    if (shape.length !== given.length) throw fault(`rank ${given.length} ≠ ${shape.length}`);
    for (const [axis, dim] of shape.entries()) {
      const size = given[axis] ?? 1;
      if (typeof dim === "number") {
        if (dim !== size) throw fault(`${size} ≠ ${dim} at axis ${axis}`);
        continue;
      }
      const earlier = bound.get(dim);
      if (earlier === undefined) bound.set(dim, { size, argument });
      else if (earlier.size !== size)
        throw new ShapeError(
          `"${dim}" is ${earlier.size} in argument ${earlier.argument} but ${size} in argument ${argument}`,
        );
    }
  }
  return new Map([...bound].map(([name, { size }]) => [name, size]));
}
