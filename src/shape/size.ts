/** What counts as a size and how many elements a shape has; knows no operation. */

import { describeValue } from "../base/describe.ts";
import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";

/** The largest number of elements whose every index is an exact double: 2^53 − 1. */
const largest = Number.MAX_SAFE_INTEGER;

/** The number of elements of a valid shape; a scalar has one. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const dim of shape) size *= dim;
  return size;
}

/** Refuses the first of the sizes that no tensor can have; `allowed` is let through unseen. */
export function validateSizes(op: string, shape: readonly number[], allowed?: number): void {
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis]!;
    if (allowed !== undefined && size === allowed) continue;
    if (typeof size === "string")
      throw new ShapeError(
        `${op}: size ${JSON.stringify(size)} at axis ${axis} is a name, and a program that runs needs a number (take it from .shape, or use -1)`,
      );
    if (typeof size !== "number")
      throw new ShapeError(`${op}: size ${describeValue(size)} at axis ${axis} is not a whole number`);
    const fault =
      size < 0
        ? "is negative"
        : size > largest
          ? `is larger than ${largest}`
          : Number.isInteger(size)
            ? undefined
            : "is not a whole number";
    if (fault !== undefined)
      throw new ShapeError(`${op}: size ${size} at axis ${axis} of ${formatShape(shape)} ${fault}`);
  }
}

/** Refuses more elements than can be counted exactly; with a 0 among its sizes a shape has none. */
export function validateCount(op: string, shape: readonly number[], counted = shape): void {
  if (sizeOf(counted) > largest && !counted.includes(0))
    throw new ShapeError(`${op}: ${formatShape(shape)} has more than ${largest} elements`);
}

/** The shape an operation gives, if its sizes and the number of its elements are exact. */
export function countedShape(op: string, shape: number[]): number[] {
  const axis = shape.findIndex((size) => size > largest);
  if (axis >= 0) throw new ShapeError(`${op}: axis ${axis} of the result is larger than ${largest}`);
  validateCount(op, shape);
  return shape;
}

/**
 * The same shape, if a tensor can have it.
 *
 * @throws ShapeError when a size is negative, no whole number, or when the elements are too many to count exactly.
 */
export function validateShape(op: string, shape: readonly number[]): number[] {
  if (!Array.isArray(shape))
    throw new ShapeError(`${op}: a shape is an array of sizes, got ${describeValue(shape)}`);
  validateSizes(op, shape);
  validateCount(op, shape);
  return [...shape];
}
