/** Reading values back: nested arrays, single numbers, flat copies and a short text; builds no graph. */

import type { TypedArray } from "../base/dtype.ts";
import { ShapeError } from "../base/errors.ts";
import { formatShape, sizeOf } from "../shape/index.ts";
import type { TensorHandle } from "./handle.ts";

type Nested = number | Nested[];

/** Elements as arrays of arrays, built from the innermost axis outwards. */
export function toArray(tensor: TensorHandle): Nested {
  const { shape } = tensor;
  let level: Nested[] = Array.from(tensor.read("toArray"));
  if (shape.length === 0) return level[0]!;
  for (let axis = shape.length - 1; axis > 0; axis--) {
    const size = shape[axis]!;
    const count = sizeOf(shape.slice(0, axis));
    level = Array.from({ length: count }, (_, row) => level.slice(row * size, (row + 1) * size));
  }
  return level;
}

/** The only element. */
export function item(tensor: TensorHandle): number {
  if (tensor.size !== 1) {
    throw new ShapeError(`item: needs one element, ${formatShape(tensor.shape)} has ${tensor.size}`);
  }
  return tensor.read("item")[0]!;
}

/** A copy of the elements in row-major order. */
export function data(tensor: TensorHandle): TypedArray {
  return tensor.read("data").slice();
}

const shown = 8;

/** What the tensor is, and its first elements if it has been computed. */
export function toText(tensor: TensorHandle): string {
  const head = `Tensor ${formatShape(tensor.shape)} ${tensor.dtype}`;
  const elements = tensor.finished();
  if (elements === null) return `${head} (${tensor.isOver ? "written over" : "not computed yet"})`;
  const some = Array.from(elements.subarray(0, shown), (value) => String(Number(value.toPrecision(6))));
  return `${head} {${some.join(", ")}${elements.length > shown ? ", …" : ""}}`;
}
