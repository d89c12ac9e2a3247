/** The types of ops that users declare: shapes with named dims, bound at each call; knows no implementation. */

import type {
  Bindings,
  BroadcastAll,
  Dim,
  FloatDType,
  FormatShape,
  Shape,
  Substitute,
  UnifyShape,
} from "../../types/index.ts";
import type { FormatDType } from "./method-types-dtype.ts";
import type { Resolve, ShapesOf, TensorLike, TensorOf } from "./tensor-kinds.ts";

// biome-ignore lint/complexity/noBannedTypes: no name is bound yet
type NoBindings = {};

/** The shapes an op takes and the one it gives, with a name for every size that varies. */
export interface OpShapes<Takes extends readonly Shape[] = readonly Shape[], Gives extends Shape = Shape> {
  readonly takes: Takes;
  readonly gives: Gives;
}

// A name, or a size nobody knows, can be what is declared; another name or another size cannot.
type DimsFit<S extends Shape, Gives extends Shape> = S extends readonly [
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

/** Nothing more to ask of a declaration whose forward gives the declared shape, and otherwise the message. */
export type ForwardFits<
  Name extends string,
  Gives extends Shape,
  Value extends TensorLike,
> = number extends Value["shape"]["length"]
  ? unknown
  : DimsFit<Value["shape"], Gives> extends true
    ? unknown
    : {
        readonly forward: `${Name}: forward gives ${FormatShape<Value["shape"]>}, declared as ${FormatShape<Gives>}`;
      };

/** Why an argument's element type does not do, or null. */
type DTypeClash<First, Given extends TensorLike> = [Extract<Given["dtype"], FloatDType>] extends [never]
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
    ? UnifyShape<P, G["shape"], Seen["length"] & number, Known> extends infer Next
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
  First = Given[0]["dtype"],
  Known extends Bindings = NoBindings,
  Out extends readonly unknown[] = [],
> = Takes extends readonly [infer P extends Shape, ...infer PT]
  ? Given extends readonly [infer G extends TensorLike, ...infer GT extends readonly TensorLike[]]
    ? DTypeClash<First, G> extends infer Clash extends string
      ? [...Out, `${Name}: ${Clash}`, ...TensorsLike<PT>]
      : UnifyShape<P, G["shape"], [...Out, 0]["length"] & number, Known> extends infer Next
        ? Next extends Bindings
          ? FitOp<Name, PT, GT, First, Next, [...Out, G]>
          : [...Out, `${Name}: ${Next & string}`, ...TensorsLike<PT>]
        : never
    : [...Out, ...TensorsLike<Takes>]
  : Out;

type TensorsLike<Takes extends readonly unknown[]> = { [K in keyof Takes]: TensorOf<Takes[K], "f32"> };

type OpResult<Gives extends Shape, Known> = Known extends Bindings ? Substitute<Gives, Known> : Shape;

/** An op made by `defineOp`: its names are bound at each call, and its result's shape follows. */
export interface CustomOp<Name extends string, Takes extends readonly Shape[], Gives extends Shape> {
  <const Given extends readonly TensorLike[]>(
    ...args: Given extends FitOp<Name, Takes, Given> ? Given : FitOp<Name, Takes, Given>
  ): TensorOf<OpResult<Gives, BindOp<Name, Takes, Given>>, Given[0]["dtype"]>;
  readonly opName: Name;
  readonly takes: Takes;
  readonly gives: Gives;
}

/** The arguments as they may be given: where they do not broadcast, the last is the message. */
type FitScalarOp<
  Name extends string,
  Args extends readonly unknown[],
  Given extends readonly TensorLike[],
> = Given["length"] extends Args["length"]
  ? BroadcastAll<Name, ShapesOf<Given>> extends infer Fault extends string
    ? Given extends readonly [...infer Front, unknown]
      ? [...Front, Fault]
      : [Fault]
    : FitOp<Name, EachShape<Given>, Given>
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
