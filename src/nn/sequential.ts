/** Layers one after the other; knows no particular layer. */

import { MicromlError, ValueError } from "../base/errors.ts";
import { composeDTypes, type LayerDTypes } from "../ops/index.ts";
import { compose, type LayerShapes } from "../shape/index.ts";
import { isTensor, type TensorLike } from "../tensor/index.ts";
import type { FitLayers, Sequence } from "../tensor/method-types-module.ts";
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
const hasTakes = (layer: object | undefined): layer is Pick<UntypedLayer, "takes"> =>
  layer !== undefined && "takes" in layer;
const hasParameters = (layer: object): layer is HasParameters => "parameters" in layer;

const anyDTypes: LayerDTypes = { accepts: "any", makes: "any" };

/** What the layers are together; the shapes are unknown beyond a plain function. */
function factsOf(layers: readonly object[]): LayerFacts {
  let shapes: LayerShapes = { takes: ["..."], gives: ["..."] };
  let dtypes = anyDTypes;
  // One layer more each time, so that the first that does not fit is the one that is named, whatever is wrong with it.
  for (let count = 1; count <= Math.max(1, layers.length); count += 1) {
    const some = layers.slice(0, count);
    dtypes = composeDTypes(some.map((layer) => (hasFacts(layer) ? layer : anyDTypes)));
    const front = some.slice(0, -1);
    const last = some.at(-1);
    if (some.every(hasFacts)) shapes = compose(some);
    else if (front.every(hasFacts) && hasTakes(last))
      compose([...front, { takes: last.takes, gives: ["..."] }]);
  }
  return {
    op: "sequential",
    ...dtypes,
    ...(layers.every(hasFacts) ? shapes : { takes: ["..."], gives: ["..."] }),
  };
}

const form = "(a layer takes one and gives one)";

/** What a layer gives; an error of its says which layer it was. */
function callLayer(layer: (x: TensorLike) => unknown, x: TensorLike, index: number): TensorLike {
  try {
    const y = layer(x);
    if (isTensor(y)) return y;
  } catch (error) {
    if (!(error instanceof MicromlError)) throw error;
    const Same = error.constructor as new (message: string, options: ErrorOptions) => MicromlError;
    throw new Same(`sequential: layer ${index + 1}, ${error.message}`, { cause: error });
  }
  throw new ValueError(`sequential: layer ${index + 1} gives no tensor ${form}`);
}

function makeSequence(...layers: readonly unknown[]): UntypedLayer {
  layers.forEach((layer, index) => {
    if (typeof layer !== "function")
      throw new ValueError(
        `sequential: layer ${index + 1} is ${String(typeof layer)}, needs a layer or a function`,
      );
    if (layer.length > 1)
      throw new ValueError(`sequential: layer ${index + 1} takes ${layer.length} tensors ${form}`);
  });
  const callable = layers as readonly ((x: TensorLike) => TensorLike)[];
  const held = callable.flatMap((layer): FloatParameter[] =>
    hasParameters(layer) ? layer.parameters() : [],
  );
  const apply = (x: TensorLike): TensorLike =>
    callable.reduce((y, layer, index) => callLayer(layer, y, index), x);
  return makeLayer(factsOf(callable), apply, held, (isTraining) => {
    for (const layer of callable) if (hasModes(layer)) layer.train(isTraining);
  });
}

/** Layers one after the other, as a layer. */
export type Sequential<Layers extends readonly unknown[]> = Sequence<Layers> & HasParameters & HasModes;

/**
 * Layers one after the other, each checked against what reaches it: `sequential(linear(784, 128), relu(), linear(128, 10))`.
 * It takes what the first takes, `[…, 784]`, and gives what the last gives, `[…, 10]`.
 * A function from one tensor to another is a layer without parameters, plain or checked by `shapeChecked`.
 *
 * @throws ShapeError or DTypeError naming the first layer that does not fit what reaches it; ValueError on what is no layer.
 * @example const net = sequential(linear(2, 4), tanh(), linear(4, 1));
 */
export function sequential<const Layers extends readonly unknown[]>(
  ...layers: Layers extends FitLayers<Layers> ? Layers : FitLayers<Layers>
): Sequential<Layers> {
  return makeSequence(...(layers as readonly unknown[])) as unknown as Sequential<Layers>;
}
