/** The least that makes a type a tensor, and the way from a shape and an element type to it; knows no method. */

import type { DType } from "../../types/dtype.ts";
import type { Shape } from "../../types/index.ts";

/** What every rule asks of a tensor: its shape and element type. It bears the name that users see in a message. */
interface Tensor {
  readonly shape: Shape;
  readonly dtype: DType;
  detach(): unknown;
}

export type { Tensor as TensorLike };

/**
 * The two ways a tensor is written: without its element type when that is the default, and with it. The files that
 * declare them add themselves here, so that methods can name a tensor before all of its methods are known.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the files that declare a tensor
// biome-ignore lint/correctness/noUnusedVariables: merged interfaces have the same parameters
export interface TensorKinds<S, D> {}

/** The tensor of a shape and an element type, as it is written: `Tensor<[2, 2]>`, `Tensor<[3], "i32">`. */
export type TensorOf<S, D> = TensorKinds<S, D>[[D] extends ["f32"] ? "f32" : "typed"];

/** The shape of a rule's result; after a message, or of arguments that cannot be, it could be any. */
export type Resolve<R> = [R] extends [never] ? Shape : R extends string ? Shape : R;

/**
 * An argument as it was given when its rule holds, and otherwise the message, which nothing can be passed as. The message
 * is inferred and `R` itself stands in no branch: the compiler looks into the branches of a parameter's type for what to
 * infer and for literals to keep, and would take whole rules apart there at the first use of every operation.
 */
export type Fits<R, T> = [R] extends [never]
  ? T
  : R extends infer Fault extends string
    ? Refused<Fault, T>
    : T;

/** The message, and where the argument is an empty list, a list of it: the compiler prints such a list beside no string. */
export type Refused<Fault, T> = T extends readonly [] ? [NoInfer<Fault>] : NoInfer<Fault>;

/** The shapes of a list of tensors. */
export type ShapesOf<T extends readonly Tensor[]> = { -readonly [K in keyof T]: T[K]["shape"] };

/** The shape of a tensor that may be left out. */
export type ShapeOfOptional<T> = T extends Tensor ? T["shape"] : undefined;
