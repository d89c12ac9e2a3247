/** Numbers that every process makes alike, and the fingerprint by which results are compared; knows no library. */

import type { InputSpec } from "./task.ts";

/** Murmur3's finaliser: 32 well mixed bits of a number (Appleby 2008). */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The elements of one input; inputs at different places differ. */
export function makeInput({ shape, scale, oneHot }: InputSpec, place: number): Float32Array {
  const length = shape.reduce((product, size) => product * size, 1);
  const draw = (index: number): number => mix(Math.imul(index + 1, 0x9e3779b1) + place) / 2 ** 32;
  if (oneHot !== true) return Float32Array.from({ length }, (_, index) => (2 * draw(index) - 1) * scale);
  const classes = shape.at(-1)!;
  const result = new Float32Array(length);
  for (let row = 0; row < length / classes; row++)
    result[row * classes + Math.floor(draw(row) * classes)] = 1;
  return result;
}

const samples = 64;

/** The mean, the mean size, and elements spread over an array: differences of layout and of value both show. */
export function takeFingerprint(values: Float32Array): number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
  const count = Math.min(samples, values.length);
  const spread = Array.from(
    { length: count },
    (_, index) => values[Math.floor((index * values.length) / count)]!,
  );
  return [total / values.length, size / values.length, ...spread];
}

/** How far two fingerprints lie apart, relative to the largest number in them; NaN counts as infinitely far. */
export function compareFingerprints(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const largest = Math.max(1e-30, ...a.map(Math.abs));
  const apart = a.map((value, index) => Math.abs(value - b[index]!));
  return apart.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...apart) / largest;
}

/** The same elements with the axes in another order. */
export function permuteElements(
  values: Float32Array,
  shape: readonly number[],
  order: readonly number[],
): Float32Array {
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const result = new Float32Array(values.length);
  const place = order.map(() => 0);
  for (let index = 0; index < result.length; index++) {
    result[index] = values[place.reduce((sum, at, axis) => sum + at * steps[order[axis]!]!, 0)]!;
    for (let axis = order.length - 1; axis >= 0; axis--) {
      place[axis]!++;
      if (place[axis]! < shape[order[axis]!]!) break;
      place[axis] = 0;
    }
  }
  return result;
}
