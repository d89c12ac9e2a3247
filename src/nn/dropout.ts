/** Dropout with a stream of masks of its own; knows no other layer. */

import { optionsOf } from "../base/options.ts";
import { deriveSeed } from "../base/random.ts";
import { settingWithin } from "../shape/index.ts";
import { parameter, type Tensor, tensor } from "../tensor/index.ts";
import { randomKey } from "../tensor/keyed-random.ts";
import type { InRange, SeedOf } from "../tensor/method-types-layer-settings.ts";
import type { DropoutModule } from "../tensor/method-types-module.ts";
import { readSetting, type Setting } from "../tensor/trace.ts";
import { type HasModes, type HasParameters, makeLayer } from "./module.ts";
import { seedOf } from "./seed.ts";

/** A layer that drops elements while it is trained. */
export type Dropout = DropoutModule & HasParameters & HasModes;

export interface DropoutOptions<Seed extends number = number> {
  /** The same seed gives the same masks, in the same order. */
  readonly seed?: SeedOf<"dropout", Seed>;
}

/**
 * Each element 0 with probability `rate`, the others divided by 1 − rate (Srivastava et al. 2014), other ones at each call,
 * inside `jit` too; after `eval()` the elements as they are, until `train()`. The shape stays: `[…] → […]`.
 *
 * @throws ValueError unless the rate is from 0 to 1.
 * @example const net = sequential(linear(784, 128), relu(), dropout(0.2), linear(128, 10));
 */
export function dropout<const Rate extends number, const Seed extends number = number>(
  rate: InRange<"dropout", "the rate", Rate, "from 0 to 1">,
  options?: DropoutOptions<Seed>,
): Dropout {
  const { seed } = optionsOf("dropout", options);
  const share = settingWithin("dropout", "the rate", rate as number, "from 0 to 1");
  const first = randomKey(deriveSeed(seedOf("dropout", seed), 0));
  const key = parameter(first);
  const step = tensor([0, 1], { dtype: "i32" });
  const isTraining: Setting<boolean> = { value: true };
  const facts = { op: "dropout", accepts: "float", makes: "same", takes: ["..."], gives: ["..."] } as const;
  const layer = makeLayer(
    facts,
    (x) => {
      if (!readSetting(isTraining)) return x;
      const dropped = (x as Tensor).dropout(share, key);
      key.assign(key.add(step));
      return dropped;
    },
    [],
    (value) => {
      isTraining.value = value;
    },
  );
  return layer as unknown as Dropout;
}
