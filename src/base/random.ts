/** Counter-based random numbers: element i of stream `seed` is one fixed number, whoever computes it; knows no tensor. */

const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const parity = 0x1bd11bda;

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/**
 * Threefry-2x32 with 20 rounds (Salmon et al., Parallel random numbers: as easy as 1, 2, 3, 2011): encrypts a counter
 * under a key into two words of 32 random bits.
 */
export function threefry(
  key: readonly [number, number],
  counter: readonly [number, number],
): [number, number] {
  const keys = [key[0] | 0, key[1] | 0, (parity ^ key[0] ^ key[1]) | 0] as const;
  let left = (counter[0] + keys[0]) | 0;
  let right = (counter[1] + keys[1]) | 0;
  for (let round = 0; round < 20; round++) {
    left = (left + right) | 0;
    right = rotate(right, rotations[round % 8]!) ^ left;
    if (round % 4 !== 3) continue;
    const turn = (round + 1) / 4;
    left = (left + keys[turn % 3]!) | 0;
    right = (right + keys[(turn + 1) % 3]! + turn) | 0;
  }
  return [left >>> 0, right >>> 0];
}

/** What a stream of random numbers is encrypted under. */
export type Key = readonly [number, number];

/** The two words of the key of a whole-number seed up to 2^53. */
export function keyOf(seed: number): Key {
  return [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0];
}

/** The seed of part `index` of something that is itself seeded, such as one layer of a model. */
export function deriveSeed(seed: number, index: number): number {
  const [high, low] = threefry(keyOf(seed), [index, 2]);
  return (high >>> 11) * 2 ** 32 + low;
}

/** Part `index` of a key: a key of its own, as independent of the others as of the whole. */
export function splitKey(key: Key, index: number): Key {
  return threefry(key, [index, 3]);
}

let drawn = 0;

/** A seed for what was given none: the next of a fixed sequence, so that a program draws the same numbers at every run. */
export function nextSeed(): number {
  return deriveSeed(0x6d6c, drawn++);
}

/** Fills `target` with numbers even in [0, 1), 53 random bits each. */
export function fillUniform(target: { length: number; [index: number]: number }, seed: number | Key): void {
  const key = typeof seed === "number" ? keyOf(seed) : seed;
  for (let index = 0; index < target.length; index++) {
    const [high, low] = threefry(key, [index, 0]);
    target[index] = (high * 2 ** 21 + (low >>> 11)) / 2 ** 53;
  }
}

/** Fills `target` with numbers of the standard normal distribution, by Box and Muller: √(−2 ln u)·cos 2πv. */
export function fillNormal(target: { length: number; [index: number]: number }, seed: number | Key): void {
  const key = typeof seed === "number" ? keyOf(seed) : seed;
  for (let index = 0; index < target.length; index++) {
    const [high, low] = threefry(key, [index, 1]);
    const radius = Math.sqrt(-2 * Math.log((high + 1) / (2 ** 32 + 1)));
    target[index] = radius * Math.cos((2 * Math.PI * low) / 2 ** 32);
  }
}
