/** Layers without parameters between convolutions: pools and flattening; know no other layer. */

import type { PerAxis } from "../../types/index.ts";
import { optionsOf } from "../base/options.ts";
import type { Node } from "../graph/node.ts";
import { avgPool, maxPool, reshape } from "../ops/index.ts";
import { flatten as flattenRule, poolLayer } from "../shape/index.ts";
import type { Tensor } from "../tensor/index.ts";
import type { PoolKernel } from "../tensor/method-types-layer-settings.ts";
import type { FlattenModule, PoolModule } from "../tensor/method-types-module.ts";
import type { AveragePoolSettings, PoolSettings } from "../tensor/method-types-window.ts";
import { handleBehind, typedNode } from "../tensor/typed.ts";
import { type HasParameters, type LayerFacts, makeLayer, type UntypedLayer } from "./module.ts";

/** How a pool moves; the stride is the kernel's size unless given. */
export type PoolLayerOptions<S, P, D, C> = Omit<PoolSettings<unknown, S, P, D, C>, "kernel">;

/** How an average pool moves, and whether padding counts as elements that are 0 (true by default). */
export type AvgPoolLayerOptions<S, P, C> = Omit<AveragePoolSettings<unknown, S, P, C>, "kernel" | "dilation">;

const pictures = {
  accepts: "float",
  makes: "same",
  takes: ["n", "channels", "height", "width"],
  gives: ["n", "channels", "number", "number"],
} as const;

/** A max pool, as a layer. */
export type MaxPool2d<
  K extends PerAxis,
  S extends PerAxis = K,
  P extends PerAxis = 0,
  D extends PerAxis = 1,
  C extends boolean = false,
> = PoolModule<"maxPool2d", K, S, P, D, C> & HasParameters;

/** An average pool, as a layer. */
export type AvgPool2d<
  K extends PerAxis,
  S extends PerAxis = K,
  P extends PerAxis = 0,
  C extends boolean = false,
> = PoolModule<"avgPool2d", K, S, P, 1, C> & HasParameters;

/** Flattening, as a layer. */
export type Flatten = FlattenModule & HasParameters;

function makeShapeLayer(facts: LayerFacts, apply: (x: Node) => Node): UntypedLayer {
  return makeLayer(facts, (x) => typedNode(apply(handleBehind(x).node)) as Tensor);
}

/**
 * The largest element of each window over height and width, `[n, channels, height, width] → [n, channels, places, places]`;
 * of equals the first gets the derivative.
 *
 * @throws ShapeError when the sizes are no sizes, or when it is called on no pictures.
 * @example const layer = maxPool2d(2); // halves height and width
 */
export function maxPool2d<
  const K extends PerAxis,
  const S extends PerAxis = K,
  const P extends PerAxis = 0,
  const D extends PerAxis = 1,
  const C extends boolean = false,
>(
  kernel: PoolKernel<"maxPool2d", K, S, P, D, C>,
  options?: PoolLayerOptions<S, P, D, C>,
): MaxPool2d<K, S, P, D, C> {
  const settings = { kernel: kernel as PerAxis, ...optionsOf("maxPool2d", options, { ceilMode: "boolean" }) };
  poolLayer("maxPool2d", settings);
  const layer = makeShapeLayer({ op: "maxPool2d", ...pictures }, (x) => maxPool("maxPool2d", x, settings));
  return layer as unknown as MaxPool2d<K, S, P, D, C>;
}

/**
 * The average of each window over height and width: `[n, channels, height, width] → [n, channels, places, places]`.
 *
 * @throws ShapeError when the sizes are no sizes, or when it is called on no pictures.
 * @example const layer = avgPool2d(3, { stride: 2, padding: 1 });
 */
export function avgPool2d<
  const K extends PerAxis,
  const S extends PerAxis = K,
  const P extends PerAxis = 0,
  const C extends boolean = false,
>(
  kernel: PoolKernel<"avgPool2d", K, S, P, 1, C>,
  options?: AvgPoolLayerOptions<S, P, C>,
): AvgPool2d<K, S, P, C> {
  const settings = {
    kernel: kernel as PerAxis,
    ...optionsOf("avgPool2d", options, {
      ceilMode: "boolean",
      countIncludePad: "boolean",
    }),
  };
  poolLayer("avgPool2d", settings);
  const layer = makeShapeLayer({ op: "avgPool2d", ...pictures }, (x) => avgPool("avgPool2d", x, settings));
  return layer as unknown as AvgPool2d<K, S, P, C>;
}

/**
 * All axes behind the first joined into one: `[n, channels, height, width] → [n, channels·height·width]`.
 *
 * @example const net = sequential(conv2d(1, 8, 3), relu(), flatten(), linear(5408, 10));
 */
export function flatten(): Flatten {
  const facts = {
    op: "flatten",
    accepts: "any",
    makes: "same",
    takes: ["..."],
    gives: ["number", "number"],
  } as const;
  const layer = makeShapeLayer(facts, (x) => reshape(x, flattenRule(x.shape, 1)));
  return layer as unknown as Flatten;
}
