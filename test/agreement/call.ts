/** One call of a public op as text with places for tensors, and how its parts are drawn; knows no op. */

import fc from "fast-check";
import type { DType } from "../../types/index.ts";

/** A tensor that a call is given. */
export interface Operand {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/**
 * A call: `$0` stands for the first tensor, and what stands between ⟨ and ⟩ is a type that only the compiler reads:
 * `vmap((x⟨Tensor<["n"]>⟩) => x.relu())($0)`.
 */
export interface Call {
  readonly text: string;
  readonly operands: readonly Operand[];
}

export type DrawCall = fc.Arbitrary<Call>;

export const operand = (shape: readonly number[], dtype: DType = "f32"): Operand => ({ shape, dtype });

export const call = (text: string, ...operands: readonly Operand[]): Call => ({ text, operands });

/** Sizes with 0 and 1 among them. */
export const size = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 2, max: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1) },
);

/** Shapes of ranks 0 to 5. */
export const shape = fc.array(size, { maxLength: 5 });

export const shapeOf = (rank: number): fc.Arbitrary<number[]> =>
  fc.array(size, { minLength: rank, maxLength: rank });

/** Mostly the first element type. */
export const dtypeNear = (usual: DType): fc.Arbitrary<DType> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom<DType[]>("f32", "f64", "i32", "bool") },
  );

/** A tensor of a shape that is drawn, mostly of floats. */
export const anyOperand: fc.Arbitrary<Operand> = fc
  .tuple(shape, dtypeNear("f32"))
  .map(([s, d]) => operand(s, d));

/** The shape with a size changed now and then. */
export const near = (base: readonly number[]): fc.Arbitrary<number[]> =>
  fc
    .tuple(fc.nat(5), fc.nat(Math.max(0, base.length - 1)), size)
    .map(([changes, axis, other]) => base.map((own, at) => (changes === 0 && at === axis ? other : own)));

/** A shape that mostly stretches with another. */
export const stretching = (base: readonly number[]): fc.Arbitrary<number[]> =>
  fc
    .tuple(fc.nat(base.length), fc.array(fc.nat(3), { minLength: base.length, maxLength: base.length }))
    .chain(([dropped, ones]) => near(base.map((own, axis) => (ones[axis] === 0 ? 1 : own)).slice(dropped)));

/** An axis of a rank, now and then none. */
export const axisOf = (rank: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: -Math.max(rank, 1), max: Math.max(rank, 1) - 1 }) },
    { weight: 1, arbitrary: fc.constantFrom(rank, -rank - 1) },
  );

/** No axes, one or a list, as text. */
export const axesOf = (rank: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom("null", "undefined"),
    axisOf(rank).map(String),
    fc.uniqueArray(axisOf(rank), { maxLength: 3 }).map((axes) => JSON.stringify(axes)),
  );

/** An object of some of the settings, as text. */
export const settings = (model: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> =>
  fc.record(model, { requiredKeys: [] }).map(
    (given) =>
      `{ ${Object.entries(given)
        .map(([key, value]) => `${key}: ${value}`)
        .join(", ")} }`,
  );

export const flag = fc.constantFrom("true", "false");
export const json = (value: unknown): string => JSON.stringify(value);
export const number = (...values: readonly number[]): fc.Arbitrary<string> =>
  fc.constantFrom(...values).map(String);
