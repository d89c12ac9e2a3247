/** TensorFlow.js, on its WebAssembly or its plain JavaScript backend, as a library of the comparison. */

import { dirname } from "node:path";
import { permuteElements } from "./data.ts";
import type { Dialect } from "./dialect.ts";
import type { Library, Runner } from "./library.ts";
import { findRivalFile, loadRival, versionOf } from "./load.ts";
import { models } from "./models.ts";
import type { InputSpec, Task } from "./task.ts";

interface Handle {
  readonly shape: number[];
  dataSync(): Float32Array;
  dispose(): void;
}

interface Optimizer {
  minimize(loss: () => Handle, returnCost: true): Handle;
  dispose(): void;
}

interface FusedSettings {
  readonly bias: Handle;
  readonly activation: "relu" | "linear";
}

/** The part of @tensorflow/tfjs-core that is used. */
interface Core {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tidy<T>(work: () => T): T;
  keep(x: Handle): Handle;
  tensor(values: Float32Array, shape: readonly number[]): Handle;
  variable(initial: Handle): Handle;
  matMul(a: Handle, b: Handle, turnA?: boolean, turnB?: boolean): Handle;
  add(a: Handle, b: Handle | number): Handle;
  sub(a: Handle, b: Handle): Handle;
  mul(a: Handle, b: Handle | number): Handle;
  relu(x: Handle): Handle;
  tanh(x: Handle): Handle;
  softplus(x: Handle): Handle;
  softmax(x: Handle): Handle;
  logSoftmax(x: Handle): Handle;
  rsqrt(x: Handle): Handle;
  square(x: Handle): Handle;
  sum(x: Handle, axis?: number): Handle;
  mean(x: Handle, axis?: number, keepDims?: boolean): Handle;
  reshape(x: Handle, shape: readonly number[]): Handle;
  transpose(x: Handle, order: readonly number[]): Handle;
  slice(x: Handle, start: readonly number[], size: readonly number[]): Handle;
  maxPool(x: Handle, size: number, stride: number, padding: "valid"): Handle;
  valueAndGrads(
    value: (...x: Handle[]) => Handle,
  ): (x: readonly Handle[]) => { value: Handle; grads: Handle[] };
  readonly fused: {
    matMul(operands: FusedSettings & { readonly a: Handle; readonly b: Handle }): Handle;
    conv2d(
      operands: FusedSettings & {
        readonly x: Handle;
        readonly filter: Handle;
        readonly strides: number;
        readonly pad: "same";
      },
    ): Handle;
  };
  readonly train: { adam(rate: number, beta1: number, beta2: number, epsilon: number): Optimizer };
}

interface WasmBackend {
  setWasmPaths(folder: string): void;
  setThreadsCount(count: number): void;
}

function makeWords(tf: Core): Dialect<Handle> {
  const split = (x: Handle, heads: number, order: readonly number[]): Handle => {
    const [time, width] = x.shape as [number, number];
    return tf.transpose(tf.reshape(x, [time, heads, width / heads]), order);
  };
  return {
    // Turned operands have no fast kernel of their own.
    matmul: (a, b, turnA, turnB) =>
      tf.matMul(turnA ? tf.transpose(a, [1, 0]) : a, turnB ? tf.transpose(b, [1, 0]) : b),
    add: tf.add,
    sub: tf.sub,
    mul: tf.mul,
    scale: tf.mul,
    relu: (x) => tf.relu(x),
    tanh: (x) => tf.tanh(x),
    softplus: (x) => tf.softplus(x),
    softmax: (x) => tf.softmax(x),
    logSoftmax: (x) => tf.logSoftmax(x),
    sum: (x, axis) => tf.sum(x, axis),
    mean: (x) => tf.mean(x),
    dense: (a, b, bias, activation) => tf.fused.matMul({ a, b, bias, activation: activation ?? "linear" }),
    layerNorm: (x, gamma, beta) => {
      const centered = tf.sub(x, tf.mean(x, -1, true));
      const variance = tf.mean(tf.square(centered), -1, true);
      return tf.add(tf.mul(tf.mul(centered, tf.rsqrt(tf.add(variance, 1e-5))), gamma), beta);
    },
    attention: (q, k, v, heads) => {
      const scores = tf.matMul(split(q, heads, [1, 0, 2]), split(k, heads, [1, 2, 0]));
      const weights = tf.softmax(tf.mul(scores, 1 / Math.sqrt(q.shape[1]! / heads)));
      return tf.reshape(tf.transpose(tf.matMul(weights, split(v, heads, [1, 0, 2])), [1, 0, 2]), q.shape);
    },
    convolve: (x, filter, bias, activation) =>
      tf.fused.conv2d({ x, filter, strides: 1, pad: "same", bias, activation: activation ?? "linear" }),
    pool: (x) => tf.maxPool(x, 2, 2, "valid"),
    flatten: (x) => tf.reshape(x, [x.shape[0]!, -1]),
  };
}

/** Pictures are `[n, height, width, channels]` here, and kernels `[height, width, in, out]`. */
function upload(tf: Core, { shape, layout = "plain" }: InputSpec, array: Float32Array): Handle {
  if (layout === "plain") return tf.tensor(array, shape);
  if (typeof layout === "object") {
    const [channels, height, width] = layout.flattened;
    const fourFold = [channels, height, width, shape[1]!];
    return tf.tensor(permuteElements(array, fourFold, [1, 2, 0, 3]), shape);
  }
  const order = layout === "pictures" ? [0, 2, 3, 1] : [2, 3, 1, 0];
  return tf.tensor(
    permuteElements(array, shape, order),
    order.map((axis) => shape[axis]!),
  );
}

function prepareOn(
  tf: Core,
  { model, mode, inputs: specs, parameters }: Task,
  arrays: readonly Float32Array[],
) {
  const words = makeWords(tf);
  const compute = (inputs: readonly Handle[]): Handle => models[model](words, inputs);
  const inputs = arrays.map((array, index) => upload(tf, specs[index]!, array));
  const weights = inputs.slice(0, parameters);
  const data = inputs.slice(parameters);
  const held: { dispose(): void }[] = [...inputs];
  let results: Handle[] = [];

  function makeStep(): () => Handle[] {
    if (mode === "value") return () => [compute(inputs)];
    if (mode === "gradients") {
      const both = tf.valueAndGrads((...given) => tf.sum(compute([...given, ...data])));
      return () => {
        const { value, grads } = both(weights);
        return [value, ...grads];
      };
    }
    const variables = weights.map((weight) => tf.variable(weight));
    const optimizer = tf.train.adam(1e-3, 0.9, 0.999, 1e-8);
    held.push(...variables, optimizer);
    return () => [optimizer.minimize(() => compute([...variables, ...data]), true)];
  }
  const step = makeStep();

  const runner: Runner = {
    run: () => {
      for (const result of results) result.dispose();
      results = tf.tidy(() => step());
    },
    touch: () =>
      tf.tidy(() => {
        const { shape } = results[0]!;
        if (shape.length === 0) return results[0]!.dataSync()[0]!;
        const start = shape.map(() => 0);
        const size = shape.map(() => 1);
        return tf.slice(results[0]!, start, size).dataSync()[0]!;
      }),
    read: () =>
      Float32Array.from(
        results.flatMap((result) => {
          const pictures = model === "convolution";
          const order = [0, 3, 1, 2];
          return Array.from(tf.tidy(() => (pictures ? tf.transpose(result, order) : result).dataSync()));
        }),
      ),
    release: () => {
      for (const each of [...results, ...held]) each.dispose();
    },
  };
  return runner;
}

/** The library on one of its backends, with one thread. */
export async function openTfjs(backend: "wasm" | "cpu"): Promise<Library> {
  const tf = loadRival<Core>("@tensorflow/tfjs-core");
  loadRival("@tensorflow/tfjs-core/dist/register_all_gradients.js");
  const name = `@tensorflow/tfjs-backend-${backend}`;
  const loaded = loadRival<WasmBackend>(name);
  if (backend === "wasm") {
    loaded.setWasmPaths(
      `${dirname(findRivalFile("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm"))}/`,
    );
    loaded.setThreadsCount(1);
  }
  await tf.setBackend(backend);
  await tf.ready();
  return { version: versionOf(name), prepare: (task, arrays) => prepareOn(tf, task, arrays) };
}
