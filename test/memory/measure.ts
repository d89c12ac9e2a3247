/** Runs one scenario in a process of its own, with `node --expose-gc`, and prints what memory held at each checkpoint. */

import { configure } from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import * as optimizers from "../../src/optim/index.ts";
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
  readonly loss: number;
}

function measure(steps: number, loss: number): Checkpoint {
  for (let turn = 0; turn < 4; turn++) globalThis.gc!();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { steps, heap: heapUsed, buffers: arrayBuffers, loss };
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

function trainCompiled(): Checkpoint[] {
  const { parameters, run } = makeNetwork();
  const optimizer = adamW(parameters, { learningRate: 1e-4 });
  const step = jit((x: Untyped, y: Untyped) => {
    const loss = mse(run(x), y);
    optimizer.minimize(loss);
    return { loss, prediction: run(x) };
  });
  const inputs = Array.from({ length: 3 }, (_, at) =>
    tensor(
      numbers(32).map((value) => value * (at + 1)),
      { shape: [8, 4] },
    ),
  );
  const targets = tensor(numbers(16), { shape: [8, 2] });
  const checkpoints: Checkpoint[] = [];
  for (let count = 1; count <= 100_000; count++) {
    const { loss } = step(inputs[count % 3], targets);
    if (count % 20_000 === 0) checkpoints.push(measure(count, loss.item()));
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

/** Programs that are all different: none is run twice. */
function compileManyPrograms(): Checkpoint[] {
  configure({ backend: "javascript-unrolled" });
  const x = tensor([1, 2, 3]);
  const checkpoints: Checkpoint[] = [];
  for (let count = 1; count <= 3_000; count++) {
    const last = x
      .mul(count)
      .add(1 / count)
      .sum()
      .item();
    if (count % 600 === 0) checkpoints.push(measure(count, last));
  }
  return checkpoints;
}

const scenarios: Readonly<Record<string, () => Checkpoint[]>> = {
  trainCompiled,
  trainEagerly,
  compileManyPrograms,
};

const [name] = process.argv.slice(2);
if (name !== undefined) console.log(JSON.stringify(scenarios[name]!()));
