/** The types of functions that take a loss or make one; knows no formula. */

import type { Broadcast, CrossEntropy, Dim, FormatShape, Nll, SameShape, Shape } from "../../types/index.ts";
import type { DTypeFault, FormatDType, SameDTypeFault } from "./method-types-dtype.ts";
import type { Fits, Resolve, TensorLike } from "./tensor-kinds.ts";

/** The message that something is no scalar of floats, or null. */
export type ScalarFault<Op extends string, S extends Shape, D> =
  DTypeFault<Op, "float", D> extends string
    ? `${Op}: needs f32 or f64, got ${FormatDType<D>} (whole numbers and truth values have no gradient)`
    : S extends readonly []
      ? null
      : number extends S["length"]
        ? null
        : `${Op}: needs a scalar, got ${FormatShape<S>} (reduce it first, for example with .sum())`;

/** A loss to differentiate, if it is a scalar of floats, or the message. */
export type ScalarLoss<Op extends string, Loss extends TensorLike> = Fits<
  ScalarFault<Op, Loss["shape"], Loss["dtype"]>,
  Loss
>;

/** The message that nothing can be differentiated by a tensor of this element type, or null. */
type TargetFault<Op extends string, D> =
  DTypeFault<Op, "float", D> extends string
    ? `${Op}: needs f32 or f64 to differentiate by, got ${FormatDType<D>} (cast it with .cast("f32") first)`
    : null;

/** What to differentiate by, one tensor or a list, if all are floats; what is none is the message. */
export type GradientTargets<Op extends string, T> = [T] extends [FloatTargets<Op, T>]
  ? T
  : FloatTargets<Op, T>;

type FloatTargets<Op extends string, T> = T extends { readonly dtype: infer D }
  ? Fits<TargetFault<Op, D>, T>
  : { [K in keyof T]: T[K] extends { readonly dtype: infer D } ? Fits<TargetFault<Op, D>, T[K]> : T[K] };

/** The function, if what it is differentiated by is of floats, or the message. */
export type DifferentiableBy<Op extends string, X, Fn> = X extends TensorLike
  ? Fits<TargetFault<Op, X["dtype"]>, Fn>
  : Fn;

/** The message that losses cannot be made of numbers of these element types, or null. */
type PairFault<Op extends string, Prediction, Target> =
  DTypeFault<Op, "float", Prediction> extends infer Fault extends string
    ? Fault
    : SameDTypeFault<Op, Prediction, Target>;

/** A target, if its shape goes with the prediction's and both are floats of one kind, or the message. */
export type LossTarget<
  Op extends string,
  Rule,
  Prediction extends TensorLike,
  Target extends TensorLike,
> = Fits<Rule, Fits<PairFault<Op, Prediction["dtype"], Target["dtype"]>, Target>>;

/** Weights of the classes that logits lie over along axis 1, if they are, or the message. */
export type ClassWeight<Op extends string, Logits extends TensorLike, Weight extends TensorLike> = Fits<
  Logits["shape"] extends readonly [unknown, infer Classes extends Dim, ...unknown[]]
    ? SameShape<Op, Weight["shape"], [Classes]>
    : null,
  Fits<SameDTypeFault<Op, Logits["dtype"], Weight["dtype"]>, Weight>
>;

/** Weights that stretch to the targets, or the message. */
export type PositiveWeight<Op extends string, Target extends TensorLike, Weight extends TensorLike> = Fits<
  Broadcast<Op, Target["shape"], Weight["shape"]> extends infer Common
    ? Common extends Shape
      ? SameShape<Op, Common, Target["shape"]>
      : Common
    : never,
  Fits<SameDTypeFault<Op, Target["dtype"], Weight["dtype"]>, Weight>
>;

/** The target of a cross-entropy: class numbers (i32), or probabilities of the logits' own element type. */
export type CrossEntropyTarget<Logits extends TensorLike, Target extends TensorLike> = AcceptFitting<
  DTypeFault<"crossEntropy", "float", Logits["dtype"]>,
  CrossEntropy<Logits["shape"], Target["shape"]>,
  CrossEntropyDTypeFault<Logits, Target>,
  Target
>;

// The target, unless there is a message about what it is compared with, about both shapes, or about its element type.
type AcceptFitting<Before, Rule, After, Target> = Before extends infer Fault extends string
  ? Fault
  : Fits<Rule, After extends infer Fault extends string ? Fault : Target>;

type CrossEntropyDTypeFault<
  Logits extends TensorLike,
  Target extends TensorLike,
> = number extends Logits["shape"]["length"]
  ? null
  : [Target["shape"]["length"]] extends [Logits["shape"]["length"]]
    ? SameDTypeFault<"crossEntropy", Logits["dtype"], Target["dtype"]>
    : ClassesFault<"crossEntropy", Target["dtype"]>;

type ClassesFault<Op extends string, D> = "i32" extends D
  ? null
  : `${Op}: classes are i32, got ${FormatDType<D>} (cast them with .cast("i32"))`;

/** The shape of the losses before they are averaged: one for each sample. */
export type CrossEntropyShape<Logits extends TensorLike, Target extends TensorLike> = Resolve<
  CrossEntropy<Logits["shape"], Target["shape"]>
>;

/** The classes of a negative log-likelihood: i32, one for each sample. */
export type NllClasses<LogProbabilities extends TensorLike, Classes extends TensorLike> = AcceptFitting<
  DTypeFault<"nll", "float", LogProbabilities["dtype"]>,
  Nll<LogProbabilities["shape"], Classes["shape"]>,
  ClassesFault<"nll", Classes["dtype"]>,
  Classes
>;
