/** Ops of the cases that the library has under no name of its own, written as its users would write them. */

import { tensor } from "../tensor/untyped.ts";
import type { Adapter } from "./apply.ts";

export const compositions: Adapter = {
  identity: ([x]) => x!,
  add_n: (inputs) => inputs.reduce((sum, input) => sum.add(input)),
  softplus: ([x], { beta = 1 }) => (beta === 1 ? x!.softplus() : x!.mul(beta).softplus().div(beta)),
  linear: ([x, weight, bias]) => {
    const product = x!.matmul(weight!.swapAxes(-1, -2));
    return bias === undefined ? product : product.add(bias);
  },
  // PyTorch also scatters into a corner of a larger tensor; here that is a scatter into zeros, padded and added.
  scatter_add: ([x, indices, updates], { axis }) => {
    const along = ((axis as number) + x!.rank) % x!.rank;
    const corner = x!.shape.map((size: number, at: number) => (at === along ? size : indices!.shape[at]!));
    const isWhole = corner.every((size: number, at: number) => size === x!.shape[at]);
    const base = isWhole ? x! : tensor(0, { dtype: x!.dtype }).broadcastTo(corner);
    const part = updates!.slice(indices!.shape.map((size: number) => [0, size]));
    const scattered = base.scatterAdd(indices, part, axis);
    return isWhole
      ? scattered
      : x!.add(scattered.pad(corner.map((size: number, at: number) => [0, x!.shape[at]! - size])));
  },
};
