/** Ops of the cases that the library has under no name of its own, written as its users would write them. */

import { concat, tensor, type Untyped, where } from "../tensor/untyped.ts";
import { type Apply, adapter } from "./adapter.ts";
import type { Attributes } from "./case.ts";

/** min(max(x, low), high) with derivative 1 at the limits and 0 at NaN; an open side is null. */
function clip(x: Untyped, low: number | null, high: number | null): Untyped {
  const [bottom, top] = [low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY];
  const inside = x.greaterEqual(bottom).logicalAnd(x.lessEqual(top));
  return where(inside, x, x.detach().maximum(bottom).minimum(top));
}

/** min(max(x, 0), 6) with derivative 0 at the limits and at NaN. */
function relu6(x: Untyped): Untyped {
  const inside = x.greater(0).logicalAnd(x.less(6));
  return where(inside, x, x.detach().maximum(0).minimum(6));
}

/** x above 0, scale·(e^(x/scale) − 1) below, with the exponent kept finite in the branch not taken. */
function elu(x: Untyped, scale: number, width = 1): Untyped {
  const positive = x.greater(0);
  return where(positive, x, where(positive, 0, x).div(width).expm1().mul(scale));
}

const ceil = (x: Untyped): Untyped => x.neg().floor().neg();
const trunc = (x: Untyped): Untyped => where(x.less(0), ceil(x), x.floor());

/** A loss of each element, averaged or added up as the case asks. */
function reduceLoss(each: Untyped, { reduction }: Attributes): Untyped {
  if (reduction === "none") return each;
  return reduction === "sum" ? each.sum() : each.mean();
}

/** d²/2 for |d| ≤ delta, delta·(|d| − delta/2) beyond. */
function huber(a: Untyped, b: Untyped, delta: number): Untyped {
  const difference = a.sub(b);
  const size = difference.abs();
  const linear = size.sub(delta / 2).mul(delta);
  return where(size.lessEqual(delta), difference.square().mul(0.5), linear);
}

/** One range along an axis, everything along the others; an axis too many is refused by the slice. */
function sliceAlong(x: Untyped, axis: number, range: readonly (number | null)[]): Untyped {
  const along = axis < 0 ? axis + x.rank : axis;
  return x.slice([...new Array<null>(along).fill(null), range]);
}

function roll(x: Untyped, shift: number, axis: number): Untyped {
  const size = x.shape.at(axis)!;
  if (size === 0) return x;
  const cut = (((size - shift) % size) + size) % size;
  return concat([sliceAlong(x, axis, [cut, size]), sliceAlong(x, axis, [0, cut])], axis);
}

function split(x: Untyped, sizes: readonly number[], axis: number): Untyped[] {
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return sliceAlong(x, axis, [start - size, start]);
  });
}

/** The whole tensor repeated: an axis of copies in front of each axis, then merged with it. */
function tile(x: Untyped, reps: readonly number[]): Untyped {
  const rank = Math.max(reps.length, x.rank);
  const shape = [...new Array<number>(rank - x.rank).fill(1), ...x.shape];
  const counts = [...new Array<number>(rank - reps.length).fill(1), ...reps];
  return x
    .reshape(shape.flatMap((size) => [1, size]))
    .broadcastTo(shape.flatMap((size, axis) => [counts[axis]!, size]))
    .reshape(shape.map((size, axis) => size * counts[axis]!));
}

/** Truth values over the last two axes: where column − row stands in the wanted relation to a number. */
function triangle(x: Untyped, keeps: (offset: number) => boolean): Untyped {
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const kept = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => keeps(column - row)));
  return where(tensor(kept.flat().map(Number), { shape: [rows, columns], dtype: "bool" }), x, 0);
}

function attention(inputs: readonly Untyped[], causal: boolean): Untyped {
  const [q, k, v, mask] = inputs;
  let scores = q!.matmul(k!.swapAxes(-1, -2)).div(Math.sqrt(q!.shape.at(-1)!));
  if (mask !== undefined) scores = where(mask, scores, Number.NEGATIVE_INFINITY);
  if (causal) {
    const [rows, columns] = scores.shape.slice(-2) as [number, number];
    const seen = Array.from({ length: rows * columns }, (_, at) => Number(at % columns <= Math.floor(at / columns)));
    scores = where(tensor(seen, { shape: [rows, columns], dtype: "bool" }), scores, Number.NEGATIVE_INFINITY);
  }
  return scores.softmax(-1).matmul(v);
}

const number = (attributes: Attributes, name: string, otherwise: number): number =>
  (attributes[name] as number | undefined) ?? otherwise;

/** How many elements are true along the axes. */
const countTrue = (x: Untyped, { axis, keepdims }: Attributes): Untyped =>
  x.cast("i32").sum(axis, { keepDims: keepdims ?? false });

export const compositions: Readonly<Record<string, Apply>> = {
  identity: ([x]) => x!,
  log2: ([x]) => x!.log().div(Math.LN2),
  log10: ([x]) => x!.log().div(Math.LN10),
  rsqrt: ([x]) => x!.sqrt().reciprocal(),
  tan: ([x]) => x!.sin().div(x!.cos()),
  relu6: ([x]) => relu6(x!),
  hardsigmoid: ([x]) => relu6(x!.add(3)).div(6),
  hardswish: ([x]) => x!.mul(relu6(x!.add(3)).div(6)),
  mish: ([x]) => x!.mul(x!.softplus().tanh()),
  softsign: ([x]) => x!.div(x!.abs().add(1)),
  selu: ([x]) => elu(x!, 1.6732632423543772).mul(1.0507009873554805),
  elu: ([x], attributes) => elu(x!, number(attributes, "alpha", 1)),
  celu: ([x], attributes) => elu(x!, number(attributes, "alpha", 1), number(attributes, "alpha", 1)),
  leaky_relu: ([x], attributes) => where(x!.greater(0), x, x!.mul(number(attributes, "alpha", 0.01))),
  ceil: ([x]) => ceil(x!),
  trunc: ([x]) => trunc(x!),
  isnan: ([x]) => x!.notEqual(x),
  isinf: ([x]) => x!.abs().equal(Number.POSITIVE_INFINITY),
  isfinite: ([x]) => x!.abs().less(Number.POSITIVE_INFINITY),
  clip: ([x], { min, max }) => clip(x!, min as number | null, max as number | null),

  squared_difference: ([a, b]) => a!.sub(b).square(),
  floor_mod: ([a, b]) => a!.sub(a!.div(b).floor().mul(b)),
  fmod: ([a, b]) => a!.sub(trunc(a!.div(b)).mul(b)),
  logaddexp: ([a, b]) => a!.sub(b).softplus().add(b),
  logical_xor: ([a, b]) => a!.notEqual(b),
  add_n: (inputs) => inputs.reduce((sum, input) => sum.add(input)),
  prelu: ([x, slope]) => where(x!.greater(0), x, x!.mul(slope)),

  dot: ([a, b]) => a!.matmul(b),
  outer: ([a, b]) => a!.reshape([-1, 1]).mul(b!.reshape([1, -1])),
  linear: ([x, weight, bias]) => {
    const product = x!.matmul(weight!.swapAxes(-1, -2));
    return bias === undefined ? product : product.add(bias);
  },
  attention: (inputs, { causal }) => attention(inputs, causal === true),
  layer_norm: ([x, gamma, beta], { n_axes: count, eps }) => {
    const axes = Array.from({ length: count as number }, (_, axis) => -1 - axis);
    const centred = x!.sub(x!.mean(axes, { keepDims: true }));
    const normal = centred.div(x!.var(axes, { keepDims: true }).add(eps).sqrt());
    const scaled = gamma === undefined ? normal : normal.mul(gamma);
    return beta === undefined ? scaled : scaled.add(beta);
  },

  reduce_any: ([x], attributes) => countTrue(x!, attributes).greater(0),
  reduce_all: ([x], attributes) => countTrue(x!.logicalNot(), attributes).equal(0),
  reduce_l1: (inputs, attributes, context) => adapter["reduce_sum"]!([inputs[0]!.abs()], attributes, context),
  reduce_l2: ([x], { axis, keepdims }) => x!.square().sum(axis, { keepDims: keepdims ?? false }).sqrt(),
  reduce_sumsq: ([x], { axis, keepdims }) => x!.square().sum(axis, { keepDims: keepdims ?? false }),

  index: ([x], { index }) => {
    const chosen = index as readonly (number | null)[];
    const ranges = chosen.map((at) => (at === null ? null : [at, at === -1 ? null : at + 1]));
    const axes = chosen.flatMap((at, axis) => (at === null ? [] : [axis]));
    return x!.slice(ranges).squeeze(axes);
  },
  split: ([x], { sizes, axis }) => split(x!, sizes as readonly number[], axis as number),
  unstack: ([x], { axis }) =>
    split(x!, new Array<number>(x!.shape.at(axis as number)!).fill(1), axis as number).map((part) => part.squeeze(axis)),
  flip: ([x], { axis }) => (axis as readonly number[]).reduce((y, each) => sliceAlong(y, each, [null, null, -1]), x!),
  roll: ([x], { shift, axis }) =>
    (axis as readonly number[]).reduce((y, each, at) => roll(y, (shift as readonly number[])[at]!, each), x!),
  tile: ([x], { reps }) => tile(x!, reps as readonly number[]),
  repeat_interleave: ([x], { repeats, axis }) => {
    const along = axis as number;
    const shape = x!.shape.toSpliced(along + 1, 0, repeats as number);
    const merged = x!.shape.map((size, position) => (position === along ? size * (repeats as number) : size));
    return x!.expandDims(along + 1).broadcastTo(shape).reshape(merged);
  },
  tril: ([x], attributes) => triangle(x!, (offset) => offset <= number(attributes, "k", 0)),
  triu: ([x], attributes) => triangle(x!, (offset) => offset >= number(attributes, "k", 0)),

  mae: ([a, b], attributes) => reduceLoss(a!.sub(b).abs(), attributes),
  huber: ([a, b], attributes) => reduceLoss(huber(a!, b!, number(attributes, "delta", 1)), attributes),
  smooth_l1: ([a, b], attributes) => {
    const beta = number(attributes, "beta", 1);
    return reduceLoss(beta === 0 ? a!.sub(b).abs() : huber(a!, b!, beta).div(beta), attributes);
  },
  nll: ([logProbability, target], attributes) => {
    const picked = logProbability!.gather(target!.expandDims(1), 1).squeeze(1);
    return reduceLoss(picked.neg(), attributes);
  },
};
