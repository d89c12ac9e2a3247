/** The library microml as one of the comparison, through its public API; knows no rival. */

import { attention, grad, jit, parameter, scalar, type Tensor, tensor } from "microml";
import { adam } from "microml/optim";
import type { Dialect } from "./dialect.ts";
import type { Library, Runner } from "./library.ts";
import { models } from "./models.ts";
import type { Task } from "./task.ts";

type Floats = Tensor<readonly number[]>;
type Compiled<Result> = ((...given: Floats[]) => Result) & { explain(): string };

/** A result is looked at before the next run, as the rivals' are freed before it. */
const inTurn = { reuseResults: true } as const;

const scalarOf = (x: Floats): Tensor<[]> => x.reshape([]) as Floats as unknown as Tensor<[]>;

/** `[time, heads·width]` as `[heads, time, width]`. */
function splitHeads(x: Floats, heads: number): Floats {
  const [time, width] = x.shape as [number, number];
  return x.reshape([time, heads, width / heads]).transpose([1, 0, 2]) as Floats;
}

const words: Dialect<Floats> = {
  matmul: (a, b, turnA, turnB) =>
    (turnA ? (a.transpose() as Floats) : a).matmul(turnB ? (b.transpose() as Floats) : b) as Floats,
  add: (a, b) => a.add(b) as Floats,
  sub: (a, b) => a.sub(b) as Floats,
  mul: (a, b) => a.mul(b) as Floats,
  scale: (x, factor) => x.mul(factor) as Floats,
  relu: (x) => x.relu(),
  tanh: (x) => x.tanh(),
  softplus: (x) => x.softplus(),
  softmax: (x) => x.softmax(-1) as Floats,
  logSoftmax: (x) => x.logSoftmax(-1) as Floats,
  sum: (x, axis) => x.sum(axis) as Floats,
  mean: (x) => x.mean() as unknown as Floats,
  dense: (x, w, b, activation) => {
    const value = x.matmul(w).add(b) as Floats;
    return activation === "relu" ? value.relu() : value;
  },
  layerNorm: (x, gamma, beta) => x.layerNorm(1, { gamma, beta }) as Floats,
  attention: (q, k, v, heads) => {
    const mixed = attention(splitHeads(q, heads), splitHeads(k, heads), splitHeads(v, heads)) as Floats;
    return mixed.transpose([1, 0, 2]).reshape(q.shape) as Floats;
  },
  convolve: (x, kernel, bias, activation) => {
    const value = x.conv2d(kernel, { padding: 1, bias }) as Floats;
    return activation === "relu" ? value.relu() : value;
  },
  pool: (x) => x.maxPool2d({ kernel: 2 }) as Floats,
  flatten: (x) => x.flatten(1) as Floats,
};

const firstElement = jit((x: Floats) => x.reshape([-1]).slice([[0, 1]]) as Floats);

function makeRunner(step: () => Floats | readonly Floats[], { explain }: { explain(): string }): Runner {
  let results: readonly Floats[] = [];
  return {
    explain,
    run: () => {
      const result = step();
      results = Array.isArray(result) ? result : [result as Floats];
    },
    touch: () => firstElement(results[0]!).data()[0]!,
    read: () => Float32Array.from(results.flatMap((result) => Array.from(result.data()))),
  };
}

function prepare({ model, mode, inputs: specs, parameters: count }: Task, arrays: readonly Float32Array[]) {
  const compute = (inputs: readonly Floats[]): Floats => models[model](words, inputs);
  const inputs = arrays.map((array, index) => tensor(array, { shape: specs[index]!.shape }) as Floats);
  const data = inputs.slice(count);
  if (mode === "value") {
    const value = jit((...given: Floats[]) => compute(given), inTurn) as Compiled<Floats>;
    return makeRunner(() => value(...inputs), value);
  }
  const parameters = inputs.slice(0, count).map((input) => parameter(input));
  const weights = parameters as readonly Floats[];
  if (mode === "gradients") {
    const both = jit((...given: Floats[]) => {
      const value = compute([...weights, ...given]).sum() as unknown as Tensor<[]>;
      return [value, ...grad(value, weights)];
    }, inTurn) as unknown as Compiled<Floats[]>;
    return makeRunner(() => both(...data), both);
  }
  const optimizer = adam(parameters, { learningRate: 1e-3 });
  const step = jit((...given: Floats[]) => {
    const loss = scalarOf(compute([...weights, ...given]));
    optimizer.minimize(loss);
    return loss;
  }, inTurn) as unknown as Compiled<Floats>;
  return makeRunner(() => step(...data), step);
}

/** The library, once it has shown that it runs. */
export async function openMicroml(): Promise<Library> {
  scalar(1).add(1).item();
  const { default: manifest } = await import("../../package.json", { with: { type: "json" } });
  return { version: manifest.version, prepare };
}
