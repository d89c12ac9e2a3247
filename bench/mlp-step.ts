/** One training step of the 784-128-10 network, batch 64, with AdamW: compiled as a whole, and with its graph built anew each time. */

import { jit, type Tensor, uniform, zeros } from "microml";
import { crossEntropy } from "microml/loss";
import { mlp } from "microml/nn";
import { adamW } from "microml/optim";
import type { Workload } from "./workload.ts";

function makeMlp() {
  const images = uniform([64, 784], { seed: 2 });
  const labels = zeros([64], { dtype: "i32" });
  const net = mlp([784, 128, 10], { activation: "relu", seed: 1 });
  return { images, labels, net, optimizer: adamW(net.parameters(), { learningRate: 1e-4 }) };
}

export function makeMlpStep(): Workload {
  const { images, labels, net, optimizer } = makeMlp();
  const trainStep = jit((x: Tensor<["batch", 784]>, y: Tensor<["batch"], "i32">) => {
    const loss = crossEntropy(net(x), y);
    optimizer.minimize(loss);
    return loss;
  });
  let loss = trainStep(images, labels);
  return {
    name: "MLP 784-128-10 train step, batch 64",
    run: () => {
      loss = trainStep(images, labels);
    },
    result: () => loss.item(),
  };
}

export function makeEagerMlpStep(): Workload {
  const { images, labels, net, optimizer } = makeMlp();
  let last = 0;
  return {
    name: "MLP 784-128-10 train step, batch 64, built anew",
    run: () => {
      const loss = crossEntropy(net(images), labels);
      optimizer.minimize(loss);
      last = loss.item();
    },
    result: () => last,
  };
}
