/** One training step of the 2-4-1 XOR network, batch 4, forward, backward and AdamW in one call. */

import { jit, tensor } from "microml";
import { binaryCrossEntropy } from "microml/loss";
import { mlp } from "microml/nn";
import { adamW } from "microml/optim";
import type { Workload } from "./workload.ts";

export function makeXorStep(): Workload {
  const inputs = tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const targets = tensor([[0], [1], [1], [0]]);
  const net = mlp([2, 4, 1], { activation: "tanh", seed: 1 });
  const optimizer = adamW(net.parameters(), { learningRate: 1e-3 });
  const trainStep = jit(() => {
    const loss = binaryCrossEntropy(net(inputs), targets);
    optimizer.minimize(loss);
    return loss;
  });
  let loss = trainStep();
  return {
    name: "XOR 2-4-1 train step",
    run: () => {
      loss = trainStep();
    },
    result: () => loss.item(),
  };
}
