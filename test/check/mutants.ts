/** Gradients spoilt on purpose, each in one way a person might: the negative control of the checker; runs nothing. */

import type { InputPattern } from "../../src/check/index.ts";
import { type Backward, type Forward, type Loose, where } from "./loose.ts";

/** A right function, a wrong gradient, and what is drawn for it. */
export type Mutant = readonly [
  name: string,
  inputs: readonly InputPattern[],
  forward: Forward,
  backward: Backward,
];

const one: readonly InputPattern[] = [["n"]];
const two: readonly InputPattern[] = [["n"], ["n"]];
const matrix: readonly InputPattern[] = [["n", "m"]];
const square: readonly InputPattern[] = [["n", "n"]];
const biased: readonly InputPattern[] = [["batch", 3], [3]];
const product: readonly InputPattern[] = [
  ["n", "k"],
  ["k", "m"],
];
const squares: readonly InputPattern[] = [
  ["n", "n"],
  ["n", "n"],
];
const positive: readonly InputPattern[] = [{ shape: ["n"], domain: { low: 0.3, high: 3 } }];
const quotient: readonly InputPattern[] = [["n"], { shape: ["n"], domain: { low: 0.5, high: 3 } }];

/** What went wrong at the last call with a value kept from the first. */
const stale = (): ((x: Loose) => Loose) => {
  let kept: Loose | null = null;
  return (x) => {
    kept ??= x;
    return kept.shape.join() === x.shape.join() ? kept : x.mul(0);
  };
};
const keptOnce = stale();

const columns = { keepDims: true };
const dot = (a: Loose, b: Loose, axis: number): Loose => a.mul(b).sum(axis, columns);

export const mutants: readonly Mutant[] = [
  ["sign: sin", one, (x) => x.sin(), (ct, x) => [ct.mul(x.cos()).neg()]],
  ["sign: cos", one, (x) => x.cos(), (ct, x) => [ct.mul(x.sin())]],
  ["sign: second operand of sub", two, (a, b) => a.sub(b), (ct) => [ct, ct]],
  ["sign: denominator", quotient, (a, b) => a.div(b), (ct, a, b) => [ct.div(b), ct.mul(a).div(b.square())]],
  ["sign: both operands of add", two, (a, b) => a.add(b), (ct) => [ct.neg(), ct.neg()]],
  ["factor: square without 2", one, (x) => x.square(), (ct, x) => [ct.mul(x)]],
  ["factor: exp doubled", one, (x) => x.exp(), (ct, x) => [ct.mul(x.exp()).mul(2)]],
  ["factor: sqrt without half", positive, (x) => x.sqrt(), (ct, x) => [ct.div(x.sqrt())]],
  [
    "factor: one part in a thousand",
    one,
    (x) => x.tanh(),
    (ct, x) => [ct.mul(x.tanh().square().sub(1)).mul(-1.001)],
  ],
  ["factor: mean as a sum", matrix, (x) => x.mean(0), (ct, x) => [ct.broadcastTo(x.shape)]],
  ["factor: sum as a mean", [[3, "m"]], (x) => x.sum(0), (ct, x) => [ct.broadcastTo(x.shape).div(3)]],
  ["un-broadcast: bias not summed", biased, (x, b) => x.add(b), (ct) => [ct, ct]],
  ["un-broadcast: bias averaged", biased, (x, b) => x.add(b), (ct) => [ct, ct.mean(0)]],
  ["un-broadcast: bias gets the largest", biased, (x, b) => x.add(b), (ct) => [ct, ct.max(0)]],
  ["un-broadcast: scale not summed", biased, (x, b) => x.mul(b), (ct, x, b) => [ct.mul(b), ct.mul(x)]],
  [
    "un-broadcast: product after the sum",
    biased,
    (x, b) => x.mul(b),
    (ct, x, b) => [ct.mul(b), ct.sum(0).mul(x.sum(0))],
  ],
  [
    "un-broadcast: kept size-1 axis summed away",
    [
      ["n", 1],
      ["n", 3],
    ],
    (a, b) => a.mul(b),
    (ct, a, b) => [ct.mul(b).sum(1), ct.mul(a)],
  ],
  [
    "axis: sum over the other",
    square,
    (x) => x.sum(0),
    (ct, x) => [ct.reshape([x.shape[0]!, 1]).broadcastTo(x.shape)],
  ],
  [
    "axis: softmax over the other",
    square,
    (x) => x.softmax(1),
    (ct, x) => {
      const y = x.softmax(1);
      return [y.mul(ct.sub(dot(ct, y, 0)))];
    },
  ],
  ["axis: cumsum not turned round", one, (x) => x.cumsum(0), (ct) => [ct.cumsum(0)]],
  ["axis: flip of the other", square, (x) => x.flip(0), (ct) => [ct.flip(1)]],
  ["axis: roll the same way", one, (x) => x.roll(1, 0), (ct) => [ct.roll(1, 0)]],
  ["product rule: only the first factor", one, (x) => x.mul(x.sin()), (ct, x) => [ct.mul(x.sin())]],
  ["product rule: only the second factor", one, (x) => x.mul(x.sin()), (ct, x) => [ct.mul(x).mul(x.cos())]],
  ["product rule: second operand forgotten", two, (a, b) => a.mul(b), (ct, _, b) => [ct.mul(b), null]],
  [
    "quotient rule: not squared",
    quotient,
    (a, b) => a.div(b),
    (ct, a, b) => [ct.div(b), ct.mul(a).div(b).neg()],
  ],
  [
    "chain rule: inner derivative forgotten",
    one,
    (x) => x.square().sin(),
    (ct, x) => [ct.mul(x.square().cos())],
  ],
  [
    "chain rule: at the inner value",
    one,
    (x) => x.tanh().square(),
    (ct, x) => [ct.mul(x).mul(2).mul(x.tanh().square().sub(1).neg())],
  ],
  ["chain rule: sigmoid without 1 − y", one, (x) => x.sigmoid(), (ct, x) => [ct.mul(x.sigmoid())]],
  ["chain rule: softmax without its mean", matrix, (x) => x.softmax(1), (ct, x) => [ct.mul(x.softmax(1))]],
  [
    "chain rule: log-softmax without its sum",
    matrix,
    (x) => x.logSoftmax(1),
    (ct, x) => [ct.sub(x.logSoftmax(1).exp())],
  ],
  ["stale: the first values ever seen", one, (x) => x.square(), (ct, x) => [ct.mul(keptOnce(x)).mul(2)]],
  [
    "stale: the result instead of the operand",
    one,
    (x) => x.square(),
    (ct, x) => [ct.mul(x.square()).mul(2)],
  ],
  ["stale: detached operand, second order", one, (x) => x.sin(), (ct, x) => [ct.mul(x.cos().detach())]],
  ["stale: detached cotangent, second order", one, (x) => x.mul(3), (ct) => [ct.detach().mul(3)]],
  ["stale: rounded operand", one, (x) => x.square(), (ct, x) => [ct.mul(x.cast("i32").cast("f64")).mul(2)]],
  [
    "transposed: first operand of matmul",
    squares,
    (a, b) => a.matmul(b),
    (ct, a, b) => [ct.matmul(b), a.transpose().matmul(ct)],
  ],
  [
    "transposed: second operand of matmul",
    squares,
    (a, b) => a.matmul(b),
    (ct, a, b) => [ct.matmul(b.transpose()), a.matmul(ct)],
  ],
  [
    "transposed: matmul, any sizes",
    product,
    (a, b) => a.matmul(b),
    (ct, a, b) => [ct.matmul(b.transpose()), ct.transpose().matmul(a)],
  ],
  ["transposed: transpose itself", square, (x) => x.transpose(), (ct) => [ct]],
  ["order: cotangents exchanged", two, (a, b) => a.mul(b), (ct, a, b) => [ct.mul(a), ct.mul(b)]],
  [
    "order: matmul's exchanged",
    squares,
    (a, b) => a.matmul(b),
    (ct, a, b) => [a.transpose().matmul(ct), ct.matmul(b.transpose())],
  ],
  ["guard: relu lets everything through", one, (x) => x.relu(), (ct) => [ct]],
  ["guard: relu the other way", one, (x) => x.relu(), (ct, x) => [where(x.greater(0), 0, ct)]],
  [
    "guard: NaN at masked elements",
    one,
    (x) => x.relu(),
    (ct, x) => [ct.mul(x.relu()).mul(x.log()).div(x.log()).div(x.relu())],
  ],
  ["guard: clip forgotten", one, (x) => x.minimum(1).maximum(-1), (ct) => [ct]],
  ["guard: maximum to both operands", two, (a, b) => a.maximum(b), (ct) => [ct, ct]],
  [
    "guard: max to every element",
    [["n", 3]],
    (x) => x.max(1),
    (ct, x) => [ct.reshape([x.shape[0]!, 1]).broadcastTo(x.shape)],
  ],
  ["nothing: no cotangent at all", one, (x) => x.exp(), () => [null]],
  ["nothing: zeros", one, (x) => x.exp(), (ct) => [ct.mul(0)]],
  ["nothing: ones", one, (x) => x.exp(), (ct) => [ct.mul(0).add(1)]],
  ["added: a constant", one, (x) => x.sin(), (ct, x) => [ct.mul(x.cos()).add(0.01)]],
  ["added: the operand", one, (x) => x.sin(), (ct, x) => [ct.mul(x.cos()).add(x)]],
  ["not linear: cotangent squared", one, (x) => x.sin(), (ct, x) => [ct.square().mul(x.cos())]],
  ["not linear: sign of the cotangent", one, (x) => x.sin(), (ct, x) => [ct.sign().mul(x.cos())]],
  [
    "other function: tanh's for sigmoid",
    one,
    (x) => x.sigmoid(),
    (ct, x) => [ct.mul(x.tanh().square().sub(1).neg())],
  ],
  ["other function: relu's for gelu", one, (x) => x.gelu(), (ct, x) => [where(x.greater(0), ct, 0)]],
  ["other function: |x| differentiated as x", one, (x) => x.abs(), (ct) => [ct]],
];
