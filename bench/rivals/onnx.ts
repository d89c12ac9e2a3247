/** The library onnxruntime-web, with one thread, as one of the comparison; it runs models forward only. */

import type { Dialect } from "./dialect.ts";
import type { Library, Runner } from "./library.ts";
import { loadRival, versionOf } from "./load.ts";
import { models } from "./models.ts";
import { OnnxGraph } from "./onnx-model.ts";
import type { Task } from "./task.ts";

interface Handle {
  readonly data: Float32Array;
}

interface Session {
  readonly outputNames: readonly string[];
  run(inputs: Readonly<Record<string, Handle>>): Promise<Readonly<Record<string, Handle>>>;
  release(): Promise<void>;
}

interface Runtime {
  readonly env: { readonly wasm: { numThreads: number } };
  readonly InferenceSession: { create(model: Uint8Array, options: object): Promise<Session> };
  readonly Tensor: new (type: "float32", data: Float32Array, shape: readonly number[]) => Handle;
}

/** The words as nodes of a graph; `width` is the last axis of what attention is given. */
function makeWords(graph: OnnxGraph, width: number): Dialect<string> {
  const split = (x: string, heads: number, order: readonly number[]): string =>
    graph.node("Transpose", [graph.node("Reshape", [x, graph.integers(0, heads, width / heads)])], {
      perm: order,
    });
  const number = (value: number): string => graph.floats([], Float32Array.of(value));
  const activate = (x: string, activation?: "relu"): string =>
    activation === "relu" ? graph.node("Relu", [x]) : x;
  return {
    matmul: (a, b, turnA = false, turnB = false) =>
      turnA || turnB
        ? graph.node("Gemm", [a, b], { transA: Number(turnA), transB: Number(turnB) })
        : graph.node("MatMul", [a, b]),
    add: (a, b) => graph.node("Add", [a, b]),
    sub: (a, b) => graph.node("Sub", [a, b]),
    mul: (a, b) => graph.node("Mul", [a, b]),
    scale: (x, factor) => graph.node("Mul", [x, number(factor)]),
    relu: (x) => graph.node("Relu", [x]),
    tanh: (x) => graph.node("Tanh", [x]),
    softplus: (x) => graph.node("Softplus", [x]),
    softmax: (x) => graph.node("Softmax", [x], { axis: 1 }),
    logSoftmax: (x) => graph.node("LogSoftmax", [x], { axis: 1 }),
    sum: (x, axis) => graph.node("ReduceSum", [x, graph.integers(axis)], { keepdims: 0 }),
    mean: (x) => graph.node("ReduceMean", [x], { keepdims: 0 }),
    dense: (x, w, b, activation) => activate(graph.node("Gemm", [x, w, b]), activation),
    layerNorm: (x, gamma, beta) =>
      graph.node("LayerNormalization", [x, gamma, beta], { axis: 1, epsilon: { float: 1e-5 } }),
    attention: (q, k, v, heads) => {
      const scores = graph.node("MatMul", [split(q, heads, [1, 0, 2]), split(k, heads, [1, 2, 0])]);
      const scaled = graph.node("Mul", [scores, number(1 / Math.sqrt(width / heads))]);
      const mixed = graph.node("MatMul", [
        graph.node("Softmax", [scaled], { axis: 2 }),
        split(v, heads, [1, 0, 2]),
      ]);
      const turned = graph.node("Transpose", [mixed], { perm: [1, 0, 2] });
      return graph.node("Reshape", [turned, graph.integers(0, width)]);
    },
    convolve: (x, kernel, bias, activation) =>
      activate(graph.node("Conv", [x, kernel, bias], { pads: [1, 1, 1, 1] }), activation),
    pool: (x) => graph.node("MaxPool", [x], { kernel_shape: [2, 2], strides: [2, 2] }),
    flatten: (x) => graph.node("Flatten", [x], { axis: 1 }),
  };
}

/** Weights become part of the model, as exporters make them: everything but the data that a run is given. */
const weightsOf: Partial<Record<Task["model"], (place: number, count: number) => boolean>> = {
  convolution: (place) => place > 0,
  block: (place, count) => place < count - 1,
};

async function prepareOn(
  ort: Runtime,
  { model, mode, inputs }: Task,
  arrays: readonly Float32Array[],
): Promise<Runner> {
  if (mode !== "value") throw new Error("has no gradients");
  const graph = new OnnxGraph();
  const isWeight = weightsOf[model] ?? (() => false);
  const feeds: Record<string, Handle> = {};
  const names = inputs.map(({ shape }, place) => {
    if (isWeight(place, inputs.length)) return graph.floats(shape, arrays[place]!);
    const name = graph.input(shape);
    feeds[name] = new ort.Tensor("float32", arrays[place]!, shape);
    return name;
  });
  const words = makeWords(graph, inputs.at(-1)!.shape.at(-1) ?? 1);
  const bytes = graph.finish(models[model](words, names));
  const options = { executionProviders: ["wasm"], graphOptimizationLevel: "all" };
  const session = await ort.InferenceSession.create(bytes, options);
  let result: Handle | null = null;
  return {
    run: async () => {
      result = (await session.run(feeds))[session.outputNames[0]!]!;
    },
    touch: () => result!.data[0]!,
    read: () => result!.data,
    release: () => {
      void session.release();
    },
  };
}

/** The library on its WebAssembly provider, with one thread. */
export function openOnnx(): Library {
  const ort = loadRival<Runtime>("onnxruntime-web");
  ort.env.wasm.numThreads = 1;
  return {
    version: versionOf("onnxruntime-web"),
    prepare: (task, arrays) => prepareOn(ort, task, arrays),
  };
}
