/** Trains a typed network on real handwritten digits and shows what it learned on a fifth it never saw. */

import { fileURLToPath } from "node:url";
import { jit, type Tensor, tensor } from "microml";
import { crossEntropy } from "microml/loss";
import { mlp } from "microml/nn";
import { adamW } from "microml/optim";
import { classes, type Digits, pixels, readDigits, selectDigits, shuffleIndices } from "./digits-data.ts";
import { drawConfusion, drawImage, openProgress, placeSideBySide } from "./draw.ts";
import { ExampleError, runMain } from "./run-main.ts";

const batchSize = 32;
const epochs = 40;
const enough = 0.95;

function main(): void {
  const path = process.argv[2] ?? fileURLToPath(new URL("data/digits.csv.gz", import.meta.url));
  const all = readDigits(path);
  if (all.count < 5 * batchSize) {
    throw new ExampleError(`digits: ${path} holds ${all.count} images, at least ${5 * batchSize} needed`);
  }
  const order = shuffleIndices(all.count, 7);
  const testCount = Math.floor(all.count / 5);
  const test = selectDigits(all, order.subarray(0, testCount));
  const training = selectDigits(all, order.subarray(testCount));
  console.log(`${all.count} handwritten digits: ${training.count} to learn from, ${test.count} held out`);

  const net = mlp([64, 64, 10], { activation: "relu", seed: 1 });
  const optimizer = adamW(net.parameters(), { learningRate: 3e-3, weightDecay: 1e-2 });
  const trainStep = jit((images: Tensor<["batch", 64]>, labels: Tensor<["batch"], "i32">) => {
    const loss = crossEntropy(net(images), labels);
    optimizer.minimize(loss);
    return loss;
  });
  const classify = jit((images: Tensor<["batch", 64]>) => net(images).softmax());

  const started = performance.now();
  const progress = openProgress(process.stdout);
  const batches = Math.floor(training.count / batchSize);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const shuffled = selectDigits(training, shuffleIndices(training.count, epoch));
    let total = 0;
    for (let batch = 0; batch < batches; batch++) {
      const { images, labels } = toTensors(shuffled, batch * batchSize, batchSize);
      total += trainStep(images, labels).item();
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    progress.update(
      epoch,
      epochs,
      `epoch ${epoch}/${epochs}  loss ${(total / batches).toFixed(4)}  ${seconds} s`,
    );
  }
  progress.end();

  const probabilities = classify(toTensors(test, 0, test.count).images).data();
  report(test, probabilities);
}

/** `count` digits from the given one on, as tensors. */
function toTensors(digits: Digits, start: number, count: number) {
  const images = digits.images.subarray(start * pixels, (start + count) * pixels);
  const labels = digits.labels.subarray(start, start + count);
  return {
    images: tensor(images, { shape: [count, 64] }),
    labels: tensor(labels, { shape: [count], dtype: "i32" }),
  };
}

/** Prints accuracy, confusion matrix and a few digits, wrong ones first; fails below 95 %. */
function report(test: Digits, probabilities: ArrayLike<number>): void {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const wrong: string[][] = [];
  const right: string[][] = [];
  for (let row = 0; row < test.count; row++) {
    const scores = Array.from({ length: classes }, (_, digit) => probabilities[row * classes + digit] ?? 0);
    const predicted = scores.indexOf(Math.max(...scores));
    const label = test.labels[row] ?? 0;
    const counts = confusion[label];
    if (counts !== undefined) counts[predicted] = (counts[predicted] ?? 0) + 1;
    const image = drawImage(test.images.subarray(row * pixels, (row + 1) * pixels), 8);
    const certainty = `${(100 * (scores[predicted] ?? 0)).toFixed(0)} %`;
    (predicted === label ? right : wrong).push([...image, `${label} → ${predicted}  ${certainty}`]);
  }
  const accuracy = right.length / test.count;
  console.log(`\ntest accuracy ${(100 * accuracy).toFixed(2)} %  (${right.length} of ${test.count})\n`);
  console.log(drawConfusion(confusion));
  console.log("\nright (digit → prediction)");
  console.log(placeSideBySide(right.slice(0, 5)));
  if (wrong.length > 0) console.log(`\nwrong\n${placeSideBySide(wrong.slice(0, 5))}`);
  if (accuracy < enough) {
    throw new ExampleError(`digits: test accuracy ${accuracy.toFixed(4)} is below ${enough}`);
  }
}

runMain(main);
