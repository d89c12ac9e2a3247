/** An encoder block with four heads of attention over sequences of any length (Vaswani et al. 2017); knows no data. */

import { jit, normal, ones, parameter, type Tensor, zeros } from "microml";

const draw = <const S extends readonly number[]>(seed: number, shape: S): Tensor<S> =>
  normal<readonly number[]>(shape, { seed, std: 0.05 }) as Tensor<readonly number[]> as Tensor<S>;

const query = parameter(draw(1, [64, 64]));
const key = parameter(draw(2, [64, 64]));
const value = parameter(draw(3, [64, 64]));
const output = parameter(draw(4, [64, 64]));
const widen = parameter(draw(5, [64, 256]));
const narrow = parameter(draw(6, [256, 64]));
const scales = [parameter(ones([64])), parameter(ones([64]))] as const;
const offsets = [parameter(zeros([64])), parameter(zeros([64]))] as const;

type Sequences = Tensor<["batch", "time", 64]>;

/** (x − mean) ÷ √(variance + ε), scaled and moved, over the features. */
function normalize(x: Sequences, layer: 0 | 1): Sequences {
  const centered = x.sub(x.mean(-1, { keepDims: true }));
  const spread = centered.square().mean(-1, { keepDims: true }).add(1e-5).sqrt();
  return centered.div(spread).mul(scales[layer]).add(offsets[layer]);
}

/** `[batch, time, 64]` as four heads of 16 features: `[batch, 4, time, 16]`. */
function splitHeads(x: Sequences): Tensor<["batch", 4, "time", 16]> {
  const [batch, time] = x.shape;
  return x.reshape([batch, time, 4, 16]).transpose([0, 2, 1, 3]);
}

/** softmax(q·kᵀ / √16)·v for each head. */
function attend(x: Sequences): Sequences {
  const queries = splitHeads(x.matmul(query));
  const keys = splitHeads(x.matmul(key));
  const values = splitHeads(x.matmul(value));
  const scores: Tensor<["batch", 4, "time", "time"]> = queries.matmul(keys.swapAxes(-1, -2)).div(4);
  const mixed = scores.softmax(-1).matmul(values).transpose([0, 2, 1, 3]);
  return mixed.flatten(2).matmul(output);
}

/** Attention, then a layer of 256 hidden features, each added to what it was made from. */
export const encode = jit((x: Sequences): Sequences => {
  const attended = x.add(attend(normalize(x, 0)));
  const hidden = normalize(attended, 1).matmul(widen).gelu();
  return attended.add(hidden.matmul(narrow));
});
