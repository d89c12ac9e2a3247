/** Teaches a small network to tell whether a > b and measures it on pairs it never saw. */

import { jit, type Tensor, uniform } from "microml";
import { binaryCrossEntropy } from "microml/loss";
import { mlp } from "microml/nn";
import { adamW } from "microml/optim";
import { ExampleError, runMain } from "./run-main.ts";

const steps = 300;
const enough = 0.97;

/** 1 where the first column is above the second, else 0. */
function compareColumns(pairs: Tensor<["pairs", 2]>): Tensor<["pairs", 1]> {
  const a = pairs.slice([null, [0, 1]]);
  const b = pairs.slice([null, [1, 2]]);
  return a.greater(b).cast("f32");
}

function main(): void {
  const net = mlp([2, 8, 1], { activation: "relu", seed: 3 });
  const optimizer = adamW(net.parameters(), { learningRate: 0.02 });
  const trainStep = jit((pairs: Tensor<["pairs", 2]>) => {
    const loss = binaryCrossEntropy(net(pairs), compareColumns(pairs));
    optimizer.minimize(loss);
    return loss;
  });
  const countRight = jit((pairs: Tensor<["pairs", 2]>) =>
    net(pairs).greater(0).equal(compareColumns(pairs).greater(0.5)).cast("f32").mean(),
  );

  const training = uniform([512, 2], { seed: 1, low: -1, high: 1 });
  for (let step = 1; step <= steps; step++) {
    const loss = trainStep(training);
    if (step % 50 === 0) console.log(`step ${step}  loss ${loss.item().toFixed(5)}`);
  }

  const heldOut = uniform([1000, 2], { seed: 2, low: -1, high: 1 });
  const accuracy = countRight(heldOut).item();
  console.log(`\naccuracy on 1000 held-out pairs: ${(100 * accuracy).toFixed(1)} %`);
  if (accuracy < enough) {
    throw new ExampleError(`greater-than: accuracy ${accuracy} is below ${enough} after ${steps} steps`);
  }
}

runMain(main);
