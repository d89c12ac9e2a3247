/** What each element type is in memory; knows no tensor. */

import type { DType } from "../../types/dtype.ts";

export type { DType, FloatDType } from "../../types/dtype.ts";

/** The flat storage of any element type; truth values are bytes 0 and 1. */
export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** One row of the element-type table. */
export interface DTypeRow {
  readonly bytes: number;
  readonly float: boolean;
  /** The nearest representable value: what storing a double and loading it again gives. */
  readonly round: (value: number) => number;
  readonly allocate: (length: number) => TypedArray;
  readonly view: (buffer: ArrayBufferLike, byteOffset: number, length: number) => TypedArray;
}

export const dtypes = {
  f32: {
    bytes: 4,
    float: true,
    round: Math.fround,
    allocate: (length) => new Float32Array(length),
    view: (buffer, byteOffset, length) => new Float32Array(buffer, byteOffset, length),
  },
  f64: {
    bytes: 8,
    float: true,
    round: (value) => value,
    allocate: (length) => new Float64Array(length),
    view: (buffer, byteOffset, length) => new Float64Array(buffer, byteOffset, length),
  },
  i32: {
    bytes: 4,
    float: false,
    round: (value) => value | 0,
    allocate: (length) => new Int32Array(length),
    view: (buffer, byteOffset, length) => new Int32Array(buffer, byteOffset, length),
  },
  bool: {
    bytes: 1,
    float: false,
    round: (value) => (value === 0 ? 0 : 1),
    allocate: (length) => new Uint8Array(length),
    view: (buffer, byteOffset, length) => new Uint8Array(buffer, byteOffset, length),
  },
} as const satisfies Record<DType, DTypeRow>;

/** Whether a value names an element type; own keys only, so `"constructor"` does not. */
export function isDType(value: unknown): value is DType {
  return typeof value === "string" && Object.hasOwn(dtypes, value);
}
