/** Counter-based random numbers: element i of stream `seed` is one fixed number, whoever computes it; knows no tensor. */

const parity = 0x1bd11bda;

/**
 * Threefry-2x32 with 20 rounds (Salmon et al., Parallel random numbers: as easy as 1, 2, 3, 2011): encrypts a counter
 * under a key into two words of 32 random bits, left in `words`.
 */
function encrypt(words: Uint32Array, key: readonly [number, number], counter: number, stream: number): void {
  const keys = [key[0] | 0, key[1] | 0, (parity ^ key[0] ^ key[1]) | 0] as const;
  let left = (counter + keys[0]) | 0;
  let right = (stream + keys[1]) | 0;
  for (let turn = 1; turn <= 5; turn++) {
    const isOdd = turn % 2 === 1;
    left = (left + right) | 0;
    right = (isOdd ? (right << 13) | (right >>> 19) : (right << 17) | (right >>> 15)) ^ left;
    left = (left + right) | 0;
    right = (isOdd ? (right << 15) | (right >>> 17) : (right << 29) | (right >>> 3)) ^ left;
    left = (left + right) | 0;
    right = (isOdd ? (right << 26) | (right >>> 6) : (right << 16) | (right >>> 16)) ^ left;
    left = (left + right) | 0;
    right = (isOdd ? (right << 6) | (right >>> 26) : (right << 24) | (right >>> 8)) ^ left;
    left = (left + keys[turn % 3]!) | 0;
    right = (right + keys[(turn + 1) % 3]! + turn) | 0;
  }
  words[0] = left;
  words[1] = right;
}

/** The two random words of one counter. */
export function threefry(
  key: readonly [number, number],
  counter: readonly [number, number],
): [number, number] {
  const words = new Uint32Array(2);
  encrypt(words, key, counter[0], counter[1]);
  return [words[0]!, words[1]!];
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
  const words = new Uint32Array(2);
  for (let index = 0; index < target.length; index++) {
    encrypt(words, key, index, 0);
    target[index] = (words[0]! * 2 ** 21 + (words[1]! >>> 11)) * 2 ** -53;
  }
}

/** Fills `target` with numbers of the standard normal distribution, by Box and Muller: √(−2 ln u)·cos 2πv. */
export function fillNormal(target: { length: number; [index: number]: number }, seed: number | Key): void {
  const key = typeof seed === "number" ? keyOf(seed) : seed;
  const words = new Uint32Array(2);
  for (let index = 0; index < target.length; index++) {
    encrypt(words, key, index, 1);
    const radius = Math.sqrt(-2 * Math.log((words[0]! + 1) / (2 ** 32 + 1)));
    target[index] = radius * Math.cos((2 * Math.PI * words[1]!) / 2 ** 32);
  }
}
