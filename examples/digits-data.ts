/** Reads the handwritten digits and cuts them into a training and a test set; knows no network. */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { ExampleError } from "./run-main.ts";

/** Pixels of one image, 8 rows of 8. */
export const pixels = 64;
export const classes = 10;

const darkest = 16;

/** `count` images row after row, each pixel from 0 to 1, and the digit each one shows. */
export interface Digits {
  readonly count: number;
  readonly images: Float32Array;
  readonly labels: Int32Array;
}

/** Reads a gzip-compressed CSV file: 64 grey values from 0 to 16 and the digit on every line. */
export function readDigits(path: string): Digits {
  const lines = readText(path).split("\n");
  if (lines.at(-1) === "") lines.pop();
  if (lines.length === 0) throw new ExampleError(`digits: ${path} holds no image`);
  const images = new Float32Array(lines.length * pixels);
  const labels = new Int32Array(lines.length);
  lines.forEach((line, row) => {
    const fields = line.split(",");
    const place = `${path}, line ${row + 1}`;
    if (fields.length !== pixels + 1) {
      throw new ExampleError(`digits: ${place}: ${pixels + 1} numbers expected, found ${fields.length}`);
    }
    for (let column = 0; column < pixels; column++) {
      images[row * pixels + column] = readInteger(fields[column] ?? "", darkest, place) / darkest;
    }
    labels[row] = readInteger(fields[pixels] ?? "", classes - 1, place);
  });
  return { count: lines.length, images, labels };
}

/** The digits in the given order; `order` may leave some out. */
export function selectDigits(digits: Digits, order: ArrayLike<number>): Digits {
  const images = new Float32Array(order.length * pixels);
  const labels = new Int32Array(order.length);
  for (let row = 0; row < order.length; row++) {
    const from = order[row] ?? 0;
    images.set(digits.images.subarray(from * pixels, (from + 1) * pixels), row * pixels);
    labels[row] = digits.labels[from] ?? 0;
  }
  return { count: order.length, images, labels };
}

/** The numbers 0 … count−1 in an order that the seed alone decides (Fisher and Yates; numbers from mulberry32). */
export function shuffleIndices(count: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  let state = seed;
  for (let last = count - 1; last > 0; last--) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const chosen = ((mixed ^ (mixed >>> 14)) >>> 0) % (last + 1);
    const kept = order[last] ?? 0;
    order[last] = order[chosen] ?? 0;
    order[chosen] = kept;
  }
  return order;
}

function readText(path: string): string {
  try {
    return gunzipSync(readFileSync(path)).toString("utf8");
  } catch (error) {
    throw new ExampleError(`digits: cannot read ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

function readInteger(field: string, largest: number, place: string): number {
  const value = /^\d+$/.test(field) ? Number(field) : Number.NaN;
  if (value <= largest) return value;
  throw new ExampleError(`digits: ${place}: an integer from 0 to ${largest} expected, found "${field}"`);
}
