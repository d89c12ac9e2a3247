/** Every model of the comparison, written once; knows no library. */

import type { Dialect } from "./dialect.ts";
import type { ModelName } from "./task.ts";

export type Model = <T>(words: Dialect<T>, inputs: readonly T[]) => T;

/** −mean Σ target·log softmax(logits). */
function crossEntropy<T>(words: Dialect<T>, logits: T, target: T): T {
  return words.scale(words.mean(words.sum(words.mul(words.logSoftmax(logits), target), 1)), -1);
}

/** An encoder block that normalises behind each sum (Vaswani et al. 2017), with four heads. */
function encode<T>(words: Dialect<T>, inputs: readonly T[]): T {
  const [wq, bq, wk, bk, wv, bv, wo, bo, gamma1, beta1, gamma2, beta2, w1, b1, w2, b2, x] = inputs;
  const project = (w: T | undefined, b: T | undefined, from: T): T => words.dense(from, w!, b!);
  const attended = words.attention(project(wq, bq, x!), project(wk, bk, x!), project(wv, bv, x!), 4);
  const first = words.layerNorm(words.add(x!, project(wo, bo, attended)), gamma1!, beta1!);
  const hidden = words.dense(first, w1!, b1!, "relu");
  return words.layerNorm(words.add(first, project(w2, b2, hidden)), gamma2!, beta2!);
}

export const models: Readonly<Record<ModelName, Model>> = {
  matmul: (words, [a, b]) => words.matmul(a!, b!),
  matmulLeft: (words, [a, b]) => words.matmul(a!, b!, true),
  matmulRight: (words, [a, b]) => words.matmul(a!, b!, false, true),
  matmulBoth: (words, [a, b]) => words.matmul(a!, b!, true, true),
  chain: (words, [a, b, c, d]) =>
    words.add(words.scale(words.relu(words.add(words.mul(a!, b!), c!)), 0.5), words.tanh(d!)),
  softmax: (words, [x]) => words.softmax(x!),
  sumRows: (words, [x]) => words.sum(x!, 0),
  sumColumns: (words, [x]) => words.sum(x!, 1),
  mlp: (words, [w1, b1, w2, b2, x, target]) =>
    crossEntropy(words, words.dense(words.dense(x!, w1!, b1!, "relu"), w2!, b2!), target!),
  xor: (words, [w1, b1, w2, b2, x, target]) => {
    const logits = words.dense(words.tanh(words.dense(x!, w1!, b1!)), w2!, b2!);
    return words.mean(words.sub(words.softplus(logits), words.mul(logits, target!)));
  },
  convolution: (words, [x, kernel, bias]) => words.convolve(x!, kernel!, bias!),
  cnn: (words, [k1, b1, k2, b2, w, b, x, target]) => {
    const first = words.pool(words.convolve(x!, k1!, b1!, "relu"));
    const second = words.pool(words.convolve(first, k2!, b2!, "relu"));
    return crossEntropy(words, words.dense(words.flatten(second), w!, b!), target!);
  },
  block: encode,
  blockLoss: (words, inputs) => {
    const error = words.sub(encode(words, inputs), inputs.at(-1)!);
    return words.mean(words.mul(error, error));
  },
  scalars: <T>(words: Dialect<T>, [a, b, start]: readonly T[]) => {
    let x = start as T;
    for (let round = 0; round < 100; round++) {
      const first = words.mul(words.sub(words.mul(words.add(words.mul(x, a!), b!), b!), a!), x);
      x = words.tanh(words.mul(words.sub(words.mul(words.add(first, b!), a!), x), b!));
    }
    return x;
  },
};
