/** The types of functions that make tensors from numbers; knows no implementation. */

import type { DType } from "../../types/dtype.ts";
import type {
  Layout,
  Literal,
  NestedArray,
  Plain,
  Shape,
  ValidateShape,
  WholeNumber,
} from "../../types/index.ts";
import type { Fits, Resolve, TensorOf } from "./tensor-kinds.ts";

/** A flat array of numbers in memory. */
export type NumberArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** A shape, if a tensor can have it, or the message. */
export type ValidShape<Op extends string, S extends Shape> = Fits<ValidateShape<Op, S>, S>;

/** The element type of what is made; f32 unless it says otherwise. */
export interface CreateOptions<D extends DType> {
  readonly dtype?: D;
}

type ShapeFault<S extends Shape | undefined> = S extends Shape ? ValidateShape<"tensor", S> : null;

/** The element type of data that is not told one: a typed array keeps its own, truth values are bool, the rest is f32. */
export type DefaultDType<T> = T extends Float64Array
  ? "f64"
  : T extends Int32Array
    ? "i32"
    : [InnermostOf<T>] extends [never]
      ? "f32"
      : [InnermostOf<T>] extends [boolean]
        ? "bool"
        : "f32";

// What nested arrays hold at the bottom of their first entries; no tensor nests deeper than 16.
type InnermostOf<T, Depth extends readonly unknown[] = []> = Depth["length"] extends 16
  ? number
  : T extends readonly (infer Inner)[]
    ? InnermostOf<Inner, [...Depth, 0]>
    : T;

/** The element type, and the shape of flat data. */
export interface TensorOptions<S extends Shape | undefined, D extends DType> extends CreateOptions<D> {
  /** The shape to put flat data under; by default the nesting of the data is the shape. */
  readonly shape?: Fits<ShapeFault<S>, S>;
}

/** The shape that nested arrays, or flat data under a shape, make, or a message. */
export type LiteralShape<T, S extends Shape | undefined = undefined> = S extends Shape
  ? Plain<S>
  : T extends NumberArray
    ? [number]
    : Literal<T>;

/** A number, if an element type can hold it, or the message. */
export type NumberFor<Op extends string, D extends DType, N extends number> = D extends "i32"
  ? Fits<WholeNumber<Op, N>, N>
  : N;

// The shape data has, or the message of what is wrong with it: its nesting, then its numbers, then how many they are.
type DataFault<T, S extends Shape | undefined, D extends DType> = D extends "i32"
  ? FirstFault<LiteralShape<T>, OddNumber<T>, S>
  : FirstFault<LiteralShape<T>, null, S>;

type FirstFault<Found, Odd, S extends Shape | undefined> = Found extends Shape
  ? Odd extends string
    ? Odd
    : S extends Shape
      ? ValidateShape<"tensor", S> extends string
        ? null
        : Layout<Found, S>
      : Found
  : Found;

// The message about the first number that is no i32, or null.
type OddNumber<T> = T extends NestedArray
  ? [OddOf<ElementsOf<T>>] extends [never]
    ? null
    : WholeNumber<"tensor", FirstOf<T, OddOf<ElementsOf<T>>>>
  : null;

type ElementsOf<T, Depth extends readonly unknown[] = []> = Depth["length"] extends 16
  ? never
  : T extends readonly (infer Inner)[]
    ? ElementsOf<Inner, [...Depth, 0]>
    : T;

type OddOf<N> = N extends number ? (WholeNumber<"tensor", N> extends string ? N : never) : never;

// The first of some numbers in nested arrays, in reading order.
type FirstOf<T, Sought> = T extends readonly [infer Head, ...infer Tail]
  ? [Sought & ElementsOf<Head>] extends [never]
    ? FirstOf<Tail, Sought>
    : FirstOf<Head, Sought>
  : T extends number
    ? T
    : number;

/** `tensor(data, { shape?, dtype? })`: the shape comes from the nesting of the data unless it is given. */
export type TensorFunction = <
  const T extends NestedArray | NumberArray,
  const S extends Shape | undefined = undefined,
  const D extends DType = DefaultDType<T>,
>(
  data: Fits<DataFault<T, S, D>, T>,
  options?: TensorOptions<S, D>,
) => TensorOf<Resolve<LiteralShape<T, S>>, D>;

/** A function of a shape and options, such as `zeros([2, 3], { dtype: "i32" })`. */
export type ShapeFunction<Op extends string> = <const S extends Shape, const D extends DType = "f32">(
  shape: ValidShape<Op, S>,
  options?: CreateOptions<D>,
) => TensorOf<Plain<S>, D>;
