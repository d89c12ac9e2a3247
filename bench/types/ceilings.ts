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
    "multilayer perceptron": 5300,
    "convolutional network": 8400,
    "image model": 6300,
    "transformer encoder": 7000,
  },
  chainOperation: 162,
  operations: {
    "relu()": 30,
    cast: 20,
    "add a number": 50,
    "add a row": 180,
    "add the same shape": 90,
    "add, both stretch": 300,
    greater: 160,
    where: 410,
    matmul: 190,
    "matmul, batched": 170,
    "reshape, leading size kept": 180,
    "reshape, new products": 230,
    "reshape with -1": 210,
    "reshape, named dim": 480,
    "flatten()": 540,
    "transpose()": 70,
    "transpose, rank 4": 150,
    swapAxes: 120,
    expandDims: 110,
    squeeze: 160,
    broadcastTo: 160,
    slice: 460,
    pad: 410,
    "concat of two": 490,
    "stack of two": 370,
    "sum()": 40,
    "sum(0)": 100,
    "mean, keepDims": 140,
    "max(1)": 150,
    softmax: 80,
    argMax: 130,
    gather: 180,
    take: 130,
    oneHot: 200,
    einsum: 590,
    "einsum of three axes": 660,
    "conv2d, no options": 530,
    "conv2d, same size": 370,
    conv2d: 730,
    maxPool2d: 540,
    split: 400,
    index: 170,
    topK: 140,
    tile: 360,
    layerNorm: 160,
    attention: 350,
    embedding: 130,
    zeros: 100,
    "linear layer": 220,
    "convolutional network": 1160,
    "sequential of three": 1230,
    "jit call": 460,
    crossEntropy: 120,
    mse: 130,
  },
};
