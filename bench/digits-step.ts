/** One training step of the 64-64-10 digits network, batch 32, forward, backward and AdamW in one call. */

import { jit, type Tensor, uniform, zeros } from "microml";
import { crossEntropy } from "microml/loss";
import { mlp } from "microml/nn";
import { adamW } from "microml/optim";
import type { Workload } from "./workload.ts";

export function makeDigitsStep(): Workload {
  const images = uniform([32, 64], { seed: 1 });
  const labels = zeros([32], { dtype: "i32" });
  const net = mlp([64, 64, 10], { activation: "relu", seed: 1 });
  const optimizer = adamW(net.parameters(), { learningRate: 1e-4 });
  const trainStep = jit((x: Tensor<["batch", 64]>, y: Tensor<["batch"], "i32">) => {
    const loss = crossEntropy(net(x), y);
    optimizer.minimize(loss);
    return loss;
  });
  let loss = trainStep(images, labels);
  return {
    name: "digits 64-64-10 train step, batch 32",
    run: () => {
      loss = trainStep(images, labels);
    },
    result: () => loss.item(),
  };
}
