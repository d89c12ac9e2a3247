/** Trains a network that is large enough for threads, and prints what came of it; run as a process of its own. */

import { configure, jit, uniform } from "microml";
import { mse } from "microml/loss";
import { mlp } from "microml/nn";
import { adamW } from "microml/optim";

configure({ backend: "wasm", threads: Number(process.argv[2]) });
const net = mlp([256, 512, 256], { activation: "tanh", seed: 1 });
const optimizer = adamW(net.parameters(), { learningRate: 0.001 });
const [inputs, targets] = [uniform([256, 256], { seed: 2 }), uniform([256, 256], { seed: 3 })];
const step = jit(() => {
  const loss = mse(net(inputs), targets);
  optimizer.minimize(loss);
  return loss;
});
const losses = Array.from({ length: 4 }, () => step().item());
// the worker has come up by now, and takes part
await new Promise((resolve) => setTimeout(resolve, 200));
for (let more = 0; more < 6; more++) losses.push(step().item());
const isSplit = step.explain().includes("call $share");
if (process.argv[3] === "alone") configure({ threads: 1 });
losses.push(step().item());
console.log(JSON.stringify({ losses, isSplit }));
