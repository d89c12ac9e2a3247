/** Draws the points of a gradient check: sizes for named dims, then elements kept apart and off kinks; knows no graph. */

import * as fc from "fast-check";
import { type DType, dtypes, type TypedArray } from "../base/dtype.ts";
import { ValueError } from "../base/errors.ts";
import type { Domain } from "../graph/op.ts";
import { sizeOf } from "../shape/index.ts";
import { type CheckOptions, defaultDomain, type InputPattern } from "./settings.ts";

/** A tensor as plain data. */
export interface Plain {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly data: TypedArray;
}

/** One point to check at. */
export interface Sample {
  readonly sizes: Readonly<Record<string, number>>;
  readonly inputs: readonly Plain[];
  /** What directions and weights follow from. */
  readonly salt: number;
}

/** Numbers as an element type stores them. */
export function store(dtype: DType, shape: readonly number[], values: ArrayLike<number>): Plain {
  const data = dtypes[dtype].allocate(values.length);
  for (let at = 0; at < values.length; at++) data[at] = dtypes[dtype].round(values[at]!);
  return { shape, dtype, data };
}

interface Parts {
  readonly shape: readonly (number | string)[];
  readonly domain: Domain;
  readonly below: number | string | null;
  readonly dtype: DType | null;
}

function partsOf(pattern: InputPattern, fallback: Domain): Parts {
  if (!("shape" in pattern)) return { shape: pattern, domain: fallback, below: null, dtype: null };
  if ("below" in pattern)
    return { shape: pattern.shape, domain: fallback, below: pattern.below, dtype: null };
  if ("dtype" in pattern)
    return { shape: pattern.shape, domain: fallback, below: null, dtype: pattern.dtype };
  return { shape: pattern.shape, domain: pattern.domain ?? fallback, below: null, dtype: null };
}

/** The least number of places a domain is cut into: a step of them is far more than a difference reaches. */
const places = 256;
/** How near an element may come to what its domain avoids, as a share of the domain. */
const clearance = 1 / 128;

/**
 * Places of a domain, the one nearest to 1 first, so that shrinking leads there. `shift` sets the places of one input apart
 * from those of the others, since equal operands tie.
 */
function placesOf({ low, high, avoid = [] }: Domain, count: number, shift: number): number[] {
  if (!(low < high))
    throw new ValueError(`checkGradients: the domain is ${low} to ${high}, low has to be less`);
  const steps = Math.max(places, 2 * count);
  const width = high - low;
  const points = Array.from({ length: steps }, (_, at) =>
    Math.fround(low + (width * (at + 0.1 + 0.8 * shift)) / steps),
  ).filter((point) => avoid.every((each) => Math.abs(point - each) > clearance * width));
  if (points.length < count)
    throw new ValueError(`checkGradients: the domain leaves ${points.length} places for ${count} elements`);
  return points.sort((a, b) => Math.abs(a - 1) - Math.abs(b - 1));
}

function elements(parts: Parts, shape: readonly number[], limit: number, shift: number): fc.Arbitrary<Plain> {
  const count = sizeOf(shape);
  if (parts.below !== null) {
    const position = fc.nat({ max: Math.max(0, limit - 1) });
    return fc
      .array(position, { minLength: count, maxLength: count })
      .map((values) => store("i32", shape, values));
  }
  if (parts.dtype !== null) {
    const { dtype } = parts;
    const value = dtype === "bool" ? fc.nat({ max: 1 }) : fc.integer({ min: -3, max: 3 });
    return fc
      .array(value, { minLength: count, maxLength: count })
      .map((values) => store(dtype, shape, values));
  }
  const points = placesOf(parts.domain, count, shift);
  return fc
    .uniqueArray(fc.nat({ max: points.length - 1 }), { minLength: count, maxLength: count })
    .map((chosen) =>
      store(
        "f64",
        shape,
        chosen.map((place) => points[place]!),
      ),
    );
}

/** The points of a check; shrinking makes sizes smaller first, then moves elements to the simplest places. */
export function samples({
  inputs,
  domain = defaultDomain,
  smallest = 0,
  largest = 3,
}: CheckOptions): fc.Arbitrary<Sample> {
  const all = inputs.map((pattern) => partsOf(pattern, domain));
  const names = new Set(all.flatMap(({ shape }) => shape.filter((dim) => typeof dim === "string")));
  // An index needs something to point at.
  const pointedAt = new Set(all.map(({ below }) => below));
  const sizes = fc.record(
    Object.fromEntries(
      [...names].map((name) => [
        name,
        fc.integer({ min: pointedAt.has(name) ? Math.max(1, smallest) : smallest, max: largest }),
      ]),
    ),
  );
  return sizes.chain((drawn) => {
    const sizeOf = (dim: number | string): number =>
      typeof dim === "number" ? dim : (drawn[dim] ?? largest);
    const tensors = all.map((parts, position) =>
      elements(parts, parts.shape.map(sizeOf), sizeOf(parts.below ?? 1), position / all.length),
    );
    return fc.record({
      sizes: fc.constant(drawn),
      inputs: fc.tuple(...tensors),
      salt: fc.nat(),
    });
  });
}
