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
    "multilayer perceptron": 6300,
    "convolutional network": 14_800,
    "image model": 8000,
    "transformer encoder": 7500,
  },
  chainOperation: 190,
  operations: {
    "relu()": 30,
    cast: 20,
    "add a number": 50,
    "add a row": 180,
    "add the same shape": 90,
    "add, both stretch": 340,
    greater: 200,
    where: 450,
    matmul: 210,
    "matmul, batched": 190,
    "reshape, leading size kept": 210,
    "reshape, new products": 280,
    "reshape with -1": 260,
    "reshape, named dim": 550,
    "flatten()": 610,
    "transpose()": 70,
    "transpose, rank 4": 150,
    swapAxes: 120,
    expandDims: 110,
    squeeze: 160,
    broadcastTo: 180,
    slice: 510,
    pad: 450,
    "concat of two": 560,
    "stack of two": 440,
    "sum()": 40,
    "sum(0)": 100,
    "mean, keepDims": 140,
    "max(1)": 150,
    softmax: 80,
    argMax: 130,
    gather: 200,
    take: 150,
    oneHot: 230,
    einsum: 670,
    conv2d: 820,
    maxPool2d: 610,
    split: 440,
    index: 200,
    topK: 140,
    tile: 420,
    layerNorm: 180,
    attention: 400,
    embedding: 130,
    zeros: 100,
    "linear layer": 240,
    "sequential of three": 1300,
    "jit call": 500,
    crossEntropy: 120,
    mse: 130,
  },
};
