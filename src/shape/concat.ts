/** Tensors put next to each other, along an axis they have or along a new one; knows no elements. */

import { ShapeError } from "../base/errors.ts";
import { normalizeAxis, normalizeNewAxis } from "./axis.ts";
import { formatShape } from "./format.ts";
import { countedShape } from "./size.ts";

/** The shapes joined along an axis all of them have; off that axis they must be equal. */
export function concat(shapes: readonly (readonly number[])[], axis = 0): number[] {
  const first = firstOf("concat", shapes);
  if (first.length === 0) throw new ShapeError("concat: a scalar has no axis to join along (use stack)");
  const along = normalizeAxis("concat", first, axis);
  const result = [...first];
  for (const shape of shapes.slice(1)) {
    const fault = clash(first, shape, along);
    if (fault !== undefined)
      throw new ShapeError(
        fault === rankFault
          ? `concat: ranks differ, ${formatShape(first)} and ${formatShape(shape)}`
          : `concat: sizes differ off axis ${along}, ${formatShape(first)} and ${formatShape(shape)} (${fault})`,
      );
    result[along] = (result[along] ?? 0) + (shape[along] ?? 0);
  }
  return countedShape("concat", result);
}

/** Equal shapes put side by side along a new axis. */
export function stack(shapes: readonly (readonly number[])[], axis = 0): number[] {
  const first = firstOf("stack", shapes);
  const along = normalizeNewAxis("stack", first, axis);
  for (const shape of shapes.slice(1)) {
    const fault = clash(first, shape);
    if (fault !== undefined)
      throw new ShapeError(
        `stack: shapes differ, ${formatShape(first)} and ${formatShape(shape)} (${fault})`,
      );
  }
  return countedShape("stack", first.toSpliced(along, 0, shapes.length));
}

const rankFault = "ranks differ";

function firstOf(op: string, shapes: readonly (readonly number[])[]): readonly number[] {
  const [first] = shapes;
  if (first === undefined) throw new ShapeError(`${op}: needs at least one tensor, got none`);
  return first;
}

function clash(a: readonly number[], b: readonly number[], except = -1): string | undefined {
  if (a.length !== b.length) return rankFault;
  const axis = a.findIndex((size, index) => index !== except && size !== b[index]);
  return axis < 0 ? undefined : `${a[axis]} ≠ ${b[axis]} at axis ${axis}`;
}
