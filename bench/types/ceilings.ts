/** The most instantiations each thing may cost; raised only by hand, in the change that needs it. */

import type { ProgramName } from "./programs.ts";

interface Ceilings {
  readonly programs: Readonly<Record<ProgramName, number>>;
  /** For each operation of a long chain. */
  readonly chainOperation: number;
  /** For each operation on sizes never seen before, on TypeScript 7. */
  readonly operations: Readonly<Record<string, number>>;
}

export const ceilings: Ceilings = {
  programs: {
    "multilayer perceptron": 8000,
    "convolutional network": 19_000,
    "image model": 10_000,
    "transformer encoder": 8000,
  },
  chainOperation: 320,
  operations: {
    "relu()": 40,
    cast: 30,
    "add a number": 60,
    "add a row": 200,
    "add the same shape": 110,
    "add, both stretch": 330,
    greater: 190,
    where: 360,
    matmul: 160,
    "matmul, batched": 170,
    "reshape, leading size kept": 260,
    "reshape, new products": 1740,
    "reshape with -1": 260,
    "reshape, named dim": 750,
    "flatten()": 1260,
    "transpose()": 80,
    "transpose, rank 4": 290,
    swapAxes: 120,
    expandDims: 110,
    squeeze: 160,
    broadcastTo: 210,
    slice: 580,
    pad: 540,
    "concat of two": 700,
    "stack of two": 370,
    "sum()": 70,
    "sum(0)": 270,
    "mean, keepDims": 320,
    "max(1)": 300,
    softmax: 140,
    argMax: 270,
    gather: 220,
    take: 90,
    oneHot: 240,
    einsum: 620,
    conv2d: 1230,
    maxPool2d: 1040,
    split: 570,
    index: 200,
    topK: 170,
    tile: 610,
    layerNorm: 200,
    attention: 400,
    embedding: 70,
    zeros: 140,
    "linear layer": 240,
    "sequential of three": 1870,
    "jit call": 510,
    crossEntropy: 130,
    mse: 140,
  },
};
