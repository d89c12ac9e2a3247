/** The seed a layer draws by: its own, or the next of the process; knows no layer. */

import { nextSeed } from "../base/random.ts";
import { checkedSeed } from "../tensor/keyed-random.ts";

/** A seed that was given, if it is one, or the next of a fixed sequence. */
export const seedOf = (op: string, seed: unknown): number =>
  seed === undefined ? nextSeed() : checkedSeed(op, seed);
