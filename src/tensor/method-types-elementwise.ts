/** The types of methods that work element by element; knows no builder. */

import type { Broadcast, BroadcastAll, DType, Shape } from "../../types/index.ts";
import type {
  binaryMethods,
  comparisonMethods,
  logicalMethods,
  logicalUnaryMethods,
  testMethods,
  unaryMethods,
} from "../ops/index.ts";
import type { Accept, DTypeClass, DTypeFault, SameDTypeFault } from "./method-types-dtype.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

interface Row {
  readonly accepts: DTypeClass;
}

/** One method without arguments that keeps shape and element type. */
interface UnaryMethod<Op extends string, Class extends DTypeClass> {
  method<Self extends TensorLike>(this: Accept<Op, Class, Self>): TensorOf<Self["shape"], Self["dtype"]>;
}

type UnaryMethodsOf<Table extends Record<keyof Table, Row>> = {
  [Op in keyof Table & string]: UnaryMethod<Op, Table[Op]["accepts"]>["method"];
};

/** Methods without arguments: `x.exp()`. */
export type UnaryMethods = UnaryMethodsOf<typeof unaryMethods>;

/** Methods without arguments on truth values: `x.logicalNot()`. */
export type LogicalUnaryMethods = UnaryMethodsOf<typeof logicalUnaryMethods>;

interface TestMethod<Op extends string, Class extends DTypeClass> {
  method<Self extends TensorLike>(this: Accept<Op, Class, Self>): TensorOf<Self["shape"], "bool">;
}

/** Truth values about single elements: `x.isNaN()`. */
export type TestMethods = {
  [Op in keyof typeof testMethods]: TestMethod<Op, (typeof testMethods)[Op]["accepts"]>["method"];
};

interface SlopeMethod<Op extends string> {
  method<Self extends TensorLike>(
    this: Accept<Op, "float", Self>,
    alpha?: number,
  ): TensorOf<Self["shape"], Self["dtype"]>;
}

/** Elementwise methods with settings. */
export interface SettingMethods {
  /** x above 0, alpha·x below, alpha 0.01 by default. @example x.leakyRelu(0.2); */
  leakyRelu: SlopeMethod<"leakyRelu">["method"];
  /** x above 0, alpha·(eˣ − 1) below, alpha 1 by default (Clevert et al. 2016). @example x.elu(); */
  elu: SlopeMethod<"elu">["method"];
  /** x above 0, alpha·(e^(x/alpha) − 1) below, alpha 1 by default (Barron 2017). @example x.celu(2); */
  celu: SlopeMethod<"celu">["method"];
  /**
   * Elements below `min` raised to it and elements above `max` lowered to it; null leaves a side open.
   *
   * @example tensor([-2, 5]).clip(0, null).toArray(); // [0, 5]
   */
  clip<Self extends TensorLike>(
    this: Accept<"clip", "numeric", Self>,
    min?: number | null,
    max?: number | null,
  ): TensorOf<Self["shape"], Self["dtype"]>;
}

/** The other operand, if it fits: a number, or a tensor of the same element type whose shape broadcasts. */
export type Operand<Op extends string, Self extends TensorLike, T> = T extends {
  readonly shape: infer S extends Shape;
  readonly dtype: infer D extends DType;
}
  ? SameDTypeFault<Op, Self["dtype"], D> extends infer Fault extends string
    ? Fault
    : [Self["shape"], S] extends readonly [S, Self["shape"]]
      ? T
      : Fits<Broadcast<Op, Self["shape"], S>, T>
  : T;

/** The shape of two operands' result. */
type BroadcastOf<Op extends string, Self extends TensorLike, T> = [T] extends [never]
  ? Shape
  : T extends { readonly shape: infer S extends Shape }
    ? // Equal shapes at once: they may be a type parameter, of which nothing else is known.
      [Self["shape"], S] extends readonly [S, Self["shape"]]
      ? S
      : Resolve<Broadcast<Op, Self["shape"], S>>
    : Self["shape"];

interface BinaryMethod<Op extends string, Class extends DTypeClass> {
  method<Self extends TensorLike, T extends TensorLike | number>(
    this: Accept<Op, Class, Self>,
    other: Operand<Op, Self, T>,
  ): TensorOf<BroadcastOf<Op, Self, T>, Self["dtype"]>;
}

/** Arithmetic with a tensor of the same element type or a number: `x.add(y)`. */
export type BinaryMethods = {
  [Op in keyof typeof binaryMethods]: BinaryMethod<Op, (typeof binaryMethods)[Op]["accepts"]>["method"];
};

interface ComparisonMethod<Op extends string, Class extends DTypeClass> {
  method<Self extends TensorLike, T extends TensorLike | number>(
    this: Accept<Op, Class, Self>,
    other: Operand<Op, Self, T>,
  ): TensorOf<BroadcastOf<Op, Self, T>, "bool">;
}

/** Comparisons with a tensor of the same element type or a number: `x.less(y)`. */
export type ComparisonMethods = {
  [Op in keyof typeof comparisonMethods]: ComparisonMethod<
    Op,
    (typeof comparisonMethods)[Op]["accepts"]
  >["method"];
};

interface LogicalMethod<Op extends string, Class extends DTypeClass> {
  method<Self extends TensorLike, T extends TensorLike>(
    this: Accept<Op, Class, Self>,
    other: Operand<Op, Self, T>,
  ): TensorOf<BroadcastOf<Op, Self, T>, "bool">;
}

/** Truth-value methods with another `bool` tensor: `x.logicalAnd(y)`. */
export type LogicalMethods = {
  [Op in keyof typeof logicalMethods]: LogicalMethod<Op, (typeof logicalMethods)[Op]["accepts"]>["method"];
};

type ShapeOfOperand<T> = T extends { readonly shape: infer S extends Shape } ? S : [];

/** The second choice, if condition and both choices fit each other. */
export type WhereOperand<Condition extends TensorLike, A, B> =
  WhereDTypeFault<A, B> extends infer Fault extends string
    ? Fault
    : Fits<BroadcastAll<"where", [Condition["shape"], ShapeOfOperand<A>, ShapeOfOperand<B>]>, B>;

type WhereDTypeFault<A, B> = A extends TensorLike
  ? B extends TensorLike
    ? SameDTypeFault<"where", A["dtype"], B["dtype"]>
    : null
  : null;

/** What `where` gives: the broadcast shape, and the element type of the choices; of two numbers, f32. */
export type WhereResult<Condition extends TensorLike, A, B> = TensorOf<
  Resolve<BroadcastAll<"where", [Condition["shape"], ShapeOfOperand<A>, ShapeOfOperand<B>]>>,
  A extends TensorLike ? A["dtype"] : B extends TensorLike ? B["dtype"] : "f32"
>;

/** `where(condition, a, b)`: elements of `a` where the condition holds, of `b` where it does not. */
export type WhereFunction = <
  C extends TensorLike,
  A extends TensorLike | number,
  B extends TensorLike | number,
>(
  condition: DTypeFault<"where", "bool", C["dtype"]> extends infer Fault extends string ? Fault : C,
  a: A,
  b: WhereOperand<C, A, B>,
) => WhereResult<C, A, B>;
