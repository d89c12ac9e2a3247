/** Layers one after the other; knows no particular layer. */

import { ValueError } from "../base/errors.ts";
import { compose, type LayerShapes } from "../shape/index.ts";
import type { TensorLike } from "../tensor/index.ts";
import type { SequentialFunction } from "../tensor/method-types-module.ts";
import {
  type FloatParameter,
  type HasModes,
  type HasParameters,
  hasModes,
  type LayerFacts,
  makeLayer,
  type UntypedLayer,
} from "./module.ts";

const hasFacts = (layer: object): layer is UntypedLayer => "takes" in layer && "gives" in layer;
const hasParameters = (layer: object): layer is HasParameters => "parameters" in layer;

/** What the layers are together; the shapes are unknown beyond a plain function. */
function factsOf(layers: readonly object[]): LayerFacts {
  const shapes: LayerShapes = layers.every(hasFacts) ? compose(layers) : { takes: ["..."], gives: ["..."] };
  const [first] = layers;
  const accepts = first !== undefined && hasFacts(first) ? first.accepts : "any";
  return { op: "sequential", accepts, takes: shapes.takes, gives: shapes.gives };
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
  const apply = (x: TensorLike): TensorLike => callable.reduce((y, layer) => layer(y), x);
  return makeLayer(factsOf(callable), apply, held, (isTraining) => {
    for (const layer of callable) if (hasModes(layer)) layer.train(isTraining);
  });
}

/**
 * Layers one after the other, each checked against what reaches it: `sequential(linear(784, 128), relu(), linear(128, 10))`.
 * A plain function from one tensor to another is a layer too.
 *
 * @throws ShapeError naming the first layer that does not fit what reaches it.
 * @example const net = sequential(linear(2, 4), tanh(), linear(4, 1));
 */
export const sequential = makeSequence as unknown as SequentialFunction<HasParameters & HasModes>;
