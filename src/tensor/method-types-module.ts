/** The types of layers: what shapes they take and give, and whether one fits behind another; knows no weight. */

import type {
  ApplyRule,
  CheckedRule,
  Compose,
  ConvRule,
  ConvWeight,
  FlattenRule,
  LayerShapes,
  PatternRule,
  PerAxis,
  PoolRule,
  SequenceRule,
  Shape,
} from "../../types/index.ts";
import type {
  ClassOfDType,
  ComposeDTypes,
  DTypeClass,
  DTypeFault,
  IndicesFault,
  LayerDTypes,
  MembersOf,
} from "./method-types-dtype.ts";
import type { ConvOf, PoolOf } from "./method-types-layer-settings.ts";
import type { Rows } from "./method-types-table.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** An input, if its element type is of the class and its shape passes through the layer, or the message. */
export type LayerInput<Op extends string, Class extends DTypeClass, X extends TensorLike, R> =
  LayerDTypeFault<Op, Class, X["dtype"]> extends infer Fault extends string ? Fault : Fits<R, X>;

type LayerDTypeFault<Op extends string, Class extends DTypeClass, D> = Class extends "i32"
  ? IndicesFault<Op, D>
  : DTypeFault<Op, Class, D>;

/** What element type comes out of a layer. */
type LayerDType<Makes extends DTypeClass | "same", D> = Makes extends DTypeClass ? MembersOf<Makes> : D;

/**
 * A layer: it takes tensors of one shape and gives tensors of another, both of which may hold names for sizes, `number`
 * for a size that depends on the input, and begin with `"..."` for any number of axes. `Module<["...", 784], ["...", 10],
 * "linear">` is a linear layer.
 */
export interface Module<
  out Takes extends Shape = Shape,
  out Gives extends Shape = Shape,
  Op extends string = string,
  Class extends DTypeClass = "f32",
  Rule = PatternRule<Op, Takes, Gives>,
  Makes extends DTypeClass | "same" = "same",
> {
  <X extends TensorLike>(
    x: LayerInput<Op, Class, X, ApplyRule<Rule, X["shape"]>>,
  ): TensorOf<Resolve<ApplyRule<Rule, X["shape"]>>, LayerDType<Makes, X["dtype"]>>;
  /** The shape it takes: `["...", 784]`. */
  readonly takes: Takes;
  /** The shape it gives: `["...", 10]`. */
  readonly gives: Gives;
  /** What it does to shapes, for the compiler alone: there is none when it runs. */
  readonly rule?: Rule;
  /** Which element types it takes: `"f32"`, `"i32"` or a class of them such as `"float"`. */
  readonly accepts: Class;
  /** Which element types it gives, or `"same"` where they are the input's own. */
  readonly makes: Makes;
}

// A function of tensors as it was written: plain, or with its names bound at each call.
type WrittenAs<L> = "signature" extends keyof L
  ? L extends { readonly signature?: infer Written }
    ? Written
    : never
  : L;

/** What a layer takes and gives; a function of tensors says so by its parameter and result. */
type ShapesOfLayer<L> = L extends LayerShapes
  ? { takes: L["takes"]; gives: L["gives"] }
  : WrittenAs<L> extends (x: infer X) => infer Y
    ? { takes: ShapeOf<X>; gives: ShapeOf<Y> }
    : { takes: Shape; gives: Shape };

type ShapeOf<T> = T extends TensorLike ? T["shape"] : Shape;

type ShapesOfLayers<Layers extends readonly unknown[]> = {
  -readonly [K in keyof Layers]: ShapesOfLayer<Layers[K]>;
};

// What a layer does to shapes; a function does what its parameter and result say.
type RuleOfLayer<L> = "rule" extends keyof L
  ? L extends { readonly rule?: infer Rule }
    ? Rule
    : unknown
  : WrittenAs<L> extends (x: infer X) => infer Y
    ? "signature" extends keyof L
      ? CheckedRule<ShapeOf<X>, ShapeOf<Y>>
      : PatternRule<"function", ShapeOf<X>, ShapeOf<Y>>
    : unknown;

type RulesOfLayers<Layers extends readonly unknown[]> = {
  -readonly [K in keyof Layers]: RuleOfLayer<Layers[K]>;
};

// What a layer does to element types; a function says so by its parameter and result.
type DTypesOfLayer<L> = L extends LayerDTypes
  ? { accepts: L["accepts"]; makes: L["makes"] }
  : WrittenAs<L> extends (x: infer X) => infer Y
    ? { accepts: ClassOf<X>; makes: ClassOf<Y> }
    : { accepts: "any"; makes: "any" };

type ClassOf<T> = T extends TensorLike ? ClassOfDType<T["dtype"]> : "any";

type DTypesOfLayers<Layers extends readonly unknown[]> = {
  -readonly [K in keyof Layers]: DTypesOfLayer<Layers[K]>;
};

// The message of the first layer that does not fit what reaches it, or null.
type LayersFault<Layers extends readonly unknown[]> =
  ComposeDTypes<DTypesOfLayers<Layers>> extends infer Fault extends string
    ? Fault
    : Compose<ShapesOfLayers<Layers>> extends infer Fault extends string
      ? Fault
      : null;

// Why something is no layer, or null.
type FormFault<L> = L extends LayerShapes
  ? null
  : WrittenAs<L> extends (...args: infer Takes) => infer Gives
    ? 1 extends Takes["length"]
      ? Gives extends TensorLike
        ? null
        : [unknown] extends [Gives]
          ? null
          : "gives no tensor (a layer takes one and gives one)"
      : number extends Takes["length"]
        ? null
        : `takes ${Takes["length"]} tensors (a layer takes one and gives one)`
    : WrittenAs<L> extends (...args: never) => unknown
      ? null
      : `is ${NameOf<L>}, needs a layer or a function`;

type NameOf<T> = T extends number
  ? "number"
  : T extends string
    ? "string"
    : T extends boolean
      ? "boolean"
      : T extends undefined
        ? "undefined"
        : "object";

type FormFaults<Layers extends readonly unknown[]> = { [K in keyof Layers]: FormFault<Layers[K]> }[number];

/** The layers as they may stand behind each other: the first that does not fit is the message. */
export type FitLayers<Layers extends readonly unknown[]> = number extends Layers["length"]
  ? Layers
  : [FormFaults<Layers>] extends [null]
    ? LayersFault<Layers> extends string
      ? FindMisfit<Layers>
      : Layers
    : FindMisfit<Layers>;

type FindMisfit<
  Rest extends readonly unknown[],
  Fitting extends readonly unknown[] = [],
> = Rest extends readonly [infer Head, ...infer Tail]
  ? FormFault<Head> extends infer Reason extends string
    ? [...Fitting, `sequential: layer ${[...Fitting, Head]["length"] & number} ${Reason}`, ...Tail]
    : LayersFault<[...Fitting, Head]> extends infer Fault extends string
      ? [...Fitting, Fault, ...Tail]
      : FindMisfit<Tail, [...Fitting, Head]>
  : Fitting extends readonly []
    ? [LayersFault<Rest>]
    : Fitting;

/** The module that layers make one after the other. */
export type Sequence<Layers extends readonly unknown[]> = [
  Compose<ShapesOfLayers<Layers>>,
  ComposeDTypes<DTypesOfLayers<Layers>>,
] extends [
  { takes: infer Takes extends Shape; gives: infer Gives extends Shape },
  { accepts: infer Class extends DTypeClass; makes: infer Makes extends DTypeClass | "same" },
]
  ? Module<Takes, Gives, "sequential", Class, SequenceRule<RulesOfLayers<Layers>>, Makes>
  : Module<Shape, Shape, "sequential", "any", unknown>;

/** The first of a list of sizes. */
export type FirstOf<Sizes extends readonly number[]> = Sizes extends readonly [
  infer First extends number,
  ...unknown[],
]
  ? First
  : number;

/** The last of a list of sizes. */
export type LastOf<Sizes extends readonly number[]> = Sizes extends readonly [
  ...unknown[],
  infer Last extends number,
]
  ? Last
  : number;

/** `linear(inFeatures, outFeatures)`. */
export type LinearModule<In extends number, Out extends number> = Module<["...", In], ["...", Out], "linear">;

/** `mlp([784, 128, 10])`: linear layers with activations between them; it takes the first size and gives the last. */
export type MlpModule<Sizes extends readonly number[]> = Module<
  ["...", FirstOf<Sizes>],
  ["...", LastOf<Sizes>],
  "linear"
>;

/** A layer that keeps the shape, such as an activation. */
export type ActivationModule<Op extends keyof Rows> = Module<["..."], ["..."], Op, Rows[Op]["accepts"]>;

/** `dropout(rate)`: zeros in random places while it is trained. */
export type DropoutModule = Module<["..."], ["..."], "dropout", "float">;

// The sizes of windows that keep the size when the stride is 1 are the input's own.
type SlidingGives<Op extends string> = Op extends `${string}1d` ? [number] : [number, number];

type SlidingTakes<Op extends string> = Op extends `${string}1d` ? ["length"] : ["height", "width"];

/** `conv2d(inChannels, outChannels, kernel, options)`: `[n, in, height, width] → [n, out, …]`; `conv1d` alike. */
export type ConvModule<
  Op extends "conv1d" | "conv2d",
  In extends number,
  Out extends number,
  Kernel extends PerAxis,
  S,
  P,
  D,
  G extends number,
> = Module<
  ["n", In, ...SlidingTakes<Op>],
  ["n", Out, ...SlidingGives<Op>],
  Op,
  "f32",
  ConvRule<Op, ConvWeight<Op, In, Out, Kernel, G>, ConvOf<S, P, D, G>>
>;

/** `maxPool2d(kernel, options)` and `avgPool2d(kernel, options)`. */
export type PoolModule<
  Op extends string,
  K extends PerAxis,
  S extends PerAxis,
  P extends PerAxis,
  D extends PerAxis,
  C extends boolean,
> = Module<
  ["n", "channels", "height", "width"],
  ["n", "channels", number, number],
  Op,
  "float",
  PoolRule<Op, PoolOf<K, S, P, D, C>>
>;

/** `flatten()`: all axes behind the first joined into one. */
export type FlattenModule = Module<["..."], [number, number], "flatten", "any", FlattenRule>;

/** `layerNorm(size)`: it keeps the shape, whose last size it knows. */
export type LayerNormModule<Size extends number> = Module<["...", Size], ["...", Size], "layerNorm">;

/** `embedding(count, features)`: i32 `[…] → […, features]`. */
export type EmbeddingModule<Features extends number> = Module<
  ["..."],
  ["...", Features],
  "embedding",
  "i32",
  PatternRule<"embedding", ["..."], ["...", Features]>,
  "f32"
>;
