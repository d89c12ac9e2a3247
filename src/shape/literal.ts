/** The shape of nested arrays; knows not what their numbers become. */

import { ShapeError, ValueError } from "../base/errors.ts";
import { formatShape } from "./format.ts";
import { sizeOf } from "./size.ts";

/** Numbers, truth values, or arrays of them, to any depth. */
export type NestedArray = number | boolean | readonly NestedArray[];

/**
 * The shape of a nested array.
 *
 * @throws ValueError when two entries of one array differ in shape, or an entry is no number, truth value or array.
 */
export function literal(data: NestedArray): number[] {
  return shapeAt(data, "");
}

// Recursion is as deep as the nesting the user typed.
function shapeAt(data: NestedArray, path: string): number[] {
  if (typeof data === "number" || typeof data === "boolean") return [];
  if (!Array.isArray(data))
    throw new ValueError(
      `tensor: element ${path === "" ? "[]" : path} is ${data === null ? "null" : typeof data}, expected a number or an array`,
    );
  const [first, ...others] = data as readonly NestedArray[];
  if (first === undefined) return [data.length];
  const shape = shapeAt(first, `${path}[0]`);
  for (const [index, other] of others.entries()) {
    const place = `${path}[${index + 1}]`;
    const given = shapeAt(other, place);
    if (given.length !== shape.length || given.some((size, axis) => size !== shape[axis]))
      throw new ValueError(
        `tensor: ragged data, ${path}[0] has shape ${formatShape(shape)} and ${place} has ${formatShape(given)}`,
      );
  }
  return [data.length, ...shape];
}

/**
 * The shape that data is put under, if it has as many elements.
 *
 * @throws ShapeError when it has more or fewer.
 */
export function layout(given: readonly number[], target: readonly number[]): readonly number[] {
  const [has, needs] = [sizeOf(given), sizeOf(target)];
  if (has === needs) return target;
  throw new ShapeError(`tensor: ${formatShape(target)} has ${needs} elements, the data has ${has}`);
}
