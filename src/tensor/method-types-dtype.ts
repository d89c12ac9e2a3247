/** What element types a method takes, and the message when it does not; knows no shape. */

import type { IsWhole } from "../../types/arithmetic.ts";
import type { DType } from "../../types/dtype.ts";
import type { Fits, TensorLike } from "./tensor-kinds.ts";

/** For each class of element types its members, how a message spells them, and what to cast to. */
interface DTypeClasses {
  any: { members: DType; spelled: "any element type"; cure: "f32" };
  numeric: { members: "f32" | "f64" | "i32"; spelled: "f32, f64 or i32"; cure: "f32" };
  float: { members: "f32" | "f64"; spelled: "f32 or f64"; cure: "f32" };
  f32: { members: "f32"; spelled: "f32"; cure: "f32" };
  f64: { members: "f64"; spelled: "f64"; cure: "f64" };
  i32: { members: "i32"; spelled: "i32"; cure: "i32" };
  bool: { members: "bool"; spelled: "bool"; cure: "bool" };
}

/** The names of the classes. */
export type DTypeClass = keyof DTypeClasses;

/** An element type as a message names it; of one that only the run knows, what it can be. */
export type FormatDType<D> = [D] extends ["f32"]
  ? "f32"
  : [D] extends ["f64"]
    ? "f64"
    : [D] extends ["i32"]
      ? "i32"
      : [D] extends ["bool"]
        ? "bool"
        : [D] extends ["f32" | "f64"]
          ? "f32 or f64"
          : [D] extends ["i32" | "bool"]
            ? "i32 or bool"
            : "another element type";

/** The message that an element type is not of a class, or null; one that only the run knows may be of it. */
export type DTypeFault<Op extends string, Class extends DTypeClass, D> = [D] extends [
  DTypeClasses[Class]["members"],
]
  ? null
  : [Extract<D, DTypeClasses[Class]["members"]>] extends [never]
    ? DTypeMessage<Op, Class, D>
    : null;

type DTypeMessage<
  Op extends string,
  Class extends DTypeClass,
  D,
> = `${Op}: needs ${DTypeClasses[Class]["spelled"]}, got ${FormatDType<D>} (cast it with .cast("${DTypeClasses[Class]["cure"]}"))`;

/** The tensor itself if its element type is of the class, or the message. */
export type Accept<Op extends string, Class extends DTypeClass, Self extends TensorLike> =
  DTypeFault<Op, Class, Self["dtype"]> extends infer Fault extends string ? Fault : Self;

/** The tensor itself if its element type is of the class and a rule holds for it, or the message. */
export type AcceptFit<Op extends string, Class extends DTypeClass, R, Self extends TensorLike> =
  DTypeFault<Op, Class, Self["dtype"]> extends infer Fault extends string ? Fault : Fits<R, Self>;

/** The message that an operand which may be left out has another element type, or null. */
export type OptionalDTypeFault<Op extends string, D, T> = T extends TensorLike
  ? SameDTypeFault<Op, D, T["dtype"]>
  : null;

/** The message that two operands have different element types, or null; unknown ones may be the same. */
export type SameDTypeFault<Op extends string, Left, Right> = [Left] extends [Right]
  ? null
  : [Extract<Left, Right>] extends [never]
    ? `${Op}: dtypes differ, ${FormatDType<Left>} and ${FormatDType<Right>} (cast one side with .cast("${FormatDType<Left>}"))`
    : null;

/** A number as it was given, if elements of a type can meet it, or the message; one that is not known may be whole. */
export type NumberBeside<Op extends string, D, N> = D extends "f32" | "f64"
  ? N
  : NumberFault<Op, D, N> extends infer Fault extends string
    ? Fault
    : N;

/** The message that elements of a type cannot meet a number, or null. */
export type NumberFault<Op extends string, D, N> = [N] extends [number]
  ? [D] extends ["bool"]
    ? `${Op}: dtypes differ, bool and ${number extends N ? "a number" : `the number ${N}`} (cast the tensor with .cast("f32"))`
    : [D, MayBeWhole<N>] extends ["i32", false]
      ? `${Op}: dtypes differ, i32 and the number ${N} (cast the tensor with .cast("f32"))`
      : null
  : null;

type MayBeWhole<N> = N extends number ? (number extends N ? true : IsWhole<N>) : never;

/** The message that indices are no whole numbers, or null. */
export type IndicesFault<Op extends string, D> = "i32" extends D
  ? null
  : `${Op}: indices are i32, got ${FormatDType<D>} (cast them with .cast("i32"))`;

/** The element types of a class. */
export type MembersOf<Class extends DTypeClass> = DTypeClasses[Class]["members"];

/** The smallest class that holds element types. */
export type ClassOfDType<D> = [D] extends ["f32"]
  ? "f32"
  : [D] extends ["f64"]
    ? "f64"
    : [D] extends ["i32"]
      ? "i32"
      : [D] extends ["bool"]
        ? "bool"
        : [D] extends ["f32" | "f64"]
          ? "float"
          : [D] extends ["f32" | "f64" | "i32"]
            ? "numeric"
            : "any";

/** What a layer does to element types: those it takes, and those it gives, unless they are the input's own. */
export interface LayerDTypes {
  readonly accepts: DTypeClass;
  readonly makes: DTypeClass | "same";
}

// The element types that are in both classes: one of the two, unless they have none in common.
type Meet<A extends DTypeClass, B extends DTypeClass> =
  MembersOf<A> extends MembersOf<B> ? A : MembersOf<B> extends MembersOf<A> ? B : null;

/** Tensors, if all are of floats; one that is not is the message. */
export type FitFloats<Op extends string, T extends readonly TensorLike[]> = [T] extends [FloatEach<Op, T>]
  ? T
  : FloatEach<Op, T>;

type FloatEach<Op extends string, T extends readonly TensorLike[]> = {
  [K in keyof T]: Accept<Op, "float", T[K]>;
};

/** What one layer after the other does to element types, or the message of the first that cannot take what reaches it. */
export type ComposeDTypes<
  Layers extends readonly LayerDTypes[],
  Accepts extends DTypeClass = "any",
  Makes extends DTypeClass | "same" = "same",
  Seen extends readonly unknown[] = [0],
> = Layers extends readonly [infer First extends LayerDTypes, ...infer Others extends readonly LayerDTypes[]]
  ? Meet<ReachingClass<Accepts, Makes>, First["accepts"]> extends infer Both extends DTypeClass
    ? ComposeDTypes<
        Others,
        Makes extends "same" ? Both : Accepts,
        First["makes"] extends "same" ? (Makes extends "same" ? Makes : Both) : First["makes"],
        [...Seen, 0]
      >
    : `sequential: layer ${Seen["length"] & number} needs ${Spelled<First["accepts"]>}, but ${Spelled<ReachingClass<Accepts, Makes>>} reaches it (cast it with .cast("${DTypeClasses[First["accepts"]]["cure"]}"))`
  : { accepts: Accepts; makes: Makes };

type ReachingClass<Accepts extends DTypeClass, Makes extends DTypeClass | "same"> = Makes extends DTypeClass
  ? Makes
  : Accepts;

type Spelled<Class extends DTypeClass> = DTypeClasses[Class]["spelled"];
