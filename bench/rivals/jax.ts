/** The library jax-js on its WebAssembly backend, under jit, as one of the comparison. */

import type { Dialect } from "./dialect.ts";
import type { Library, Runner } from "./library.ts";
import { loadRival, versionOf } from "./load.ts";
import { models } from "./models.ts";
import type { Task } from "./task.ts";

/** An array, which frees itself when its count of references reaches 0; `ref` adds one, every use takes one. */
interface Handle {
  readonly ref: Handle;
  readonly shape: number[];
  add(other: Handle | number): Handle;
  sub(other: Handle | number): Handle;
  mul(other: Handle | number): Handle;
  div(other: Handle | number): Handle;
  sum(axis?: number): Handle;
  mean(axis?: number): Handle;
  max(axes: readonly number[]): Handle;
  transpose(order?: readonly number[]): Handle;
  reshape(shape: readonly number[]): Handle;
  slice(...index: (number | readonly [number, number])[]): Handle;
  dataSync(): Float32Array;
  dispose(): void;
}

type Tree = Handle | readonly Tree[];

interface Jax {
  init(device: string): Promise<unknown>;
  defaultDevice(device: string): unknown;
  jit<F>(fn: F): F;
  valueAndGrad(
    fn: (weights: readonly Handle[], ...data: readonly Handle[]) => Handle,
  ): (weights: readonly Handle[], ...data: readonly Handle[]) => [Handle, Handle[]];
  blockUntilReady(tree: Tree): Promise<unknown>;
  readonly tree: { dispose(tree: Tree): void; ref<T extends Tree>(tree: T): T };
  readonly numpy: {
    array(values: Float32Array): Handle;
    zeros(shape: readonly number[]): Handle;
    ones(shape: readonly number[]): Handle;
    matmul(a: Handle, b: Handle): Handle;
    tanh(x: Handle): Handle;
    sqrt(x: Handle): Handle;
    square(x: Handle): Handle;
  };
  readonly nn: {
    relu(x: Handle): Handle;
    softplus(x: Handle): Handle;
    softmax(x: Handle, axis: number): Handle;
    logSoftmax(x: Handle, axis: number): Handle;
    standardize(x: Handle): Handle;
  };
  readonly lax: {
    conv(x: Handle, kernel: Handle, strides: readonly number[], padding: "SAME"): Handle;
  };
}

/** What a training step carries from one call to the next. */
interface State {
  readonly weights: readonly Handle[];
  readonly means: readonly Handle[];
  readonly squares: readonly Handle[];
  /** 0.9 and 0.999 to the power of the steps so far. */
  readonly decays: readonly [Handle, Handle];
}

function makeWords({ numpy, nn, lax }: Jax): Dialect<Handle> {
  const split = (x: Handle, heads: number, order: readonly number[]): Handle => {
    const [time, width] = x.shape as [number, number];
    return x.ref.reshape([time, heads, width / heads]).transpose(order);
  };
  return {
    matmul: (a, b, turnA, turnB) =>
      numpy.matmul(turnA ? a.ref.transpose() : a.ref, turnB ? b.ref.transpose() : b.ref),
    add: (a, b) => a.ref.add(b.ref),
    sub: (a, b) => a.ref.sub(b.ref),
    mul: (a, b) => a.ref.mul(b.ref),
    scale: (x, factor) => x.ref.mul(factor),
    relu: (x) => nn.relu(x.ref),
    tanh: (x) => numpy.tanh(x.ref),
    softplus: (x) => nn.softplus(x.ref),
    softmax: (x) => nn.softmax(x.ref, -1),
    logSoftmax: (x) => nn.logSoftmax(x.ref, -1),
    sum: (x, axis) => x.ref.sum(axis),
    mean: (x) => x.ref.mean(),
    dense: (x, w, b, activation) => {
      const value = numpy.matmul(x.ref, w.ref).add(b.ref);
      return activation === "relu" ? nn.relu(value) : value;
    },
    layerNorm: (x, gamma, beta) => nn.standardize(x.ref).mul(gamma.ref).add(beta.ref),
    // Its own dotProductAttention needs a newer Node's iterators.
    attention: (q, k, v, heads) => {
      const scores = numpy.matmul(split(q, heads, [1, 0, 2]), split(k, heads, [1, 2, 0]));
      const weights = nn.softmax(scores.mul(1 / Math.sqrt(q.shape[1]! / heads)), -1);
      return numpy
        .matmul(weights, split(v, heads, [1, 0, 2]))
        .transpose([1, 0, 2])
        .reshape(q.shape);
    },
    convolve: (x, kernel, bias, activation) => {
      const value = lax
        .conv(x.ref, kernel.ref, [1, 1], "SAME")
        .add(bias.ref.reshape([1, bias.shape[0]!, 1, 1]));
      return activation === "relu" ? nn.relu(value) : value;
    },
    pool: (x) => {
      const [samples, channels, height, width] = x.shape as [number, number, number, number];
      return x.ref.reshape([samples, channels, height / 2, 2, width / 2, 2]).max([3, 5]);
    },
    flatten: (x) =>
      x.ref.reshape([x.shape[0]!, x.shape.slice(1).reduce((product, size) => product * size, 1)]),
  };
}

/** One step of Adam (Kingma & Ba 2015) as jax users write it: a function from state to state. */
function makeTrainStep(
  jax: Jax,
  loss: (weights: readonly Handle[], ...data: readonly Handle[]) => Handle,
): (state: State, ...data: readonly Handle[]) => [Handle, State] {
  const both = jax.valueAndGrad(loss);
  return jax.jit((state: State, ...data: readonly Handle[]): [Handle, State] => {
    const [value, gradients] = both(jax.tree.ref(state.weights), ...data);
    const first = state.decays[0].mul(0.9);
    const second = state.decays[1].mul(0.999);
    const next = state.weights.map((weight, index) => {
      const gradient = gradients[index]!;
      const mean = state.means[index]!.mul(0.9).add(gradient.ref.mul(0.1));
      const square = state.squares[index]!.mul(0.999).add(jax.numpy.square(gradient).mul(0.001));
      const size = jax.numpy.sqrt(square.ref.div(second.ref.mul(-1).add(1))).add(1e-8);
      const rate = first.ref.mul(-1).add(1);
      return { weight: weight.sub(mean.ref.div(rate).div(size).mul(1e-3)), mean, square };
    });
    const weights = next.map(({ weight }) => weight);
    const means = next.map(({ mean }) => mean);
    const squares = next.map(({ square }) => square);
    return [value, { weights, means, squares, decays: [first, second] }];
  });
}

const refer = (handles: readonly Handle[]): Handle[] => handles.map(({ ref }) => ref);

function prepareOn(
  jax: Jax,
  { model, mode, inputs: specs, parameters }: Task,
  arrays: readonly Float32Array[],
) {
  const words = makeWords(jax);
  const inputs = arrays.map((array, index) => jax.numpy.array(array).reshape(specs[index]!.shape));
  const weights = inputs.slice(0, parameters);
  const data = inputs.slice(parameters);
  const loss = (given: readonly Handle[], ...rest: readonly Handle[]): Handle =>
    models[model](words, [...given, ...rest]);

  function makeStep(): () => [results: Handle[], wait: Tree] {
    if (mode === "value") {
      const value = jax.jit((...given: Handle[]) => models[model](words, given));
      return () => {
        const result = value(...refer(inputs));
        return [[result], result];
      };
    }
    if (mode === "gradients") {
      const both = jax.jit(jax.valueAndGrad((given, ...rest) => loss(given, ...rest).sum()));
      return () => {
        const [value, gradients] = both(refer(weights), ...refer(data));
        const results = [value, ...gradients];
        return [results, results];
      };
    }
    const step = makeTrainStep(jax, loss);
    const zeros = (): Handle[] => specs.slice(0, parameters).map(({ shape }) => jax.numpy.zeros(shape));
    const one = (): Handle => jax.numpy.ones([]);
    let state: State = { weights, means: zeros(), squares: zeros(), decays: [one(), one()] };
    return () => {
      const [value, next] = step(state, ...refer(data));
      state = next;
      return [[value], [value, ...next.weights, ...next.means, ...next.squares, ...next.decays]];
    };
  }
  const step = makeStep();
  let results: Handle[] = [];

  const runner: Runner = {
    // Calls only queue the work, and what is freed before it has run never runs: so each call waits for its own.
    run: async () => {
      for (const result of results) result.dispose();
      const [next, wait] = step();
      results = next;
      await jax.blockUntilReady(wait);
    },
    touch: () => results[0]!.ref.slice(...results[0]!.shape.map(() => 0)).dataSync()[0]!,
    read: () => Float32Array.from(results.flatMap((result) => Array.from(result.ref.dataSync()))),
  };
  return runner;
}

/** The library on its WebAssembly device, which has one thread. */
export async function openJax(): Promise<Library> {
  const jax = loadRival<Jax>("@jax-js/jax");
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  return {
    version: versionOf("@jax-js/jax"),
    prepare: (task, arrays) => prepareOn(jax, task, arrays),
  };
}
