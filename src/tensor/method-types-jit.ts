/** The types of functions whose named dims are bound when they are called; knows no compiler. */

import type { Bindings, Shape, Substitute, UnifyShape } from "../../types/index.ts";
import type { FormatDType } from "./method-types-dtype.ts";
import type { TensorLike, TensorOf } from "./tensor-kinds.ts";

/** The bindings before the first argument. */
// biome-ignore lint/complexity/noBannedTypes: no name is bound yet
export type NoBindings = {};

/** The bindings after one more argument, or the message that it does not fit. */
type BindArgument<
  Declared extends TensorLike,
  Given extends TensorLike,
  Argument extends number,
  Known extends Bindings,
> = [Extract<Given["dtype"], Declared["dtype"]>] extends [never]
  ? `argument ${Argument} is ${FormatDType<Given["dtype"]>}, expected ${FormatDType<Declared["dtype"]>} (cast it with .cast("${FormatDType<Declared["dtype"]>}"))`
  : UnifyShape<Declared["shape"], Given["shape"], Argument, Known>;

/** What every name stands for in a call, or the message of the first argument that does not fit. */
export type BindArguments<
  Declared extends readonly unknown[],
  Given extends readonly unknown[],
  Known extends Bindings = NoBindings,
  Seen extends readonly unknown[] = [0],
> = Declared extends readonly [infer D extends TensorLike, ...infer DT]
  ? Given extends readonly [infer G extends TensorLike, ...infer GT]
    ? BindArgument<D, G, Seen["length"] & number, Known> extends infer Next
      ? Next extends Bindings
        ? BindArguments<DT, GT, Next, [...Seen, 0]>
        : Next
      : never
    : Known
  : Known;

/** The arguments of a call as they may be given: the first that does not fit is the message. */
export type FitArguments<Declared extends readonly unknown[], Given extends readonly unknown[]> = [
  BindArguments<Declared, Given>,
  Given["length"],
] extends [Bindings, Declared["length"]]
  ? Given
  : FindMisfit<Declared, Given>;

type FindMisfit<
  Declared extends readonly unknown[],
  Given extends readonly unknown[],
  Known extends Bindings = NoBindings,
  Out extends readonly unknown[] = [],
> = Declared extends readonly [infer D extends TensorLike, ...infer DT]
  ? Given extends readonly [infer G, ...infer GT]
    ? G extends TensorLike
      ? BindArgument<D, G, [...Out, 0]["length"] & number, Known> extends infer Next
        ? Next extends Bindings
          ? FindMisfit<DT, GT, Next, [...Out, G]>
          : [...Out, Next, ...DT]
        : never
      : [...Out, ...Declared]
    : [...Out, ...Declared]
  : Out;

/** A result with its names replaced, wherever tensors stand in it. */
export type SubstituteResult<R, Known> = Known extends Bindings
  ? R extends TensorLike
    ? TensorOf<SubstituteShape<R["shape"], Known>, R["dtype"]>
    : R extends readonly unknown[]
      ? { [K in keyof R]: SubstituteResult<R[K], Known> }
      : R extends object
        ? { [K in keyof R]: SubstituteResult<R[K], Known> }
        : R
  : R;

/** A shape with its names replaced; one of unknown rank has none. */
export type SubstituteShape<S extends Shape, Known extends Bindings> = number extends S["length"]
  ? S
  : Substitute<S, Known>;

/** A function of tensors as it was written; one that binds names at each call says by its signature what that was. */
export interface WrittenFunction<Parameters extends readonly unknown[], Result> {
  (...args: Parameters): Result;
  /** For the compiler alone: there is none when it runs. */
  readonly signature?: (...args: Parameters) => Result;
}

/**
 * A function of tensors as it is called: each argument may have any sizes for the named dims of its parameter, the
 * same for one name in all of them, and the result's names are replaced by what they stand for.
 */
export interface ShapeCheckedFunction<Parameters extends readonly TensorLike[], Result> {
  <const Given extends readonly TensorLike[]>(
    ...args: Given extends FitArguments<Parameters, Given> ? Given : FitArguments<Parameters, Given>
  ): SubstituteResult<Result, BindArguments<Parameters, Given>>;
  /** What it was written as, for the compiler alone: there is none when it runs. */
  readonly signature?: (...args: Parameters) => Result;
}

/** The function that `jit` gives: a {@link ShapeCheckedFunction} of the traced function's parameters and result. */
export type JitFunction<Parameters extends readonly TensorLike[], Result> = ShapeCheckedFunction<
  Parameters,
  Result
>;
