/** Measures how long first calls of the built package take, each in a fresh process, and what a call costs beyond its kernels; `npm run bench:first-call`. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { grad, jit, parameter, scalar, type Tensor, uniform, zeros } from "microml";
import { crossEntropy, mse } from "microml/loss";
import { mlp } from "microml/nn";
import { adamW, sgd } from "microml/optim";

/** One figure: milliseconds of what `run` measures, and how many are wanted at most. */
interface Case {
  readonly name: string;
  readonly wanted: number;
  readonly run: () => number;
}

/** Milliseconds of one piece of work; where the machine was busy with something else, those of this process alone. */
function time(work: () => void): number {
  const usage = process.cpuUsage();
  const start = performance.now();
  work();
  const passed = performance.now() - start;
  const { user, system } = process.cpuUsage(usage);
  return Math.min(passed, (user + system) / 1000);
}

/** The best of several stretches, for one call. */
function timeEach(work: () => void, calls: number): number {
  const stretch = (): number =>
    time(() => {
      for (let call = 0; call < calls; call++) work();
    }) / calls;
  return Math.min(...Array.from({ length: 20 }, stretch));
}

function runMlp(): number {
  const net = mlp([784, 128, 10], { activation: "relu", seed: 1 });
  const optimizer = adamW(net.parameters(), { learningRate: 1e-3 });
  const step = jit((images: Tensor<["batch", 784]>, labels: Tensor<["batch"], "i32">) => {
    const loss = crossEntropy(net(images), labels);
    optimizer.minimize(loss);
    return loss;
  });
  const images = uniform([64, 784], { seed: 2 });
  const labels = zeros([64], { dtype: "i32" });
  images.data();
  labels.data();
  return time(() => step(images, labels).item());
}

/** A chain of `count` operations on scalars, its value and both gradients: 3.4 nodes for each operation. */
function runScalars(count: number): number {
  const a = parameter(scalar(0.9));
  const b = parameter(scalar(0.1));
  const step = jit((start: Tensor<[]>) => {
    let x = start;
    for (let round = 0; round < count / 10; round++) {
      x = x.mul(a).add(b).mul(b).sub(a).mul(x).add(b).mul(a).sub(x).mul(b).tanh();
    }
    return [x, ...grad(x, [a, b])];
  });
  const start = scalar(0.5);
  return time(() => step(start));
}

/** The same structure again without jit: built, spelt, found and run. */
function runFound(): number {
  const x = uniform([4], { seed: 1 });
  const y = uniform([4], { seed: 2 });
  return timeEach(() => x.mul(y).add(1).sum().item(), 5000);
}

/** A training step of the 2-4-1 network without jit, some 75 nodes: built, differentiated, spelt, found and run. */
function runStepFound(): number {
  const net = mlp([2, 4, 1], { activation: "tanh", seed: 1 });
  const optimizer = sgd(net.parameters(), { learningRate: 1e-3 });
  const x = uniform([4, 2], { seed: 1 });
  const y = uniform([4, 1], { seed: 2 });
  x.data();
  y.data();
  return timeEach(() => optimizer.minimize(mse(net(x), y)), 1000);
}

/** A jitted step whose kernels are next to nothing. */
function runJitted(): number {
  const x = parameter(zeros([4]));
  const step = jit((y: Tensor<[4]>) => {
    const next = x.mul(y);
    x.assign(next);
    return next;
  });
  const y = uniform([4], { seed: 1 });
  return timeEach(() => step(y), 20_000);
}

const cases: readonly Case[] = [
  { name: "first call, 784-128-10 train step", wanted: 30, run: runMlp },
  { name: "first call, a graph of 1,000 scalar nodes", wanted: 100, run: () => runScalars(300) },
  { name: "first call, a graph of 3,400 scalar nodes", wanted: 100, run: () => runScalars(1000) },
  { name: "first call, a graph of 10,000 scalar nodes", wanted: 1500, run: () => runScalars(3000) },
  { name: "first call, a graph of 34,000 scalar nodes", wanted: 1500, run: () => runScalars(10_000) },
  { name: "found again without jit", wanted: 0.02, run: runFound },
  { name: "a whole step found again without jit", wanted: 0.02, run: runStepFound },
  { name: "calling a jitted step", wanted: 0.001, run: runJitted },
];

/** Processes that measure one case. */
const processes = 5;

function measureApart(index: number): number {
  const flags = ["--import", "tsx"];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...flags, fileURLToPath(import.meta.url), "case", String(index)],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`bench:first-call: ${cases[index]!.name} failed, ${stderr}`);
  return Number(stdout);
}

const [word = "", index] = process.argv.slice(2);
if (word === "case") {
  console.log(cases[Number(index)]!.run());
} else {
  cases.forEach(({ name, wanted }, at) => {
    if (!name.includes(word)) return;
    const times = Array.from({ length: processes }, () => measureApart(at)).sort((a, b) => a - b);
    const show = (milliseconds: number): string =>
      milliseconds < 1 ? `${(milliseconds * 1000).toFixed(2)} µs` : `${milliseconds.toFixed(1)} ms`;
    const median = times[times.length >> 1]!;
    console.log(
      `${name.padEnd(50)} best ${show(times[0]!).padStart(10)}, median ${show(median).padStart(10)}, wanted ${show(wanted)}`,
    );
  });
}
