/** When a computed tensor counts as the reference; knows no op. */

import type { Untyped } from "../tensor/untyped.ts";
import { decodeAll, type Expected, type Tolerance, type Values } from "./case.ts";

export type Precision = "f32" | "f64";

/** |got − reference| ≤ absolute + relative·|reference|; NaN is NaN, and an infinity is itself. */
function isClose(got: number, reference: number, [relative, absolute]: Tolerance): boolean {
  if (Number.isNaN(reference)) return Number.isNaN(got);
  if (!Number.isFinite(reference)) return got === reference;
  return Math.abs(got - reference) <= absolute + relative * Math.abs(reference);
}

/** References carry 15 digits, and a sum of large terms may leave a small result. */
function doubleTolerance(reference: readonly number[]): Tolerance {
  const sizes = reference.filter(Number.isFinite).map(Math.abs);
  return [1e-9, 1e-9 * sizes.reduce((most, size) => Math.max(most, size), 1)];
}

const elementTypes = { float: null, int: "i32", bool: "bool" } as const;

/** What is wrong with a result, in one line; `null` when nothing is. Without a tolerance, doubles have to agree closely. */
export function findFault(
  got: Untyped,
  expected: Values & Pick<Expected, "f32data">,
  precision: Precision,
  tolerance: Tolerance | null,
): string | null {
  const dtype = elementTypes[expected.dtype] ?? precision;
  if (got.dtype !== dtype) return `${expected.name}: dtype ${got.dtype} instead of ${dtype}`;
  if (got.shape.join() !== expected.shape.join()) {
    return `${expected.name}: shape [${got.shape}] instead of [${expected.shape}]`;
  }
  const elements = got.data();
  if (elements.length !== expected.data.length) return `${expected.name}: ${elements.length} elements`;
  const exact = decodeAll(expected.data);
  const single = precision === "f32";
  // A double past the largest single is an infinity there.
  const reference = single
    ? exact.map((value) => (Number.isFinite(Math.fround(value)) ? value : Math.fround(value)))
    : exact;
  const other = expected.f32data === undefined ? reference : decodeAll(expected.f32data);
  const bound = expected.dtype !== "float" ? ([0, 0] as const) : (tolerance ?? doubleTolerance(exact));
  for (const [at, value] of Array.from(elements).entries()) {
    if (isClose(value, reference[at]!, bound) || isClose(value, other[at]!, bound)) continue;
    return `${expected.name}[${at}]: ${value} instead of ${reference[at]} (tolerance ${bound.join(", ")})`;
  }
  return null;
}
