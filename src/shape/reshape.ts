/** The same elements under another shape; knows nothing of where they lie. */

import { describeValue } from "../base/describe.ts";
import { ShapeError } from "../base/errors.ts";
import { axisWithin } from "./axis.ts";
import { formatCount, formatShape } from "./format.ts";
import { sizeOf, validateCount, validateSizes } from "./size.ts";

/** The target shape with its one −1, if any, replaced by the size that is left over. */
export function reshape(a: readonly number[], target: readonly number[]): number[] {
  if (!Array.isArray(target))
    throw new ShapeError(`reshape: a shape is an array of sizes, got ${describeValue(target)}`);
  validateSizes("reshape", target, -1);
  const known = target.filter((size) => size !== -1);
  validateCount("reshape", target, known);
  const open = target.length - known.length;
  if (open > 1) throw new ShapeError(`reshape: ${formatShape(target)} has more than one -1`);
  const size = sizeOf(a);
  const rest = sizeOf(known);
  const has = (): string => `reshape: ${formatShape(a)} has ${formatCount(size)}`;
  if (open === 0 || (rest === 0 && size !== 0)) {
    if (size !== rest) throw new ShapeError(`${has()}, ${formatShape(target)} has ${rest}`);
    return [...target];
  }
  if (rest === 0) throw new ShapeError(`${has()}, so -1 in ${formatShape(target)} could be any size`);
  if (size % rest !== 0) throw new ShapeError(`${has()}, ${formatShape(target)} needs a multiple of ${rest}`);
  return target.map((dim) => (dim === -1 ? size / rest : dim));
}

/** The axes from `startAxis` to `endAxis`, both included, merged into one; a scalar becomes `[1]`. */
export function flatten(a: readonly number[], startAxis = 0, endAxis = -1): number[] {
  const rank = Math.max(a.length, 1);
  const start = axisWithin("flatten", formatShape(a), rank, startAxis);
  const end = axisWithin("flatten", formatShape(a), rank, endAxis);
  if (start > end)
    throw new ShapeError(`flatten: start axis ${start} comes after end axis ${end} of ${formatShape(a)}`);
  return [...a.slice(0, start), sizeOf(a.slice(start, end + 1)), ...a.slice(end + 1)];
}
