/** Layers one after the other; knows no particular layer. */

import { ValueError } from "../base/errors.ts";
import { compose, type LayerShapes } from "../shape/index.ts";
import type { TensorLike } from "../tensor/index.ts";
import type { SequentialFunction } from "../tensor/method-types-module.ts";
import { type FloatParameter, type HasParameters, makeLayer, type UntypedLayer } from "./module.ts";

const hasShapes = (layer: object): layer is UntypedLayer => "takes" in layer && "gives" in layer;
const hasParameters = (layer: object): layer is HasParameters => "parameters" in layer;

/** What the layers take and give together; unknown beyond a plain function. */
function shapesOf(layers: readonly object[]): LayerShapes {
  return layers.every(hasShapes) ? compose(layers) : { takes: ["..."], gives: ["..."] };
}

function makeSequence(...layers: readonly unknown[]): UntypedLayer {
  layers.forEach((layer, index) => {
    if (typeof layer === "function") return;
    throw new ValueError(
      `sequential: layer ${index + 1} is ${String(typeof layer)}, needs a layer or a function`,
    );
  });
  const callable = layers as readonly ((x: TensorLike) => TensorLike)[];
  const held = callable.flatMap((layer): FloatParameter[] =>
    hasParameters(layer) ? layer.parameters() : [],
  );
  return makeLayer((x) => callable.reduce((y, layer) => layer(y), x), shapesOf(callable), held);
}

/**
 * Layers one after the other, each checked against what reaches it: `sequential(linear(784, 128), relu(), linear(128, 10))`.
 * A plain function from one tensor to another is a layer too.
 *
 * @throws ShapeError naming the first layer that does not fit what reaches it.
 * @example const net = sequential(linear(2, 4), tanh(), linear(4, 1));
 */
export const sequential = makeSequence as unknown as SequentialFunction<HasParameters>;
