/** A small convolutional network for images of 28 × 28 pixels; knows no data. */

import { jit, type Tensor } from "microml";
import { crossEntropy } from "microml/loss";
import { conv2d, flatten, linear, maxPool2d, relu, sequential } from "microml/nn";
import { adamW } from "microml/optim";

const net = sequential(
  conv2d(1, 8, 3, { seed: 1 }),
  relu(),
  maxPool2d(2),
  conv2d(8, 16, 3, { seed: 2 }),
  relu(),
  maxPool2d(2),
  flatten(),
  linear(400, 10, { seed: 3 }),
);
const optimizer = adamW(net.parameters(), { learningRate: 1e-3 });

/** One step of training; the loss. */
export const trainCnn = jit(
  (images: Tensor<["batch", 1, 28, 28]>, labels: Tensor<["batch"], "i32">): Tensor<[]> => {
    const loss = crossEntropy(net(images), labels);
    optimizer.minimize(loss);
    return loss;
  },
);
