/** Runs one scenario in a process of its own, with `node --expose-gc`, and prints what memory held at each checkpoint. */

import { configure } from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import * as optimizers from "../../src/optim/index.ts";
import { theHeap } from "../../src/runtime/index.ts";
import { jit, parameter, tensor, type Untyped, type UntypedParameter } from "../tensor/untyped.ts";

type Loose = (...given: readonly unknown[]) => Untyped;
const { mse } = losses as unknown as Record<"mse", Loose>;
interface Minimizer {
  minimize(loss: Untyped): void;
}
const { adamW } = optimizers as unknown as Record<"adamW", (...given: readonly unknown[]) => Minimizer>;

/** Bytes that are still reachable. */
export interface Checkpoint {
  readonly steps: number;
  readonly heap: number;
  readonly buffers: number;
  /** Bytes of the WebAssembly heap in use, and bytes it has grown to. */
  readonly used: number;
  readonly total: number;
  readonly loss: number;
}

function measure(steps: number, loss: number): Checkpoint {
  for (let turn = 0; turn < 4; turn++) globalThis.gc!();
  // lets go of what the engine itself caches of sources, too
  globalThis.gc!({ type: "major", execution: "sync", flavor: "last-resort" });
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const { usedBytes, totalBytes } = theHeap();
  return { steps, heap: heapUsed, buffers: arrayBuffers, used: usedBytes, total: totalBytes, loss };
}

/** Small numbers that differ. */
const numbers = (count: number): number[] =>
  Array.from({ length: count }, (_, at) => Math.sin(at * 1.7 + 1) * 0.5);

interface Network {
  readonly parameters: readonly UntypedParameter[];
  readonly run: (x: Untyped) => Untyped;
}

function makeNetwork(): Network {
  const weight = (rows: number, columns: number): UntypedParameter =>
    parameter(tensor(numbers(rows * columns), { shape: [rows, columns] }));
  const [first, second, third] = [weight(4, 16), weight(16, 16), weight(16, 2)];
  const run = (x: Untyped): Untyped => x.matmul(first).tanh().matmul(second).relu().matmul(third);
  return { parameters: [first, second, third], run };
}

/** The smallest of networks, each step a call of a compiled program. */
function trainTiny(backend: "javascript" | "wasm", steps: number): Checkpoint[] {
  configure({ backend });
  const inputs = [1, 2, 3].map((scale) =>
    tensor(
      numbers(8).map((value) => value * scale),
      { shape: [4, 2] },
    ),
  );
  const y = tensor([0, 1, 1, 0], { shape: [4, 1] });
  const first = parameter(tensor(numbers(8), { shape: [2, 4] }));
  const second = parameter(tensor(numbers(4), { shape: [4, 1] }));
  const optimizer = adamW([first, second], { learningRate: 1e-6 });
  const step = jit((x: Untyped) => {
    const prediction = x.matmul(first).tanh().matmul(second);
    const loss = mse(prediction, y);
    optimizer.minimize(loss);
    return { loss, prediction };
  });
  const checkpoints: Checkpoint[] = [];
  for (let count = 1; count <= steps; count++) {
    const { loss } = step(inputs[count % 3]);
    if (count % (steps / 5) === 0) checkpoints.push(measure(count, loss.item()));
  }
  return checkpoints;
}

/** A network of the size of those for handwritten digits, with evaluation and reading between steps. */
function trainLarge(): Checkpoint[] {
  const first = parameter(tensor(numbers(784 * 128), { shape: [784, 128] }));
  const second = parameter(tensor(numbers(1280), { shape: [128, 10] }));
  const optimizer = adamW([first, second], { learningRate: 1e-5 });
  const run = (x: Untyped): Untyped => x.matmul(first).tanh().matmul(second);
  const step = jit((x: Untyped, y: Untyped) => {
    const loss = mse(run(x), y);
    optimizer.minimize(loss);
    return loss;
  });
  const x = tensor(numbers(64 * 784), { shape: [64, 784] });
  const y = tensor(numbers(640), { shape: [64, 10] });
  const checkpoints: Checkpoint[] = [];
  for (let count = 1; count <= 1000; count++) {
    const loss = step(x, y);
    if (count % 50 === 0) run(x).data();
    if (count % 70 === 0) second.assign(second.mul(0.999));
    if (count % 200 === 0) checkpoints.push(measure(count, loss.item()));
  }
  return checkpoints;
}

/** Networks that are made, trained and dropped, one after the other. */
async function dropNetworks(): Promise<Checkpoint[]> {
  const x = tensor(numbers(32 * 100), { shape: [32, 100] });
  const checkpoints: Checkpoint[] = [];
  for (let count = 1; count <= 50; count++) {
    const weight = parameter(tensor(numbers(100 * 100), { shape: [100, 100] }));
    const optimizer = adamW([weight], { learningRate: 1e-3 });
    const step = jit(() => {
      const loss = mse(x.matmul(weight), x);
      optimizer.minimize(loss);
      return loss;
    });
    const loss = step().item();
    if (count % 10 !== 0) continue;
    // What is collected gives its blocks back in a task of its own.
    for (let turn = 0; turn < 3; turn++) {
      globalThis.gc!();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    checkpoints.push(measure(count, loss));
  }
  return checkpoints;
}

function trainEagerly(): Checkpoint[] {
  const { parameters, run } = makeNetwork();
  const optimizer = adamW(parameters, { learningRate: 1e-3 });
  const x = tensor(numbers(32), { shape: [8, 4] });
  const y = tensor(numbers(16), { shape: [8, 2] });
  const checkpoints: Checkpoint[] = [];
  for (let count = 1; count <= 2_000; count++) {
    const loss = mse(run(x), y);
    optimizer.minimize(loss);
    if (count % 400 === 0) checkpoints.push(measure(count, loss.item()));
  }
  return checkpoints;
}

/** A network of the size of those for handwritten digits, whose graphs are built anew; some are read after the step. */
function trainLargeEagerly(): Checkpoint[] {
  const first = parameter(tensor(numbers(784 * 128), { shape: [784, 128] }));
  const second = parameter(tensor(numbers(1280), { shape: [128, 10] }));
  const optimizer = adamW([first, second], { learningRate: 1e-5 });
  const x = tensor(numbers(64 * 784), { shape: [64, 784] });
  const y = tensor(numbers(640), { shape: [64, 10] });
  const checkpoints: Checkpoint[] = [];
  for (let count = 1; count <= 500; count++) {
    const prediction = x.matmul(first).tanh().matmul(second);
    const loss = mse(prediction, y);
    optimizer.minimize(loss);
    if (count % 10 === 0) prediction.data();
    if (count % 100 === 0) checkpoints.push(measure(count, loss.item()));
  }
  return checkpoints;
}

/** Parameters of 4 MB, each updated twice and dropped, with no pause in which finalizers could run. */
function dropParameters(): Checkpoint[] {
  const checkpoints: Checkpoint[] = [];
  for (let count = 1; count <= 60; count++) {
    const weight = parameter(tensor(new Float32Array(2 ** 20).fill(count)));
    for (let turn = 0; turn < 2; turn++) weight.assign(weight.mul(2));
    if (count % 12 === 0) checkpoints.push(measure(count, weight.mean().item()));
  }
  return checkpoints;
}

/** Programs that are all different: none is run twice. */
function compileManyPrograms(): Checkpoint[] {
  configure({ backend: "javascript-unrolled" });
  const x = tensor([1, 2, 3]);
  const checkpoints: Checkpoint[] = [];
  for (let count = 1; count <= 1_800; count++) {
    const last = x
      .mul(count)
      .add(1 / count)
      .sum()
      .item();
    if (count % 600 === 0) checkpoints.push(measure(count, last));
  }
  return checkpoints;
}

const scenarios: Readonly<Record<string, () => Checkpoint[] | Promise<Checkpoint[]>>> = {
  trainTinyInJavaScript: () => trainTiny("javascript", 1_000_000),
  trainTinyInWasm: () => trainTiny("wasm", 1_000_000),
  trainLarge,
  dropNetworks,
  trainEagerly,
  trainLargeEagerly,
  dropParameters,
  compileManyPrograms,
};

const [name] = process.argv.slice(2);
if (name !== undefined) console.log(JSON.stringify(await scenarios[name]!()));
