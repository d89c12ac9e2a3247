/** The most instantiations each thing may cost on TypeScript 7; raised only by hand, in the change that needs it. */

import type { ProgramName } from "./programs.ts";

interface Ceilings {
  readonly programs: Readonly<Record<ProgramName, number>>;
  /** For each operation of a long chain. */
  readonly chainOperation: number;
  /** For each operation on sizes never seen before. */
  readonly operations: Readonly<Record<string, number>>;
}

export const ceilings: Ceilings = {
  programs: {
    "multilayer perceptron": 100_000,
    "convolutional network": 100_000,
    "image model": 100_000,
    "transformer encoder": 100_000,
  },
  chainOperation: 300,
  operations: {},
};
