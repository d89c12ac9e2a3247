/** Tensors cut apart, repeated and turned round, composed from rearrangements. */

import type { Node } from "../../graph/node.ts";
import {
  index as indexRule,
  normalizeIndex,
  normalizeRoll,
  padWithin,
  repeat as repeatRule,
  split as splitRule,
  tile as tileRule,
  unstack as unstackRule,
} from "../../shape/rearrange.ts";
import { concat } from "../indexing.ts";
import { reshape, slice } from "../movement.ts";
import { expand } from "../sum-expand.ts";

/** `size` elements from `start` on along one axis, `step` apart, and all of the others. */
export function sliceAlong(input: Node, axis: number, start: number, size: number, step = 1): Node {
  const only = (value: number, otherwise: (full: number) => number): number[] =>
    input.shape.map((full, position) => (position === axis ? value : otherwise(full)));
  return slice(input, {
    starts: only(start, () => 0),
    steps: only(step, () => 1),
    sizes: only(size, (full) => full),
  });
}

/** The elements in reverse order along the axes. */
export function flip(input: Node, axes: readonly number[]): Node {
  return slice(input, {
    starts: input.shape.map((size, axis) => (axes.includes(axis) ? Math.max(0, size - 1) : 0)),
    steps: input.shape.map((_, axis) => (axes.includes(axis) ? -1 : 1)),
    sizes: input.shape,
  });
}

/** The elements moved along axes by shifts; those pushed over the end come in at the start. */
export function roll(
  input: Node,
  shifts: number | readonly number[],
  axes: number | readonly number[],
): Node {
  return normalizeRoll(input.shape, shifts, axes).reduce((rolled, [shift, axis]) => {
    const size = rolled.shape[axis]!;
    const moved = size === 0 ? 0 : ((shift % size) + size) % size;
    if (moved === 0) return rolled;
    const back = sliceAlong(rolled, axis, size - moved, moved);
    return concat([back, sliceAlong(rolled, axis, 0, size - moved)], axis);
  }, input);
}

/** The whole input repeated `repeats[axis]` times along each axis, new leading axes included. */
export function tile(input: Node, repeats: readonly number[]): Node {
  const shape = tileRule(input.shape, repeats);
  const rank = shape.length;
  const sizes = shape.map((_, axis) => input.shape[axis - (rank - input.shape.length)] ?? 1);
  const counts = shape.map((_, axis) => repeats[axis - (rank - repeats.length)] ?? 1);
  const apart = reshape(
    input,
    sizes.flatMap((size) => [1, size]),
  );
  return reshape(
    expand(
      apart,
      sizes.flatMap((size, axis) => [counts[axis]!, size]),
    ),
    shape,
  );
}

/** Every element `count` times in a row along an axis. */
export function repeat(input: Node, count: number, axis: number): Node {
  const shape = repeatRule(input.shape, count, axis);
  const apart = reshape(input, input.shape.toSpliced(axis + 1, 0, 1));
  return reshape(expand(apart, input.shape.toSpliced(axis + 1, 0, count)), shape);
}

/** Consecutive parts along an axis. */
export function split(input: Node, sizes: readonly number[], axis: number): Node[] {
  splitRule(input.shape, sizes, axis);
  let start = 0;
  return sizes.map((size) => {
    const part = sliceAlong(input, axis, start, size);
    start += size;
    return part;
  });
}

/** All slices of size 1 along an axis, without that axis. */
export function unstack(input: Node, axis: number): Node[] {
  return unstackRule(input.shape, axis).map((shape, at) => reshape(sliceAlong(input, axis, at, 1), shape));
}

/** The elements at one index of some axes, which leave the shape. */
export function index(input: Node, entries: readonly (number | null)[]): Node {
  const chosen = normalizeIndex(input.shape, entries);
  const part = slice(input, {
    starts: chosen.map((entry) => entry ?? 0),
    steps: chosen.map(() => 1),
    sizes: chosen.map((entry, axis) => (entry === null ? input.shape[axis]! : 1)),
  });
  return reshape(part, indexRule(input.shape, entries));
}

/** Room around the input filled with its edge, or with its mirror image, none of the amounts negative. */
export function padFromWithin(
  input: Node,
  mode: "edge" | "reflect",
  pads: readonly (readonly [before: number, after: number])[],
): Node {
  padWithin(mode, input.shape, input.shape, pads);
  return pads.reduce((padded, [before, after], axis) => {
    const size = padded.shape[axis]!;
    const border = (amount: number, start: number, edge: number): Node => {
      if (mode === "reflect") return sliceAlong(padded, axis, start, amount, -1);
      return expand(sliceAlong(padded, axis, edge, 1), padded.shape.with(axis, amount));
    };
    const parts = [padded];
    if (before > 0) parts.unshift(border(before, before, 0));
    if (after > 0) parts.push(border(after, size - 2, size - 1));
    return concat(parts, axis);
  }, input);
}
