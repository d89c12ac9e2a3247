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
    "convolutional network": 6700,
    "image model": 5700,
    "transformer encoder": 5500,
  },
  chainOperation: 116,
  operations: {
    "relu()": 20,
    cast: 20,
    "add a number": 40,
    "add a row": 110,
    "add the same shape": 80,
    "add, both stretch": 220,
    greater: 110,
    where: 340,
    matmul: 90,
    "matmul, batched": 170,
    "reshape, leading size kept": 160,
    "reshape, new products": 200,
    "reshape with -1": 230,
    "reshape, named dim": 460,
    "flatten()": 530,
    "transpose()": 60,
    "transpose, rank 4": 130,
    swapAxes: 110,
    expandDims: 90,
    squeeze: 150,
    broadcastTo: 140,
    slice: 370,
    pad: 270,
    "concat of two": 260,
    "stack of two": 290,
    "sum()": 30,
    "sum(0)": 80,
    "mean, keepDims": 120,
    "max(1)": 120,
    softmax: 70,
    argMax: 110,
    gather: 170,
    take: 100,
    oneHot: 160,
    einsum: 550,
    "einsum of three axes": 650,
    "conv2d, no options": 490,
    "conv2d, same size": 340,
    conv2d: 680,
    maxPool2d: 530,
    split: 370,
    index: 170,
    topK: 110,
    tile: 310,
    layerNorm: 160,
    attention: 340,
    embedding: 70,
    zeros: 70,
    "linear layer": 220,
    "convolutional network": 1120,
    "sequential of three": 1040,
    "jit call": 440,
    crossEntropy: 110,
    mse: 130,
  },
};
