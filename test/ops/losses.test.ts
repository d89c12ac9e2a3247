/** Losses of classes: weights and left-out samples count as in cross-entropy, which is nll of the log-softmax. */

import { expect, test } from "vitest";
import * as losses from "../../src/loss/index.ts";
import { grad, tensor, type Untyped } from "../tensor/untyped.ts";
import { numbers, scatter } from "./loose.ts";

type Loss = (prediction: Untyped, target: Untyped, options?: Readonly<Record<string, unknown>>) => Untyped;
const { nll, crossEntropy, smoothL1, huber, meanAbsoluteError, klDivergence } = losses as unknown as Record<
  "nll" | "crossEntropy" | "smoothL1" | "huber" | "meanAbsoluteError" | "klDivergence",
  Loss
>;

const logits = scatter([4, 3], { seed: 2 });
const classes = tensor([2, 0, 1, 2], { dtype: "i32" });
const weight = tensor([1, 2, 0.5], { dtype: "f64" });

test.each([
  {},
  { weight },
  { ignoreIndex: 2 },
  { weight, ignoreIndex: 0, reduction: "sum" },
  { weight, reduction: "none" },
])("nll of the log-softmax is the cross-entropy, %o", (options) => {
  const [one, other] = [nll(logits.logSoftmax(1), classes, options), crossEntropy(logits, classes, options)];
  expect(numbers(one)).toEqual(numbers(other));
  expect(numbers(grad(one.sum(), [logits])[0]!)).toEqual(numbers(grad(other.sum(), [logits])[0]!));
});

test("a weighted mean divides by the weights of the samples that count", () => {
  const each = numbers(nll(logits, classes, { reduction: "none" }));
  const weighted = (each[0]! * 0.5 + each[1]! * 1 + each[3]! * 0.5) / 2;
  expect(nll(logits, classes, { weight, ignoreIndex: 1 }).item()).toBeCloseTo(weighted, 12);
});

test("what does not fit is one clear line", () => {
  expect(() => nll(logits, classes.cast("f32"))).toThrow("nll: classes are i32, got f32");
  expect(() => nll(logits, classes, { weight: scatter([2]) })).toThrow("nll: shapes differ, [2] and [3]");
  expect(() => nll(logits, classes, { reduction: "avg" })).toThrow('nll: unknown reduction "avg"');
  expect(() => huber(logits, logits, { delta: 0 })).toThrow(
    "huber: delta is 0, and has to be a positive number",
  );
  expect(() => nll(logits, tensor([3, 0, 0, 0], { dtype: "i32" })).item()).toThrow(
    "nll: index 3 is out of range",
  );
});

test("losses of differences meet where the square ends", () => {
  const [a, b] = [tensor([0.5, 3], { dtype: "f64" }), tensor([0, 0], { dtype: "f64" })];
  expect(numbers(huber(a, b, { delta: 2, reduction: "none" }))).toEqual([0.125, 4]);
  expect(numbers(smoothL1(a, b, { beta: 2, reduction: "none" }))).toEqual([0.0625, 2]);
  expect(numbers(smoothL1(a, b, { beta: 0, reduction: "none" }))).toEqual([0.5, 3]);
  expect(meanAbsoluteError(a, b).item()).toBe(1.75);
});

test("a divergence is 0 for equal distributions, and terms with p = 0 are 0", () => {
  const p = tensor(
    [
      [0, 1],
      [0.25, 0.75],
    ],
    { dtype: "f64" },
  );
  const q = tensor(
    [
      [0.5, 0.5],
      [0.25, 0.75],
    ],
    { dtype: "f64" },
  );
  expect(klDivergence(q.log(), p, { reduction: "batchMean" }).item()).toBeCloseTo(Math.LN2 / 2, 12);
  expect(klDivergence(q.log(), q, { reduction: "sum" }).item()).toBeCloseTo(0, 12);
});
