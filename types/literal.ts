/** The shape of nested arrays; knows not what their numbers become. */

import type { Digits, PrintDigits } from "./digits.ts";
import type { Shape } from "./dims.ts";
import type { FormatShape } from "./format.ts";
import type { CountElements } from "./size.ts";

/** Numbers, truth values, or arrays of them, to any depth. */
export type NestedArray = number | boolean | readonly NestedArray[];

/** The shape of a nested array, or a message; arrays that are no literals have sizes nobody knows. */
export type Literal<Data> = Data extends number | boolean
  ? []
  : Data extends readonly unknown[]
    ? IsUnion<Data["length"]> extends true
      ? Shape
      : UniformRow<Data> extends infer Row
        ? Row extends Shape
          ? [Data["length"], ...Row]
          : LiteralRows<Data, "">
        : never
    : Shape;

type IsUnion<T, Each = T> = T extends unknown ? ([Each] extends [T] ? false : true) : never;

// The shape all entries share, seen at once and not one by one; null when it takes a closer look.
type UniformRow<Data extends readonly unknown[]> = [Data[number]] extends [number | boolean]
  ? []
  : [Data[number]] extends [readonly unknown[]]
    ? IsUnion<Data[number]["length"]> extends true
      ? null
      : UniformRow<Data[number]> extends infer Row extends Shape
        ? [Data[number]["length"], ...Row]
        : null
    : null;

type LiteralAt<Data, Path extends string> = Data extends number | boolean
  ? []
  : Data extends readonly unknown[]
    ? LiteralRows<Data, Path>
    : Shape;

type LiteralRows<Data extends readonly unknown[], Path extends string> = Data extends readonly [
  infer Head,
  ...infer Tail,
]
  ? LiteralAt<Head, `${Path}[0]`> extends infer First
    ? First extends Shape
      ? LiteralRest<Tail, First, Path, [0]> extends infer Fault extends string
        ? Fault
        : [Data["length"], ...First]
      : First
    : never
  : Data extends readonly []
    ? [0]
    : Shape;

type LiteralRest<
  Data extends readonly unknown[],
  First extends Shape,
  Path extends string,
  Seen extends readonly unknown[],
> = Data extends readonly [infer Head, ...infer Tail]
  ? LiteralAt<Head, `${Path}[${Seen["length"] & number}]`> extends infer Row
    ? Row extends Shape
      ? [Row, First] extends [First, Row]
        ? LiteralRest<Tail, First, Path, [...Seen, 0]>
        : `tensor: ragged data, ${Path}[0] has shape ${FormatShape<First>} and ${Path}[${Seen["length"] &
            number}] has ${FormatShape<Row>}`
      : Row
    : never
  : null;

/** The shape that data is put under, if it has as many elements, or a message; what is not known may have. */
export type Layout<Given extends Shape, Target extends Shape> = number extends Given["length"]
  ? Target
  : [CountElements<Given>, CountElements<Target>] extends [
        { factor: infer Has extends Digits; names: readonly [] },
        { factor: infer Needs extends Digits; names: readonly [] },
      ]
    ? Has extends Needs
      ? Target
      : `tensor: ${FormatShape<Target>} has ${PrintDigits<Needs>} elements, the data has ${PrintDigits<Has>}`
    : Target;
