/** The types of gradient rules that users write: one cotangent for each argument; knows no op. */

import type { Dim, FormatShape, Shape } from "../../types/index.ts";
import type { FormatDType } from "./method-types-dtype.ts";
import type { Fits, TensorLike } from "./tensor-kinds.ts";

/** Whether a shape can be what is declared: a name, or a size nobody knows, can; another name or another size cannot. */
export type DimsFit<S extends Shape, Gives extends Shape> = S extends readonly [
  infer A extends Dim,
  ...infer Tail extends Shape,
]
  ? Gives extends readonly [infer B extends Dim, ...infer GTail extends Shape]
    ? [A] extends [B]
      ? DimsFit<Tail, GTail>
      : number extends A
        ? DimsFit<Tail, GTail>
        : false
    : false
  : Gives extends readonly []
    ? true
    : false;

/** A gradient rule, if it gives each argument a cotangent of its shape, or null where it is no float, or the message. */
export type FitGradient<Name extends string, Args extends readonly TensorLike[], Given, Rule> = Fits<
  Given extends readonly unknown[]
    ? number extends Args["length"] | Given["length"]
      ? null
      : Given["length"] extends Args["length"]
        ? CotangentsFault<Name, "gradient", Args, Given>
        : `${Name}: gradient has to return a list of ${Args["length"]} (a cotangent for each argument), got ${Given["length"]}`
    : `${Name}: gradient has to return a list${CountOf<Args>} (a cotangent for each argument), got object`,
  Rule
>;

type CountOf<Args extends readonly unknown[]> = number extends Args["length"] ? "" : ` of ${Args["length"]}`;

// The message about the first cotangent that its argument cannot have, or null.
type CotangentsFault<
  Op extends string,
  Rule extends "gradient" | "backward",
  Args extends readonly unknown[],
  Given extends readonly unknown[],
  Seen extends readonly unknown[] = [0],
> = Args extends readonly [infer A extends TensorLike, ...infer AT]
  ? Given extends readonly [infer G, ...infer GT]
    ? G extends TensorLike
      ? OneFault<Rule, A, G, Seen["length"] & number> extends infer Fault extends string
        ? `${Op}: ${Fault}`
        : CotangentsFault<Op, Rule, AT, GT, [...Seen, 0]>
      : G extends null
        ? CotangentsFault<Op, Rule, AT, GT, [...Seen, 0]>
        : `${Op}: ${Rule} has to return a tensor or null for argument ${Seen["length"] & number}`
    : null
  : null;

// A declared op has declared shapes and element types; what goes backward has to be like the argument itself.
type OneFault<
  Rule extends "gradient" | "backward",
  A extends TensorLike,
  G extends TensorLike,
  Argument extends number,
> = Rule extends "gradient" ? OneCotangentFault<A, G, Argument> : OneUnlikeFault<A, G, Argument>;

type OneCotangentFault<A extends TensorLike, G extends TensorLike, Argument extends number> = [
  A["dtype"],
] extends ["i32" | "bool"]
  ? `argument ${Argument} is ${FormatDType<A["dtype"]>} and has no derivative (return null for it)`
  : number extends A["shape"]["length"] | G["shape"]["length"]
    ? null
    : [DimsFit<G["shape"], A["shape"]>, Extract<G["dtype"], A["dtype"]>] extends
          | [false, unknown]
          | [true, never]
      ? `the cotangent of argument ${Argument} is ${FormatShape<G["shape"]>} ${FormatDType<G["dtype"]>}, and has to be ${FormatShape<A["shape"]>} ${FormatDType<A["dtype"]>}`
      : null;

/** What goes backward, if it gives each argument a cotangent like it, or null for none, or the message. */
export type FitBackward<Args extends readonly TensorLike[], Given, Backward> = Fits<
  Given extends readonly unknown[]
    ? number extends Args["length"] | Given["length"]
      ? null
      : Given["length"] extends Args["length"]
        ? CotangentsFault<"customGradient", "backward", Args, Given>
        : `customGradient: needs one cotangent for each argument, ${Args["length"]}, got ${Given["length"]}`
    : "customGradient: backward has to return a list of cotangents, got object",
  Backward
>;

type OneUnlikeFault<A extends TensorLike, G extends TensorLike, Argument extends number> = (
  number extends A["shape"]["length"] | G["shape"]["length"]
    ? true
    : DimsFit<G["shape"], A["shape"]>
) extends true
  ? [Extract<G["dtype"], A["dtype"]>] extends [never]
    ? `the cotangent of argument ${Argument} is ${FormatDType<G["dtype"]>}, and has to be ${FormatDType<A["dtype"]>}`
    : null
  : `the cotangent of argument ${Argument} is ${FormatShape<G["shape"]>}, and has to be ${FormatShape<A["shape"]>}`;
