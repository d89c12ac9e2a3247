/** The order of numbers in typed arrays, by their bits, digit by digit; knows no tensor. */

import type { TypedArray } from "./dtype.ts";

const digitBits = 11;
const digits = 1 << digitBits;
/** Rows up to this length are sorted by insertion: counting digits would take longer. */
const shortRow = 48;

/** Whole numbers whose order, taken as words from the last to the first, is that of an array's elements. */
type Keys = readonly Uint32Array[];

/**
 * Floats of IEEE 754 are ordered as whole numbers once the negative ones are complemented and the others have their sign bit
 * set. −0 is taken as 0 and every NaN as the largest number, so that both tie with their like.
 */
function floatKeys(values: Float32Array | Float64Array): Keys {
  const perValue = values.BYTES_PER_ELEMENT / 4;
  const bits = new Uint32Array(values.buffer, values.byteOffset, perValue * values.length);
  const keys = Array.from({ length: perValue }, () => new Uint32Array(values.length));
  const isLittle = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    const isNegative = value < 0;
    for (let word = 0; word < perValue; word++) {
      const isTop = word === perValue - 1;
      const own = value === 0 ? 0 : bits[perValue * at + (isLittle ? word : perValue - 1 - word)]!;
      if (Number.isNaN(value)) keys[word]![at] = 0xffffffff;
      else if (isNegative) keys[word]![at] = ~own;
      else keys[word]![at] = isTop ? own | 0x80000000 : own;
    }
  }
  return keys;
}

function keysOf(values: TypedArray): Keys {
  if (values instanceof Float32Array || values instanceof Float64Array) return floatKeys(values);
  return [Uint32Array.from(values, (value) => value ^ 0x80000000)];
}

/** Sorts the positions from `start` to `end` by insertion. */
function insertRow(order: Int32Array, keys: Keys, start: number, end: number): void {
  for (let at = start + 1; at < end; at++) {
    const position = order[at]!;
    let place = at;
    while (place > start && isBefore(keys, position, order[place - 1]!)) {
      order[place] = order[place - 1]!;
      place -= 1;
    }
    order[place] = position;
  }
}

function isBefore(keys: Keys, a: number, b: number): boolean {
  for (let word = keys.length - 1; word >= 0; word--) {
    const [left, right] = [keys[word]![a]!, keys[word]![b]!];
    if (left !== right) return left < right;
  }
  return false;
}

/** One pass: positions in the order of one digit of their keys, those of equal digits as they stood. */
function placeByDigit(
  from: Int32Array,
  to: Int32Array,
  key: Uint32Array,
  shift: number,
  ends: Int32Array,
): boolean {
  ends.fill(0);
  for (let at = 0; at < from.length; at++) ends[(key[from[at]!]! >>> shift) & (digits - 1)]! += 1;
  if (ends[(key[from[0]!]! >>> shift) & (digits - 1)] === from.length) return false;
  let start = 0;
  for (let digit = 0; digit < digits; digit++) {
    const count = ends[digit]!;
    ends[digit] = start;
    start += count;
  }
  for (let at = 0; at < from.length; at++) {
    const position = from[at]!;
    to[ends[(key[position]! >>> shift) & (digits - 1)]!++] = position;
  }
  return true;
}

/**
 * For each row of `size` values the positions, from 0, of its values in ascending or descending order; equal values as they
 * stood, NaN as the largest. Rows above a few dozen are sorted digit by digit (Knuth, TAOCP 5.2.5), in linear time.
 */
export function orderRows(values: TypedArray, order: Int32Array, size: number, descending: boolean): void {
  const keys = keysOf(values);
  if (descending) for (const key of keys) for (let at = 0; at < key.length; at++) key[at] = ~key[at]!;
  for (let at = 0; at < order.length; at++) order[at] = at;
  const ends = new Int32Array(digits);
  const spare = new Int32Array(size > shortRow ? size : 0);
  for (let start = 0; start + size <= order.length && size > 0; start += size) {
    if (size <= shortRow) {
      insertRow(order, keys, start, start + size);
      continue;
    }
    const row = order.subarray(start, start + size);
    let from: Int32Array = row;
    let to: Int32Array = spare;
    for (const key of keys) {
      for (let shift = 0; shift < 32; shift += digitBits) {
        if (placeByDigit(from, to, key, shift, ends)) [from, to] = [to, from];
      }
    }
    if (from !== row) row.set(from);
  }
  if (size > 0) for (let at = 0; at < order.length; at++) order[at] = order[at]! % size;
}
