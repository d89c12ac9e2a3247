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
    "multilayer perceptron": 4200,
    "convolutional network": 6900,
    "image model": 5800,
    "transformer encoder": 5700,
  },
  chainOperation: 120,
  operations: {
    "relu()": 30,
    cast: 20,
    "add a number": 40,
    "add a row": 120,
    "add the same shape": 80,
    "add, both stretch": 230,
    greater: 110,
    where: 370,
    matmul: 100,
    "matmul, batched": 170,
    "reshape, leading size kept": 160,
    "reshape, new products": 200,
    "reshape with -1": 230,
    "reshape, named dim": 460,
    "flatten()": 540,
    "transpose()": 60,
    "transpose, rank 4": 140,
    swapAxes: 120,
    expandDims: 100,
    squeeze: 150,
    broadcastTo: 140,
    slice: 460,
    pad: 350,
    "concat of two": 270,
    "stack of two": 290,
    "sum()": 30,
    "sum(0)": 80,
    "mean, keepDims": 130,
    "max(1)": 130,
    softmax: 80,
    argMax: 110,
    gather: 180,
    take: 100,
    oneHot: 170,
    einsum: 560,
    "einsum of three axes": 660,
    "conv2d, no options": 530,
    "conv2d, same size": 370,
    conv2d: 720,
    maxPool2d: 540,
    split: 380,
    index: 170,
    topK: 120,
    tile: 320,
    layerNorm: 160,
    attention: 350,
    embedding: 80,
    zeros: 70,
    "linear layer": 220,
    "convolutional network": 1160,
    "sequential of three": 1050,
    "jit call": 460,
    crossEntropy: 120,
    mse: 130,
  },
};
