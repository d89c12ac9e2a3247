/** Draws shapes and numbers for contract tests: off kinks, poles and ties; knows no op. */

import * as fc from "fast-check";
import type { DType } from "../../src/base/dtype.ts";
import type { Domain } from "../../src/graph/op.ts";
import { sizeOf } from "../../src/shape/index.ts";
import { type Plain, store } from "./evaluate.ts";

/**
 * How close a sample may come to a point where its function jumps, bends or has a pole: beyond the reach of finite
 * differences, whose error beside a pole of 1/x is about 12·(h/x)⁴.
 */
const clearance = 0.1;
const steps = 128;

/** Evenly spaced numbers of a domain; `shift` sets operands apart, so that no two are equal. */
function gridOf({ low, high, avoid = [] }: Domain, shift: number): number[] {
  const width = (high - low) / steps;
  const points = Array.from({ length: steps - 1 }, (_, at) => low + width * (at + 1 + shift));
  return points.filter((point) => avoid.every((each) => Math.abs(point - each) > clearance));
}

/** Different numbers of a domain, as many as a shape has elements: no ties within an operand or between operands. */
function distinctValues(domain: Domain, count: number, shift: number): fc.Arbitrary<number[]> {
  const grid = gridOf(domain, shift);
  return fc.shuffledSubarray(grid, { minLength: count, maxLength: count }).chain((chosen) =>
    fc.array(fc.nat(), { minLength: count, maxLength: count }).map((keys) =>
      chosen
        .map((value, at) => [keys[at]!, value] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, value]) => value),
    ),
  );
}

const specials: Readonly<Record<DType, readonly number[]>> = {
  f32: [Number.NaN, Infinity, -Infinity, 0, -0, 1, -1, 1e-42, 0.5],
  f64: [Number.NaN, Infinity, -Infinity, 0, -0, 1, -1, 1e-310, 0.5],
  i32: [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 65537, 46341],
  bool: [0, 1],
};

/** The ends of an element type's range; on the way through several ops they overflow in one precision and not in another. */
const extremes: Readonly<Record<DType, readonly number[]>> = {
  f32: [3e38, -3e38],
  f64: [1e308, -1e308],
  i32: [],
  bool: [],
};

/** Any numbers of an element type, special ones and equal ones among them. */
function anyValues(dtype: DType, domain: Domain, count: number, extreme: boolean): fc.Arbitrary<number[]> {
  const plain = dtype === "bool" ? [0, 1] : gridOf(domain, 0.25);
  const whole = plain.map(Math.round);
  const value = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...(dtype === "i32" ? whole : plain)) },
    { weight: 1, arbitrary: fc.constantFrom(...specials[dtype], ...(extreme ? extremes[dtype] : [])) },
  );
  return fc.array(value, { minLength: count, maxLength: count });
}

/** What an operand holds: numbers of a domain, truth values, or positions below a limit. */
export type Content =
  | { readonly kind: "numbers"; readonly domain: Domain; readonly dtype?: DType }
  | { readonly kind: "truth" }
  | { readonly kind: "positions"; readonly limit: number };

export interface Operand {
  readonly shape: readonly number[];
  readonly content: Content;
}

/** Numbers to differentiate at, any numbers, or any up to the ends of the range. */
export type Variety = "smooth" | "any" | "extreme";

/** An operand's elements; smooth ones are different numbers of the domain. */
export function drawOperand(
  { shape, content }: Operand,
  dtype: DType,
  shift: number,
  variety: Variety,
): fc.Arbitrary<Plain> {
  const count = sizeOf(shape);
  if (content.kind === "positions") {
    const position = fc.nat({ max: Math.max(0, content.limit - 1) });
    return fc
      .array(position, { minLength: count, maxLength: count })
      .map((values) => store("i32", shape, values));
  }
  const type = content.kind === "truth" ? "bool" : (content.dtype ?? dtype);
  const domain = content.kind === "truth" ? { low: 0, high: 1 } : content.domain;
  const values =
    variety === "smooth" && type !== "bool"
      ? distinctValues(domain, count, shift)
      : anyValues(type, domain, count, variety === "extreme");
  return values.map((drawn) => store(type, shape, drawn));
}

/** Draws the shape of an operand that can have any: of `least` to `rank` axes, each of one of the sizes. */
export type DrawShape = (rank: number, sizes?: readonly number[], least?: number) => fc.Arbitrary<number[]>;

/** A shape of at most `rank` axes and few elements. */
export const shapes: DrawShape = (rank, sizes = [1, 2, 3], least = 0) =>
  fc.array(fc.constantFrom(...sizes), { minLength: least, maxLength: rank });

/** Some of a shape's axes, ascending. */
export const axesOf = (shape: readonly number[], least = 0): fc.Arbitrary<number[]> =>
  fc.subarray(
    shape.map((_, axis) => axis),
    { minLength: Math.min(least, shape.length) },
  );

/** Where runs start, and how many there are for each property; both can be set from outside. */
export const seed = Number(process.env.CONTRACT_SEED ?? 20_240_607);
export const runs = Number(process.env.CONTRACT_RUNS ?? 6);
