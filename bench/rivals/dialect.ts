/** The words that models are written in, so that every library is given the same work; knows no library. */

/** One library's best form of each word, over its own tensors `T`. */
export interface Dialect<T> {
  matmul(a: T, b: T, turnA?: boolean, turnB?: boolean): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  scale(x: T, factor: number): T;
  relu(x: T): T;
  tanh(x: T): T;
  /** log(1 + eˣ). */
  softplus(x: T): T;
  /** Over the last axis, as the next. */
  softmax(x: T): T;
  logSoftmax(x: T): T;
  /** Along one axis, which goes. */
  sum(x: T, axis: number): T;
  mean(x: T): T;
  /** x·w + b, or relu of it. */
  dense(x: T, w: T, b: T, activation?: "relu"): T;
  layerNorm(x: T, gamma: T, beta: T): T;
  /** softmax(q·kᵀ/√width)·v for each head; the three are `[time, heads·width]`, and so is the result. */
  attention(q: T, k: T, v: T, heads: number): T;
  /** A 3×3 kernel over pictures with a border of zeros. */
  convolve(x: T, kernel: T, bias: T, activation?: "relu"): T;
  /** The largest of each 2×2 pixels. */
  pool(x: T): T;
  /** `[n, rest]`. */
  flatten(x: T): T;
}
