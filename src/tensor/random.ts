/** Tensors of random numbers, the same for the same seed everywhere; knows no layer. */

import type { FloatDType, Plain, Shape, ValidateShape } from "../../types/index.ts";
import { dtypes } from "../base/dtype.ts";
import { ValueError } from "../base/errors.ts";
import { requireOptions } from "../base/options.ts";
import { fillNormal, fillUniform } from "../base/random.ts";
import * as ops from "../ops/index.ts";
import { allocateStorage } from "../runtime/index.ts";
import { settingWithin, sizeOf, uniformHigh } from "../shape/index.ts";
import { checkedShape } from "./create.ts";
import { checkedSeed, type RandomKey } from "./keyed-random.ts";
import type { ValidShape } from "./method-types-create.ts";
import type { HighEnd, InRange, LowEnd, SeedOf } from "./method-types-layer-settings.ts";
import { checkedDType } from "./methods.ts";
import { nodeOf } from "./operand.ts";
import type { Fits, TensorOf } from "./tensor-kinds.ts";
import { objectOf, objectOfStorage } from "./tensor-object.ts";
import { typed } from "./typed.ts";

/** What every random maker may be told. */
export interface RandomOptions<
  D extends FloatDType = "f32",
  Op extends string = string,
  Seed extends number = number,
> {
  /** A whole number from 0 to 2^53; the same seed gives the same numbers. */
  readonly seed: SeedOf<Op, Seed>;
  readonly dtype?: D;
}

/** What a random maker may be told instead, so that a compiled step draws other numbers at each call. */
export interface KeyOptions<D extends FloatDType = "f32"> {
  /** From `randomKey` or `splitKey`. */
  readonly key: RandomKey;
  readonly dtype?: D;
}

/** The ends of a uniform distribution. */
export interface UniformRange<Low extends number = number, High extends number = number> {
  /** The least number, 0 by default. */
  readonly low?: LowEnd<Low, High>;
  /** What every number stays below, 1 by default. */
  readonly high?: HighEnd<Low, High>;
}

export type UniformOptions<
  D extends FloatDType = "f32",
  Seed extends number = number,
  Low extends number = number,
  High extends number = number,
> = UniformRange<Low, High> & (RandomOptions<D, "uniform", Seed> | KeyOptions<D>);

/** The moments of a normal distribution. */
export interface NormalMoments<Std extends number = number> {
  /** The middle, 0 by default. */
  readonly mean?: number;
  /** The standard deviation, 1 by default. */
  readonly std?: InRange<"normal", "std", Std, "0 or more">;
}

export type NormalOptions<
  D extends FloatDType = "f32",
  Std extends number = number,
  Seed extends number = number,
> = NormalMoments<Std> & (RandomOptions<D, "normal", Seed> | KeyOptions<D>);

type Fill = (target: Float64Array, seed: number) => void;

/** The options, or one clear line where there are none, or two sources of numbers. */
function checkedOptions<Options extends object>(op: string, options: Options): Options {
  const given = requireOptions(op, options, "{ seed: 1 }");
  if (!("seed" in given && "key" in given)) return given;
  throw new ValueError(
    `${op}: seed and key are both given, and only one can be drawn from (leave out the other)`,
  );
}

/** Draws in doubles, then shifts and scales: the same numbers in every element type, up to its rounding. */
function draw(
  op: string,
  given: unknown,
  options: { readonly seed: unknown; readonly dtype?: FloatDType },
  fill: Fill,
  change: (value: number) => number,
): TensorOf<unknown, unknown> {
  const { seed, dtype = "f32" } = checkedOptions(op, options);
  const shape = checkedShape(op, given).slice();
  const drawn = new Float64Array(sizeOf(shape));
  fill(drawn, checkedSeed(op, seed));
  const storage = allocateStorage(checkedDType(op, dtype), drawn.length);
  for (let at = 0; at < drawn.length; at++) storage.array[at] = change(drawn[at]!);
  return typed(objectOfStorage(storage, shape));
}

/** Draws where a graph runs, by a key, then shifts and scales. */
function drawKeyed(
  op: "uniform" | "normal",
  given: unknown,
  { key, dtype = "f32" }: KeyOptions<FloatDType>,
  low: number,
  scale: number,
): TensorOf<unknown, unknown> {
  const checked = checkedDType(op, dtype);
  const node = ops.drawBy(op, nodeOf(op, key), checkedShape(op, given), checked);
  const scaled = ops.mul(node, ops.fillLike(dtypes[checked].round(scale), node));
  return typed(objectOf(ops.add(scaled, ops.fillLike(dtypes[checked].round(low), node))));
}

/**
 * Numbers even in [low, high), by a seed at once or by a key wherever the graph runs.
 *
 * @throws ValueError unless low < high.
 * @example uniform([2, 3], { seed: 1, low: -1, high: 1 });
 */
export function uniform<
  const S extends Shape,
  const D extends FloatDType = "f32",
  const Seed extends number = number,
  const Low extends number = 0,
  const High extends number = 1,
>(shape: ValidShape<"uniform", S>, options: UniformOptions<D, Seed, Low, High>): TensorOf<Plain<S>, D> {
  const low = (checkedOptions("uniform", options).low ?? 0) as number;
  const high = uniformHigh(low, (options.high ?? 1) as number);
  if ("key" in options) return drawKeyed("uniform", shape, options, low, high - low) as TensorOf<Plain<S>, D>;
  return draw("uniform", shape, options, fillUniform, (value) => low + (high - low) * value) as TensorOf<
    Plain<S>,
    D
  >;
}

/**
 * Numbers of the normal distribution, by a seed at once or by a key wherever the graph runs.
 *
 * @throws ValueError when std is negative.
 * @example normal([2, 3], { seed: 1, std: 0.02 });
 */
export function normal<
  const S extends Shape,
  const D extends FloatDType = "f32",
  const Std extends number = number,
  const Seed extends number = number,
>(shape: ValidShape<"normal", S>, options: NormalOptions<D, Std, Seed>): TensorOf<Plain<S>, D> {
  const { mean = 0 } = checkedOptions("normal", options);
  checkedShape("normal", shape);
  const std = settingWithin("normal", "std", (options.std ?? 1) as number, "0 or more");
  if ("key" in options) return drawKeyed("normal", shape, options, mean, std) as TensorOf<Plain<S>, D>;
  return draw("normal", shape, options, fillNormal, (value) => mean + std * value) as TensorOf<Plain<S>, D>;
}

/** How many numbers flow into and out of one element of a weight: its first axis but for the sizes behind the second. */
function fans(op: string, given: unknown): { fanIn: number; fanOut: number } {
  const shape = checkedShape(op, given);
  if (shape.length < 2) {
    throw new ValueError(
      `${op}: needs a weight of rank 2 or more, got rank ${shape.length} (use uniform or normal)`,
    );
  }
  const window = shape.length === 2 ? 1 : sizeOf(shape.slice(2));
  const [first, second] = shape as [number, number];
  // A matrix is [in, out]; a convolution's weight is [out, in, …window].
  return shape.length === 2
    ? { fanIn: first, fanOut: second }
    : { fanIn: second * window, fanOut: first * window };
}

/** The shape of a weight, which has a fan in and a fan out, or the message. */
type WeightShape<Op extends string, S extends Shape> = Fits<
  ValidateShape<Op, S> extends infer Fault extends string
    ? Fault
    : S["length"] extends 0 | 1
      ? `${Op}: needs a weight of rank 2 or more, got rank ${S["length"] & number} (use uniform or normal)`
      : S,
  S
>;

/**
 * Even in ±√(6 / (fan in + fan out)) (Glorot & Bengio 2010): a weight `[in, out]`, or `[out, in, …window]`.
 *
 * @throws ShapeError or ValueError unless the shape is a weight's, of rank 2 or more.
 * @example glorotUniform([784, 128], { seed: 1 }); // Tensor<[784, 128]>
 */
export function glorotUniform<
  const S extends Shape,
  const D extends FloatDType = "f32",
  const Seed extends number = number,
>(
  shape: WeightShape<"glorotUniform", S>,
  options: RandomOptions<D, "glorotUniform", Seed>,
): TensorOf<Plain<S>, D> {
  const { fanIn, fanOut } = fans("glorotUniform", shape);
  const limit = Math.sqrt(6 / Math.max(1, fanIn + fanOut));
  return draw("glorotUniform", shape, options, fillUniform, (value) => limit * (2 * value - 1)) as TensorOf<
    Plain<S>,
    D
  >;
}

/**
 * Normal with variance 2 / (fan in + fan out) (Glorot & Bengio 2010): a weight `[in, out]`, or `[out, in, …window]`.
 *
 * @throws ShapeError or ValueError unless the shape is a weight's, of rank 2 or more.
 * @example glorotNormal([784, 128], { seed: 1 }); // Tensor<[784, 128]>
 */
export function glorotNormal<
  const S extends Shape,
  const D extends FloatDType = "f32",
  const Seed extends number = number,
>(
  shape: WeightShape<"glorotNormal", S>,
  options: RandomOptions<D, "glorotNormal", Seed>,
): TensorOf<Plain<S>, D> {
  const { fanIn, fanOut } = fans("glorotNormal", shape);
  const std = Math.sqrt(2 / Math.max(1, fanIn + fanOut));
  return draw("glorotNormal", shape, options, fillNormal, (value) => std * value) as TensorOf<Plain<S>, D>;
}

/**
 * Even in ±√(6 / fan in), for layers followed by relu (He et al. 2015): a weight `[in, out]`, or `[out, in, …window]`.
 *
 * @throws ShapeError or ValueError unless the shape is a weight's, of rank 2 or more.
 * @example heUniform([784, 128], { seed: 1 }); // Tensor<[784, 128]>
 */
export function heUniform<
  const S extends Shape,
  const D extends FloatDType = "f32",
  const Seed extends number = number,
>(shape: WeightShape<"heUniform", S>, options: RandomOptions<D, "heUniform", Seed>): TensorOf<Plain<S>, D> {
  const limit = Math.sqrt(6 / Math.max(1, fans("heUniform", shape).fanIn));
  return draw("heUniform", shape, options, fillUniform, (value) => limit * (2 * value - 1)) as TensorOf<
    Plain<S>,
    D
  >;
}

/**
 * Normal with variance 2 / fan in, for layers followed by relu (He et al. 2015): a weight `[in, out]`, or `[out, in, …window]`.
 *
 * @throws ShapeError or ValueError unless the shape is a weight's, of rank 2 or more.
 * @example heNormal([784, 128], { seed: 1 }); // Tensor<[784, 128]>
 */
export function heNormal<
  const S extends Shape,
  const D extends FloatDType = "f32",
  const Seed extends number = number,
>(shape: WeightShape<"heNormal", S>, options: RandomOptions<D, "heNormal", Seed>): TensorOf<Plain<S>, D> {
  const std = Math.sqrt(2 / Math.max(1, fans("heNormal", shape).fanIn));
  return draw("heNormal", shape, options, fillNormal, (value) => std * value) as TensorOf<Plain<S>, D>;
}
