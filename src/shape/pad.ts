/** Room before and after each axis; knows not what fills it. */

import { describeValue } from "../base/describe.ts";
import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";
import { countedShape } from "./size.ts";

/** The shape with `[before, after]` added to each axis; a negative amount crops. */
export function pad(
  a: readonly number[],
  pads: readonly (readonly [before: number, after: number])[],
): number[] {
  if (!Array.isArray(pads))
    throw new ShapeError(`pad: needs a list of pairs, such as [[1, 1]], got ${describeValue(pads)}`);
  if (pads.length !== a.length)
    throw new ShapeError(
      `pad: ${formatShape(a)} has rank ${a.length}, the number of pairs is ${pads.length}`,
    );
  const result = a.map((size, axis) => {
    const pair: unknown = pads[axis];
    if (!Array.isArray(pair))
      throw new ShapeError(
        `pad: the pair at axis ${axis} of ${formatShape(a)} is ${describeValue(pair)}, needs a list such as [1, 1]`,
      );
    const [before, after] = pair as [number, number];
    for (const amount of [before, after])
      if (!Number.isInteger(amount))
        throw new ShapeError(`pad: ${amount} at axis ${axis} of ${formatShape(a)} is not a whole number`);
    const padded = before + size + after;
    if (padded < 0)
      throw new ShapeError(
        `pad: [${before}, ${after}] leaves size ${padded} at axis ${axis} of ${formatShape(a)}`,
      );
    return padded;
  });
  return countedShape("pad", result);
}
