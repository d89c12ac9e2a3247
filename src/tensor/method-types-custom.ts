/** The types of ops that users declare: shapes with named dims, bound at each call; knows no implementation. */

import type { DType } from "../../types/dtype.ts";
import type {
  Bindings,
  BroadcastAll,
  FloatDType,
  FormatShape,
  Plain,
  Shape,
  SubstitutePattern,
  UnifyPattern,
} from "../../types/index.ts";
import type { HostFunction } from "../graph/op.ts";
import type { DimsFit } from "./method-types-cotangents.ts";
import type { FormatDType } from "./method-types-dtype.ts";
import type { NoBindings } from "./method-types-jit.ts";
import type { Fits, Resolve, ShapesOf, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** An argument's or result's element type: `"float"` is f32 or f64, the same wherever it stands. */
export type OpDType = DType | "float";

/** The element types an op takes and the one it gives. */
export interface OpDTypes<Takes extends readonly OpDType[] = readonly OpDType[], Gives = OpDType> {
  readonly takes: Takes;
  readonly gives: Gives;
}

/** What an op takes and gives that says nothing of element types. */
export type AllFloats = OpDTypes<readonly "float"[], "float">;

/** The shapes an op takes and the one it gives, with a name for every size that varies and `"..."` for any axes in front. */
export interface OpShapes<Takes extends readonly Shape[] = readonly Shape[], Gives extends Shape = Shape> {
  readonly takes: Takes;
  readonly gives: Gives;
}

/** Why what forward gives is not what is declared, or null; what nobody knows may be. */
type ForwardFault<Gives extends Shape, Kinds extends OpDTypes, Value extends TensorLike> = [
  Value["dtype"],
] extends [Written<Kinds["gives"]>]
  ? ForwardShapeFault<Gives, Value["shape"]>
  : [DType] extends [Value["dtype"]]
    ? ForwardShapeFault<Gives, Value["shape"]>
    : `forward gives ${Value["dtype"]}, declared as ${Written<Kinds["gives"]>}`;

type ForwardShapeFault<Gives extends Shape, S extends Shape> = number extends S["length"]
  ? null
  : DimsFit<S, Gives> extends true
    ? null
    : `forward gives ${FormatShape<S>}, declared as ${FormatShape<Gives>}`;

/** What forward computes, if it gives what is declared, or the message; what declares no shape is an expression of scalars. */
export type FitForward<
  Name extends string,
  Takes extends readonly Shape[],
  Gives extends Shape,
  Kinds extends OpDTypes,
  Value extends TensorLike,
  Forward,
> = Fits<
  ForwardFault<[Takes] extends [never] ? [] : Gives, Kinds, Value> extends infer Fault extends string
    ? `${Name}: ${Fault}`
    : null,
  Forward
>;

/** A function over typed arrays, as what an op computes. */
export interface HostForward<Done> {
  readonly host: (...args: Parameters<HostFunction>) => Done;
}

/** An expression of one element of each operand, as what an op computes. */
export interface ScalarForward<Args extends readonly unknown[], Value> {
  readonly scalar: (...args: Args) => Value;
}

// A function of any tensors: what is written without a shape is refused where the op is named.
interface Unshaped<Value> {
  method(...args: readonly TensorOf<Shape, "f32">[]): Value;
}

/** What computes shapes that are declared; without them, a function of tensors of which nobody knows the shapes. */
export type ShapedForward<
  Takes extends readonly Shape[],
  Kinds extends OpDTypes,
  Value extends TensorLike,
> = [Takes] extends [never]
  ? Unshaped<Value>["method"]
  : Takes extends infer Declared extends readonly Shape[]
    ? (...args: InnerTensors<Declared, Kinds>) => Value
    : never;

/** What forward gives of which the declaration says the shape: without one, an expression of scalars. */
export type WrittenValue<Takes, Value extends TensorLike, Scalar extends TensorLike> = [Takes] extends [never]
  ? Scalar
  : [TensorLike] extends [Scalar]
    ? Value
    : Scalar;

/**
 * A name, if it is one and what it names has a shape or needs none, or the message. What a function of tensors or of arrays
 * gives is any tensor for as long as there is none.
 */
export type FitName<
  Name extends string,
  Takes extends readonly Shape[],
  Given extends readonly [tensors: unknown, arrays: unknown],
> = Fits<
  Name extends ""
    ? 'defineOp: needs a name, got the string ""'
    : [Takes] extends [never]
      ? [TensorLike, TensorLike] extends Given
        ? null
        : `${Name}: needs a shape (such as { takes: [["n", "k"]], gives: ["n"] })`
      : null,
  Name
>;

/** The shapes a declaration says, if the result's follows from the arguments', or the message. */
export interface DeclaredShapes<Name extends string, Takes extends readonly Shape[], Gives extends Shape> {
  readonly takes: Fits<LateFault<Name, Takes[number]>, Takes>;
  readonly gives: Fits<
    UnknownName<Gives, Takes[number][number]> extends infer Unknown extends string
      ? `${Name}: gives "${Unknown}", which no argument has`
      : LateFault<Name, Gives>,
    Gives
  >;
}

// The first name of a result that is none of those given, or null.
type UnknownName<Gives extends Shape, Given> = Gives extends readonly [infer D, ...infer Tail extends Shape]
  ? D extends string
    ? string extends D
      ? UnknownName<Tail, Given>
      : D extends Given
        ? UnknownName<Tail, Given>
        : string extends Given
          ? null
          : D
    : UnknownName<Tail, Given>
  : null;

type LateFault<Name extends string, S extends Shape> = S extends readonly [unknown, ...infer Tail]
  ? "..." extends Tail[number]
    ? string extends Tail[number]
      ? null
      : `${Name}: "..." stands behind other axes in ${FormatShape<S>}, has to come first`
    : null
  : null;

/** The element types a declaration says, if there is one for each shape and the result's follows, or the message. */
export interface DeclaredDTypes<
  Name extends string,
  Takes extends readonly Shape[],
  TakesKinds extends readonly OpDType[],
  GivesKind extends OpDType,
> {
  readonly takes: Fits<KindsFault<Name, Takes, TakesKinds>, TakesKinds>;
  readonly gives: Fits<
    [GivesKind, "float"] extends ["float", TakesKinds[number]]
      ? null
      : GivesKind extends "float"
        ? `${Name}: gives "float", which no argument has (name f32 or f64)`
        : null,
    GivesKind
  >;
}

type KindsFault<Name extends string, Takes extends readonly Shape[], Kinds extends readonly unknown[]> = [
  Takes,
] extends [never]
  ? null
  : number extends Takes["length"] | Kinds["length"]
    ? null
    : Kinds["length"] extends Takes["length"]
      ? null
      : `${Name}: dtype takes ${Kinds["length"]} arguments, shape takes ${Takes["length"]}`;

/** One element of each operand, of the declared element types or as the function's own parameters say. */
export type ScalarArguments<Args extends readonly TensorLike[], Kinds extends OpDTypes> = [
  AllFloats,
] extends [Kinds]
  ? Args
  : ScalarsOf<Kinds["takes"]>;

/** What a gradient rule is given of the arguments. */
export type GradientArguments<
  Takes extends readonly Shape[],
  Kinds extends OpDTypes,
  Args extends readonly TensorLike[],
> = [Takes] extends [never]
  ? ScalarArguments<Args, Kinds>
  : // Behind `infer`, so that the rule's parameters say nothing of what is declared.
    Takes extends infer Declared extends readonly Shape[]
    ? InnerTensors<Declared, Kinds>
    : never;

/** What a gradient rule is given of the result. */
export type GradientValue<Takes extends readonly Shape[], Gives extends Shape, Kind> = InnerTensor<
  [Takes] extends [never] ? [] : Gives,
  Kind
>;

/** The op of a declaration, with or without shapes. */
export type DeclaredOp<
  Name extends string,
  Takes extends readonly Shape[],
  Gives extends Shape,
  Kinds extends OpDTypes,
  Args extends readonly TensorLike[],
> = [Takes] extends [never]
  ? [AllFloats] extends [Kinds]
    ? CustomScalarOp<Name, Args>
    : CustomMixedScalarOp<Name, Kinds>
  : OpOf<Name, Takes, Gives, Kinds>;

/** The element type that a declaration's own functions are written for. */
type Written<Kind> = Kind extends DType ? Kind : "f32";

type KindAt<Kinds extends OpDTypes, At extends number> = Kinds["takes"][At];

/** A shape as a declaration's own functions see it: behind `"..."` nobody knows the rank. */
type Inner<S> = S extends readonly ["...", ...unknown[]] ? Shape : S extends Shape ? Plain<S> : Shape;

/** The tensor that a declaration's own functions get for an argument or a result. */
export type InnerTensor<S, Kind> = TensorOf<Inner<S>, Written<Kind>>;

/** The tensors that a declaration's own functions get for all arguments. */
export type InnerTensors<Takes extends readonly Shape[], Kinds extends OpDTypes> = {
  -readonly [K in keyof Takes]: InnerTensor<
    Takes[K],
    K extends keyof Kinds["takes"] ? Kinds["takes"][K] : "float"
  >;
};

/** The element type that `"float"` stands for in a call: that of its first argument declared so. */
type FloatOf<
  Kinds extends OpDTypes,
  Given extends readonly TensorLike[],
  Seen extends readonly unknown[] = [],
> = Given extends readonly [infer G extends TensorLike, ...infer More extends readonly TensorLike[]]
  ? KindAt<Kinds, Seen["length"] & number> extends "float"
    ? G["dtype"]
    : FloatOf<Kinds, More, [...Seen, 0]>
  : never;

type ResultDType<Kinds extends OpDTypes, Given extends readonly TensorLike[]> = Kinds["gives"] extends DType
  ? Kinds["gives"]
  : FloatOf<Kinds, Given>;

/** Why an argument's element type does not do, or null. */
type DTypeClash<Kind, First, Given extends TensorLike, Argument extends number> = Kind extends DType
  ? [Extract<Given["dtype"], Kind>] extends [never]
    ? `argument ${Argument} is ${FormatDType<Given["dtype"]>}, expected ${Kind} (cast it with .cast("${Kind}"))`
    : null
  : [Extract<Given["dtype"], FloatDType>] extends [never]
    ? `needs f32 or f64, got ${FormatDType<Given["dtype"]>} (cast it with .cast("f32"))`
    : [Extract<Given["dtype"], First>] extends [never]
      ? `dtypes differ, ${FormatDType<First>} and ${FormatDType<Given["dtype"]>} (cast one side with .cast("${FormatDType<First>}"))`
      : null;

/** What every name stands for, or the message of the first argument that does not fit. */
type BindOp<
  Name extends string,
  Takes extends readonly unknown[],
  Given extends readonly TensorLike[],
  Known extends Bindings = NoBindings,
  Seen extends readonly unknown[] = [0],
> = Takes extends readonly [infer P extends Shape, ...infer PT]
  ? Given extends readonly [infer G extends TensorLike, ...infer GT extends readonly TensorLike[]]
    ? UnifyPattern<P, G["shape"], Seen["length"] & number, Known> extends infer Next
      ? Next extends Bindings
        ? BindOp<Name, PT, GT, Next, [...Seen, 0]>
        : `${Name}: ${Next & string}`
      : never
    : Known
  : Known;

/** The arguments as they may be given: the first that does not fit is the message. */
type FitOp<
  Name extends string,
  Takes extends readonly unknown[],
  Given extends readonly TensorLike[],
  Kinds extends OpDTypes = AllFloats,
  First = FloatOf<Kinds, Given>,
  Known extends Bindings = NoBindings,
  Out extends readonly unknown[] = [],
> = Takes extends readonly [infer P extends Shape, ...infer PT]
  ? Given extends readonly [infer G extends TensorLike, ...infer GT extends readonly TensorLike[]]
    ? DTypeClash<
        KindAt<Kinds, Out["length"] & number>,
        First,
        G,
        [...Out, 0]["length"] & number
      > extends infer Clash extends string
      ? [...Out, `${Name}: ${Clash}`, ...TensorsLike<PT>]
      : UnifyPattern<P, G["shape"], [...Out, 0]["length"] & number, Known> extends infer Next
        ? Next extends Bindings
          ? FitOp<Name, PT, GT, Kinds, First, Next, [...Out, G]>
          : [...Out, `${Name}: ${Next & string}`, ...TensorsLike<PT>]
        : never
    : [...Out, ...TensorsLike<Takes>]
  : Out;

type TensorsLike<Takes extends readonly unknown[]> = { [K in keyof Takes]: TensorOf<Takes[K], "f32"> };

type OpResult<Gives extends Shape, Known> = Known extends Bindings ? SubstitutePattern<Gives, Known> : Shape;

/** An op made by `defineOp`: its names are bound at each call, and its result's shape follows. */
export interface CustomOp<Name extends string, Takes extends readonly Shape[], Gives extends Shape> {
  <const Given extends readonly TensorLike[]>(
    ...args: Given extends FitOp<Name, Takes, Given> ? Given : FitOp<Name, Takes, Given>
  ): TensorOf<OpResult<Gives, BindOp<Name, Takes, Given>>, Given[0]["dtype"]>;
  readonly opName: Name;
  readonly takes: Takes;
  readonly gives: Gives;
}

/** An op made by `defineOp` whose element types are declared too. */
export interface CustomMixedOp<
  Name extends string,
  Takes extends readonly Shape[],
  Gives extends Shape,
  Kinds extends OpDTypes,
> {
  <const Given extends readonly TensorLike[]>(
    ...args: Given extends FitOp<Name, Takes, Given, Kinds> ? Given : FitOp<Name, Takes, Given, Kinds>
  ): TensorOf<OpResult<Gives, BindOp<Name, Takes, Given>>, ResultDType<Kinds, Given>>;
  readonly opName: Name;
  readonly takes: Takes;
  readonly gives: Gives;
  readonly dtypes: Kinds;
}

/** The op of a declaration. */
export type OpOf<
  Name extends string,
  Takes extends readonly Shape[],
  Gives extends Shape,
  Kinds extends OpDTypes,
> = [AllFloats] extends [Kinds] ? CustomOp<Name, Takes, Gives> : CustomMixedOp<Name, Takes, Gives, Kinds>;

/** The arguments as they may be given: where they do not broadcast, the last is the message. */
type FitScalarOp<
  Name extends string,
  Args extends readonly unknown[],
  Given extends readonly TensorLike[],
  Kinds extends OpDTypes = AllFloats,
> = Given["length"] extends Args["length"]
  ? BroadcastAll<Name, ShapesOf<Given>> extends infer Fault extends string
    ? Given extends readonly [...infer Front, unknown]
      ? [...Front, Fault]
      : [Fault]
    : FitOp<Name, EachShape<Given>, Given, Kinds>
  : Args;

/** The given shapes as declared ones, so that only element types can clash. */
type EachShape<Given extends readonly TensorLike[]> = { [K in keyof Given]: readonly number[] };

/** An elementwise op made by `defineOp`: its operands broadcast. */
export interface CustomScalarOp<Name extends string, Args extends readonly unknown[]> {
  <const Given extends readonly TensorLike[]>(
    ...args: Given extends FitScalarOp<Name, Args, Given> ? Given : FitScalarOp<Name, Args, Given>
  ): TensorOf<Resolve<BroadcastAll<Name, ShapesOf<Given>>>, Given[0]["dtype"]>;
  readonly opName: Name;
  readonly takes: readonly Shape[];
}

/** One element of each argument, as a scalar kernel of declared element types gets them. */
export type ScalarsOf<Takes extends readonly OpDType[]> = {
  -readonly [K in keyof Takes]: InnerTensor<[], Takes[K]>;
};

/** An elementwise op made by `defineOp` whose element types are declared. */
export interface CustomMixedScalarOp<Name extends string, Kinds extends OpDTypes> {
  <const Given extends readonly TensorLike[]>(
    ...args: Given extends FitScalarOp<Name, ScalarsOf<Kinds["takes"]>, Given, Kinds>
      ? Given
      : FitScalarOp<Name, ScalarsOf<Kinds["takes"]>, Given, Kinds>
  ): TensorOf<Resolve<BroadcastAll<Name, ShapesOf<Given>>>, ResultDType<Kinds, Given>>;
  readonly opName: Name;
  readonly takes: readonly Shape[];
  readonly dtypes: Kinds;
}
