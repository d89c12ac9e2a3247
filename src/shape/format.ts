/** How a shape reads in a message; knows no rule. */

/** A shape as it is written in every message: `[2, 3]`, and `[]` for a scalar. */
export function formatShape(shape: readonly (number | string)[]): string {
  return `[${shape.join(", ")}]`;
}

/** Several shapes in one phrase: `[2], [3] and [4]`. */
export function formatShapes(shapes: readonly (readonly number[])[]): string {
  const texts = shapes.map(formatShape);
  const last = texts.pop() ?? "";
  return texts.length === 0 ? last : `${texts.join(", ")} and ${last}`;
}

/** A number of elements in words: `1 element`, `6 elements`. */
export function formatCount(count: number): string {
  return count === 1 ? "1 element" : `${count} elements`;
}
