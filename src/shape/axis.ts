/** Which axes an argument names; knows what an axis is and nothing of what is done along it. */

import { describeValue } from "../base/describe.ts";
import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";

/** The axis of a tensor of this rank, or of this shape, that a possibly negative number names. */
export function normalizeAxis(op: string, of: number | readonly number[], axis: number): number {
  const rank = typeof of === "number" ? of : of.length;
  return axisWithin(op, typeof of === "number" ? `rank ${of}` : formatShape(of), rank, axis);
}

/** The place, among one more axis than the shape has, that a possibly negative number names. */
export function normalizeNewAxis(op: string, shape: readonly number[], axis: number): number {
  return axisWithin(op, formatShape(shape), shape.length + 1, axis);
}

/** The axis, among as many as `rank`, that a possibly negative number names; `subject` is what has them. */
export function axisWithin(op: string, subject: string, rank: number, axis: number): number {
  if (!Number.isInteger(axis)) {
    const given = typeof axis === "number" ? axis : describeValue(axis);
    throw new ShapeError(`${op}: axis ${given} is not a whole number`);
  }
  if (axis >= rank || axis < -rank) {
    const range = rank === 0 ? "a scalar has no axes" : `axes are ${-rank} to ${rank - 1}`;
    throw new ShapeError(`${op}: axis ${axis} is out of range for ${subject} (${range})`);
  }
  return axis < 0 ? axis + rank : axis + 0;
}

/** The axes a list names, in the list's own order, each once. */
export function listAxes(op: string, shape: readonly number[], axes: readonly number[]): number[] {
  const listed: number[] = [];
  for (const axis of axes) {
    const normal = normalizeAxis(op, shape, axis);
    if (listed.includes(normal))
      throw new ShapeError(`${op}: axis ${normal} is named twice in ${formatShape(axes)}`);
    listed.push(normal);
  }
  return listed;
}

/** The axes an argument names, ascending: one, a list, or all of them when there is no argument. */
export function normalizeAxes(
  op: string,
  shape: readonly number[],
  axes: number | readonly number[] | null | undefined,
): number[] {
  if (axes === null || axes === undefined) return shape.map((_, axis) => axis);
  if (typeof axes === "number") return [normalizeAxis(op, shape, axes)];
  if (!Array.isArray(axes))
    throw new ShapeError(
      `${op}: axes are a whole number or a list of them, got ${describeValue(axes)} (options come second)`,
    );
  return listAxes(op, shape, axes).sort((left, right) => left - right);
}

/** The shape of an operation that works along one axis and keeps every size, such as softmax. */
export function alongAxis(op: string, shape: readonly number[], axis: number): number[] {
  normalizeAxis(op, shape, axis);
  return [...shape];
}

/** The shape of an operation that works along some axes, or all of them, and keeps every size, such as a flip. */
export function alongAxes(
  op: string,
  shape: readonly number[],
  axes: number | readonly number[] | null | undefined,
): number[] {
  normalizeAxes(op, shape, axes);
  return [...shape];
}
