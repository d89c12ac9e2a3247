/** Teaches a 2-4-1 network the exclusive or and prints the truth table it learned. */

import { jit, tensor } from "microml";
import { binaryCrossEntropy } from "microml/loss";
import { mlp } from "microml/nn";
import { adamW } from "microml/optim";
import { ExampleError, runMain } from "./run-main.ts";

const steps = 500;

function main(): void {
  const inputs = tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const targets = tensor([[0], [1], [1], [0]]);

  const net = mlp([2, 4, 1], { activation: "tanh", seed: 1 });
  const optimizer = adamW(net.parameters(), { learningRate: 0.05 });
  const trainStep = jit(() => {
    const loss = binaryCrossEntropy(net(inputs), targets);
    optimizer.minimize(loss);
    return loss;
  });

  for (let step = 1; step <= steps; step++) {
    const loss = trainStep();
    if (step % 100 === 0) console.log(`step ${step}  loss ${loss.item().toFixed(5)}`);
  }

  console.log("\n a  b  a xor b  learned");
  const learned = net(inputs).sigmoid().data();
  let wrong = 0;
  inputs.toArray().forEach(([a, b], row) => {
    const probability = learned[row] ?? Number.NaN;
    const expected = a !== b;
    const right = probability > 0.5 === expected;
    if (!right) wrong++;
    console.log(` ${a}  ${b}  ${Number(expected)}        ${probability.toFixed(3)} ${right ? "✓" : "✗"}`);
  });
  if (wrong > 0) throw new ExampleError(`xor-gate: ${wrong} of 4 rows not learned in ${steps} steps`);
}

runMain(main);
