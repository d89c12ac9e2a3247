/** The types of layers: what shapes they take and give, and whether one fits behind another; knows no weight. */

import type { Compose, LayerShapes, Shape, Through } from "../../types/index.ts";
import type { DTypeClass, DTypeFault } from "./method-types-dtype.ts";
import type { Fits, Resolve, TensorLike, TensorOf } from "./tensor-kinds.ts";

/** An input, if its element type is of the class and its shape passes through the layer, or the message. */
export type LayerInput<
  Op extends string,
  Takes extends Shape,
  Gives extends Shape,
  Class extends DTypeClass,
  X extends TensorLike,
> =
  DTypeFault<Op, Class, X["dtype"]> extends infer Fault extends string
    ? Fault
    : Fits<Through<Op, Takes, Gives, X["shape"]>, X>;

/**
 * A layer: it takes tensors of one shape and gives tensors of another, both of which may hold names for sizes and
 * begin with `"..."` for any number of axes. `Module<["...", 784], ["...", 10], "linear">` is a linear layer.
 */
export interface Module<
  out Takes extends Shape = Shape,
  out Gives extends Shape = Shape,
  Op extends string = string,
  Class extends DTypeClass = "f32",
> {
  <X extends TensorLike>(
    x: LayerInput<Op, Takes, Gives, Class, X>,
  ): TensorOf<Resolve<Through<Op, Takes, Gives, X["shape"]>>, X["dtype"]>;
  /** The shape it takes: `["...", 784]`. */
  readonly takes: Takes;
  /** The shape it gives: `["...", 10]`. */
  readonly gives: Gives;
}

/** What can stand in a sequence: a module, or a function from one tensor to another. */
export type Layer = (x: never) => TensorLike;

/** What a layer takes and gives; a function of tensors says so by its parameter and result. */
type ShapesOfLayer<L> = L extends LayerShapes
  ? { takes: L["takes"]; gives: L["gives"] }
  : L extends (x: infer X) => infer Y
    ? { takes: ShapeOf<X>; gives: ShapeOf<Y> }
    : { takes: Shape; gives: Shape };

type ShapeOf<T> = T extends TensorLike ? T["shape"] : Shape;

type ShapesOfLayers<Layers extends readonly unknown[]> = {
  -readonly [K in keyof Layers]: ShapesOfLayer<Layers[K]>;
};

/** The layers as they may stand behind each other: the first that does not fit is the message. */
export type FitLayers<
  Layers extends readonly unknown[],
  Rest extends readonly unknown[] = Layers,
  Fitting extends readonly unknown[] = [],
> = Rest extends readonly [infer Head, ...infer Tail]
  ? Compose<ShapesOfLayers<[...Fitting, Head]>> extends infer Fault extends string
    ? [...Fitting, Fault, ...Tail]
    : FitLayers<Layers, Tail, [...Fitting, Head]>
  : [...Fitting, ...Rest];

/** The module that layers make one after the other. */
export type Sequence<Layers extends readonly unknown[]> =
  Compose<ShapesOfLayers<Layers>> extends {
    takes: infer Takes extends Shape;
    gives: infer Gives extends Shape;
  }
    ? Module<Takes, Gives, "sequential">
    : Module<Shape, Shape, "sequential">;

/** `sequential(first, …)`: layers one after the other, each checked against what reaches it. The module has `Extra` as well. */
export type SequentialFunction<Extra = unknown> = <const Layers extends readonly Layer[]>(
  ...layers: Layers extends FitLayers<Layers> ? Layers : FitLayers<Layers>
) => Sequence<Layers> & Extra;

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
export type ActivationModule<Op extends string> = Module<["..."], ["..."], Op, "float">;
