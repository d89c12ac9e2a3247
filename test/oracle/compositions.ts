/** Ops of the cases that the library has under no name of its own, written as its users would write them. */

import type { Adapter } from "./apply.ts";

export const compositions: Adapter = {
  identity: ([x]) => x!,
  add_n: (inputs) => inputs.reduce((sum, input) => sum.add(input)),
  softplus: ([x], { beta = 1 }) => (beta === 1 ? x!.softplus() : x!.mul(beta).softplus().div(beta)),
  linear: ([x, weight, bias]) => {
    const product = x!.matmul(weight!.swapAxes(-1, -2));
    return bias === undefined ? product : product.add(bias);
  },
};
