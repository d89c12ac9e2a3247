/** A small model of images by patches, mixed across places and then across features; knows no data. */

import { jit, normal, parameter, type Tensor, zeros } from "microml";
import { crossEntropy } from "microml/loss";

const draw = <const S extends readonly number[]>(seed: number, shape: S): Tensor<S> =>
  normal<readonly number[]>(shape, { seed, std: 0.05 }) as Tensor<readonly number[]> as Tensor<S>;

const embedding = parameter(draw(1, [49, 64]));
const places = parameter(draw(2, [16, 64]));
const mixPlaces = parameter(draw(3, [16, 16]));
const widen = parameter(draw(4, [64, 128]));
const narrow = parameter(draw(5, [128, 64]));
const head = parameter(draw(6, [64, 10]));
const offset = parameter(zeros([10]));

/** `[batch, 28, 28]` images as 16 patches of 7 × 7 pixels. */
function cutPatches(images: Tensor<["batch", 28, 28]>): Tensor<["batch", 16, 49]> {
  const [batch] = images.shape;
  return images.reshape([batch, 4, 7, 4, 7]).transpose([0, 1, 3, 2, 4]).reshape([batch, 16, 49]);
}

function standardize(x: Tensor<["batch", 16, 64]>): Tensor<["batch", 16, 64]> {
  const centered = x.sub(x.mean(-1, { keepDims: true }));
  return centered.div(centered.square().mean(-1, { keepDims: true }).add(1e-5).sqrt());
}

/** The scores of ten classes. */
export function scoreImages(images: Tensor<["batch", 28, 28]>): Tensor<["batch", 10]> {
  const patches = cutPatches(images).matmul(embedding).add(places);
  const across = mixPlaces.matmul(standardize(patches)).gelu();
  const mixed = patches.add(across);
  const hidden = standardize(mixed).matmul(widen).gelu();
  const refined = mixed.add(hidden.matmul(narrow));
  return refined.mean(1).matmul(head).add(offset);
}

/** The loss of a batch. */
export const lossOfImages = jit(
  (images: Tensor<["batch", 28, 28]>, labels: Tensor<["batch"], "i32">): Tensor<[]> =>
    crossEntropy(scoreImages(images), labels),
);
