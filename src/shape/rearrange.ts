/** Shapes of tensors cut apart, repeated and turned round; knows no elements. */

import { describeValue } from "../base/describe.ts";
import { ShapeError } from "../base/errors.ts";
import { normalizeAxis } from "./axis.ts";
import { formatShape } from "./format.ts";
import { countedShape } from "./size.ts";

/** Refuses what is no number of repeats. */
function validateRepeats(op: string, counts: readonly number[]): void {
  for (const count of counts)
    if (!Number.isInteger(count) || count < 0)
      throw new ShapeError(`${op}: ${count} is no number of repeats (needs a whole number from 0 on)`);
}

/** The shape repeated `repeats[axis]` times along each axis; the shorter list is filled up with ones in front. */
export function tile(a: readonly number[], repeats: readonly number[]): number[] {
  validateRepeats("tile", repeats);
  const rank = Math.max(a.length, repeats.length);
  const result: number[] = [];
  for (let back = rank; back >= 1; back -= 1)
    result.push((a[a.length - back] ?? 1) * (repeats[repeats.length - back] ?? 1));
  return countedShape("tile", result);
}

/** Every element `count` times in a row along an axis. */
export function repeat(a: readonly number[], count: number, axis: number): number[] {
  const along = normalizeAxis("repeat", a, axis);
  validateRepeats("repeat", [count]);
  return countedShape("repeat", a.with(along, a[along]! * count));
}

/** The same shape, if it has rows and columns. */
export function triangle(op: string, a: readonly number[]): number[] {
  if (a.length < 2) throw new ShapeError(`${op}: needs rank 2 or more, got ${formatShape(a)}`);
  return [...a];
}

/** A vector's square matrix with the vector on a diagonal, or a matrix's diagonal. */
export function diag(a: readonly number[], offset = 0): number[] {
  if (!Number.isInteger(offset)) throw new ShapeError(`diag: offset ${offset} is not a whole number`);
  const [rows, columns] = a;
  if (rows === undefined || a.length > 2)
    throw new ShapeError(`diag: needs a vector or a matrix, got ${formatShape(a)}`);
  if (columns === undefined) return [rows + Math.abs(offset), rows + Math.abs(offset)];
  const length = offset < 0 ? Math.min(rows + offset, columns) : Math.min(rows, columns - offset);
  return [Math.max(0, length)];
}

/** A scalar, if there is a matrix to sum the diagonal of. */
export function trace(a: readonly number[]): number[] {
  if (a.length !== 2) throw new ShapeError(`trace: needs a matrix, got ${formatShape(a)}`);
  return [];
}

/** The shapes of consecutive parts along an axis. */
export function split(a: readonly number[], sizes: readonly number[], axis = 0): number[][] {
  const along = normalizeAxis("split", a, axis);
  for (const size of sizes)
    if (!Number.isInteger(size) || size < 0)
      throw new ShapeError(`split: ${size} is no size (needs a whole number from 0 on)`);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total !== a[along])
    throw new ShapeError(
      `split: sizes ${formatShape(sizes)} add up to ${total}, but axis ${along} of ${formatShape(a)} has ${a[along]}`,
    );
  return sizes.map((size) => a.with(along, size));
}

/** Parts beyond this number are more than a list of tensors is for. */
const mostParts = 2 ** 20;

/** That many parts, the shape of each made by its position, or one clear line. */
function listParts(op: string, count: number, shapeAt: (at: number) => number[]): number[][] {
  if (count > mostParts)
    throw new ShapeError(
      `${op}: ${count} parts are too many for a list (at most ${mostParts}; slice what is needed)`,
    );
  return Array.from({ length: count }, (_, at) => shapeAt(at));
}

/** The shapes of so many parts of one size along an axis; the last may be smaller, and there may be fewer. */
export function chunk(a: readonly number[], count: number, axis = 0): number[][] {
  const along = normalizeAxis("chunk", a, axis);
  if (!Number.isInteger(count) || count < 1)
    throw new ShapeError(`chunk: ${count} is no number of parts (needs a whole number from 1 on)`);
  const size = a[along]!;
  const each = Math.ceil(size / count);
  const parts = size === 0 ? count : Math.ceil(size / each);
  return listParts("chunk", parts, (at) => a.with(along, Math.min(each, size - at * each)));
}

/** The shapes of all slices of size 1 along an axis, without that axis. */
export function unstack(a: readonly number[], axis = 0): number[][] {
  const along = normalizeAxis("unstack", a, axis);
  return listParts("unstack", a[along]!, () => a.toSpliced(along, 1));
}

/** For every axis the index that is taken, or null for all of them; negative ones count from the end. */
export function normalizeIndex(a: readonly number[], entries: readonly (number | null)[]): (number | null)[] {
  if (entries.length > a.length)
    throw new ShapeError(
      `index: ${formatShape(a)} has rank ${a.length}, the number of indices is ${entries.length}`,
    );
  return a.map((size, axis) => {
    const entry = entries[axis] ?? null;
    if (entry === null) return null;
    if (!Number.isInteger(entry))
      throw new ShapeError(`index: ${entry} at axis ${axis} is not a whole number`);
    if (entry >= size || entry < -size)
      throw new ShapeError(`index: ${entry} is out of range for axis ${axis} of ${formatShape(a)}`);
    return entry < 0 ? entry + size : entry + 0;
  });
}

/** The shape without the indexed axes. */
export function index(a: readonly number[], entries: readonly (number | null)[]): number[] {
  const chosen = normalizeIndex(a, entries);
  return a.filter((_, axis) => chosen[axis] === null);
}

/** Shifts paired with axes, the axes normalised; one number stands for a list of one. */
export function normalizeRoll(
  a: readonly number[],
  shifts: number | readonly number[],
  axes: number | readonly number[],
): (readonly [shift: number, axis: number])[] {
  const amounts = typeof shifts === "number" ? [shifts] : shifts;
  const along = typeof axes === "number" ? [axes] : axes;
  for (const [what, list] of [
    ["shifts", amounts],
    ["axes", along],
  ] as const)
    if (!Array.isArray(list))
      throw new ShapeError(`roll: ${what} are a whole number or a list of them, got ${describeValue(list)}`);
  if (amounts.length !== along.length)
    throw new ShapeError(
      `roll: needs one shift for each axis, got shifts ${formatShape(amounts)} and axes ${formatShape(along)}`,
    );
  return amounts.map((shift, position) => {
    if (!Number.isInteger(shift)) throw new ShapeError(`roll: shift ${shift} is not a whole number`);
    return [shift, normalizeAxis("roll", a, along[position]!)];
  });
}

/** Rows of a table in the place of their ids: `[n, …rest]` by ids of any shape gives `[…ids, …rest]`. */
export function embedding(table: readonly number[], ids: readonly number[]): number[] {
  if (table.length === 0) throw new ShapeError("embedding: needs a table of rows, got []");
  return countedShape("embedding", [...ids, ...table.slice(1)]);
}

/** A scalar, if there are two vectors of one length. */
export function dot(a: readonly number[], b: readonly number[]): number[] {
  requireVectors("dot", a, b);
  if (a[0] !== b[0])
    throw new ShapeError(`dot: lengths differ, ${formatShape(a)} and ${formatShape(b)} (${a[0]} ≠ ${b[0]})`);
  return [];
}

/** Every product of two vectors' elements: `[n]` and `[m]` give `[n, m]`. */
export function outer(a: readonly number[], b: readonly number[]): number[] {
  requireVectors("outer", a, b);
  return countedShape("outer", [a[0]!, b[0]!]);
}

function requireVectors(op: string, a: readonly number[], b: readonly number[]): void {
  if (a.length !== 1 || b.length !== 1)
    throw new ShapeError(`${op}: needs two vectors, got ${formatShape(a)} and ${formatShape(b)}`);
}

/** The shape padded with what is inside it: by its edge, or mirrored without repeating the edge. */
export function padWithin(
  mode: "edge" | "reflect",
  a: readonly number[],
  padded: readonly number[],
  pads: readonly (readonly [before: number, after: number])[],
): number[] {
  a.forEach((size, axis) => {
    const amount = Math.max(...pads[axis]!);
    if (amount <= 0) return;
    if (size === 0)
      throw new ShapeError(`pad: axis ${axis} of ${formatShape(a)} is empty and has no ${mode}`);
    if (mode === "reflect" && amount >= size)
      throw new ShapeError(
        `pad: ${amount} elements to reflect at axis ${axis} of ${formatShape(a)}, which has ${size - 1} beside its edge`,
      );
  });
  return [...padded];
}
