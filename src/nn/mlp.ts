/** The multilayer perceptron: linear layers with an activation between them. */

import type { Plain } from "../../types/index.ts";
import { ValueError } from "../base/errors.ts";
import { optionsOf } from "../base/options.ts";
import { deriveSeed } from "../base/random.ts";
import { mlpSizes } from "../shape/index.ts";
import type { PerceptronSizes, SeedOf } from "../tensor/method-types-layer-settings.ts";
import type { MlpModule } from "../tensor/method-types-module.ts";
import { type ActivationName, activation, activationNames } from "./activations.ts";
import { type initializers, linear } from "./linear.ts";
import { type HasParameters, makeLayer, type UntypedLayer } from "./module.ts";
import { seedOf } from "./seed.ts";

export interface MlpOptions<Seed extends number = number> {
  /** What stands between the layers, `relu` by default; the last layer has none. */
  readonly activation?: ActivationName;
  /** Whether the layers have biases, true by default. */
  readonly bias?: boolean;
  /** How weights are drawn: by default `heUniform` before relu, gelu and silu, `glorotUniform` before the others. */
  readonly initializer?: keyof typeof initializers;
  /** The same seed gives the same weights. */
  readonly seed?: SeedOf<"mlp", Seed>;
}

/** A perceptron that takes the first size and gives the last. */
export type Mlp<Sizes extends readonly number[]> = MlpModule<Sizes> & HasParameters;

const initializerFor = {
  relu: "heUniform",
  gelu: "heUniform",
  silu: "heUniform",
  tanh: "glorotUniform",
  sigmoid: "glorotUniform",
} as const satisfies Record<ActivationName, keyof typeof initializers>;

/**
 * Linear layers of the given sizes with an activation between each two: `mlp([784, 128, 10])` maps `[…, 784]` to `[…, 10]`.
 *
 * @throws ValueError when there are fewer than two sizes, or the activation is unknown; ShapeError when one is no size.
 * @example const net = mlp([784, 128, 10], { activation: "relu", seed: 1 });
 */
export function mlp<const Sizes extends readonly number[], const Seed extends number = number>(
  sizes: PerceptronSizes<Sizes>,
  options?: MlpOptions<Seed>,
): Mlp<Plain<Sizes>> {
  const { activation: name = "relu", bias = true, ...given } = optionsOf("mlp", options, { bias: "boolean" });
  const widths = mlpSizes(sizes as readonly number[]);
  if (!activationNames.includes(name)) {
    throw new ValueError(
      `mlp: unknown activation ${JSON.stringify(name)} (one of ${activationNames.join(", ")})`,
    );
  }
  const { initializer = initializerFor[name] } = given;
  const seed = seedOf("mlp", given.seed);
  const between = activation(name) as unknown as UntypedLayer;
  const layers = widths.slice(1).flatMap((size, index): UntypedLayer[] => {
    const from = widths[index]!;
    const layer = linear(from, size, {
      bias,
      initializer,
      seed: deriveSeed(seed, index),
    }) as unknown as UntypedLayer;
    return index === 0 ? [layer] : [between, layer];
  });
  const first = layers[0]!;
  const last = layers.at(-1)!;
  const held = layers.flatMap((layer) => layer.parameters());
  const facts = {
    op: first.op,
    accepts: first.accepts,
    makes: first.makes,
    takes: first.takes,
    gives: last.gives,
  };
  const net = makeLayer(facts, (x) => layers.reduce((y, layer) => layer(y), x), held);
  return net as unknown as Mlp<Plain<Sizes>>;
}
