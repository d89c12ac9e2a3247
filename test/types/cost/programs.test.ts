/** The programs whose cost is measured also run, and give what their types say; knows no compiler. */

import { jit, uniform, zeros } from "microml";
import { expect, test } from "vitest";
import { trainCnn } from "../../../bench/types/programs/cnn.ts";
import { lossOfImages, scoreImages } from "../../../bench/types/programs/image-model.ts";
import { scoreMlp, trainMlp } from "../../../bench/types/programs/mlp.ts";
import { encode } from "../../../bench/types/programs/transformer.ts";

const labels = zeros([3], { dtype: "i32" });

test("the multilayer perceptron learns", () => {
  const x = uniform([3, 784], { seed: 1 });
  const first = trainMlp(x, labels).item();
  for (let step = 0; step < 20; step++) trainMlp(x, labels);
  expect(trainMlp(x, labels).item()).toBeLessThan(first / 2);
  expect(scoreMlp(x, labels).item()).toBe(1);
});

test("the convolutional network learns", () => {
  const images = uniform([3, 1, 28, 28], { seed: 1 });
  const first = trainCnn(images, labels).item();
  for (let step = 0; step < 10; step++) trainCnn(images, labels);
  expect(trainCnn(images, labels).item()).toBeLessThan(first);
});

test("the image model scores ten classes", () => {
  const images = uniform([3, 28, 28], { seed: 1 });
  expect(jit(scoreImages)(images).shape).toEqual([3, 10]);
  expect(lossOfImages(images, labels).item()).toBeGreaterThan(1);
});

test("the encoder keeps the shape of its sequences", () => {
  const sequences = uniform([2, 5, 64], { seed: 1 });
  const encoded = encode(sequences);
  expect(encoded.shape).toEqual([2, 5, 64]);
  expect(encoded.data().every(Number.isFinite)).toBe(true);
});
