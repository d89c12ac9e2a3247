/** A multilayer perceptron that learns to sort vectors into classes; knows no data. */

import { jit, type Tensor } from "microml";
import { crossEntropy } from "microml/loss";
import { linear, relu, sequential } from "microml/nn";
import { adamW } from "microml/optim";

const net = sequential(
  linear(784, 256, { seed: 1 }),
  relu(),
  linear(256, 128, { seed: 2 }),
  relu(),
  linear(128, 10, { seed: 3 }),
);
const optimizer = adamW(net.parameters(), { learningRate: 1e-3 });

/** One step of training; the loss. */
export const trainMlp = jit((x: Tensor<["batch", 784]>, labels: Tensor<["batch"], "i32">): Tensor<[]> => {
  const loss = crossEntropy(net(x), labels);
  optimizer.minimize(loss);
  return loss;
});

/** The share of samples whose class is found. */
export const scoreMlp = jit(
  (x: Tensor<["batch", 784]>, labels: Tensor<["batch"], "i32">): Tensor<[]> =>
    net(x).argMax(1).equal(labels).cast("f32").mean(),
);
