/** Random numbers by keys, for compiled steps that draw others at each call; draws nothing itself. */

import { keyOf } from "../base/random.ts";
import * as ops from "../ops/index.ts";
import { settingWithin } from "../shape/index.ts";
import { tensor } from "./create.ts";
import type { InRange, SeedOf } from "./method-types-layer-settings.ts";
import { nodeOf } from "./operand.ts";
import type { TensorOf } from "./tensor-kinds.ts";
import { objectOf } from "./tensor-object.ts";

/** What random numbers follow from: two words, the same key gives the same numbers. */
export type RandomKey = TensorOf<[2], "i32">;

/** A whole number that can be a seed, or one line. */
export function checkedSeed(op: string, seed: unknown): number {
  return settingWithin(op, "the seed", seed as number, "a whole number from 0 to 2^53");
}

/**
 * The key of a seed: `uniform(shape, { key: randomKey(seed) })` gives the numbers of `uniform(shape, { seed })`.
 *
 * @throws ValueError unless the seed is a whole number from 0 to 2^53.
 * @example const [now, later] = splitKey(randomKey(1), 2).unstack();
 */
export function randomKey<const Seed extends number>(seed: SeedOf<"randomKey", Seed>): RandomKey {
  const words = keyOf(checkedSeed("randomKey", seed)).map((word) => word | 0);
  return tensor(words, { dtype: "i32" }) as unknown as RandomKey;
}

/**
 * Keys made from one, each as good as new (Salmon et al. 2011); the old one should not be used again.
 *
 * @throws ValueError unless `count` is a whole number.
 * @example splitKey(randomKey(1), 3); // Tensor<[3, 2], "i32">
 */
export function splitKey<const Count extends number = 2>(
  key: RandomKey,
  count: InRange<"splitKey", "the count", Count, "a whole number from 0 to 2^53"> = 2 as never,
): TensorOf<[Count, 2], "i32"> {
  const checked = settingWithin("splitKey", "the count", count as number, "a whole number from 0 to 2^53");
  return objectOf(ops.splitKey(nodeOf("splitKey", key), checked)) as unknown as TensorOf<[Count, 2], "i32">;
}
