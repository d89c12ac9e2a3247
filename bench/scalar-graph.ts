/** A chain of 1,000 scalar operations, its value and both its gradients in one call. */

import { grad, jit, parameter, scalar, type Tensor } from "microml";
import type { Workload } from "./workload.ts";

const rounds = 100;

export function makeScalarGraph(): Workload {
  const a = parameter(scalar(0.9));
  const b = parameter(scalar(0.1));
  const step = jit((start: Tensor<[]>) => {
    let x = start;
    for (let round = 0; round < rounds; round++) {
      x = x.mul(a).add(b).mul(b).sub(a).mul(x).add(b).mul(a).sub(x).mul(b).tanh();
    }
    return [x, ...grad(x, [a, b])];
  });
  const start = scalar(0.5);
  let results = step(start);
  return {
    name: "1,000 scalar nodes, forward + backward",
    run: () => {
      results = step(start);
    },
    result: () => results.reduce((sum, each) => sum + each.item(), 0),
  };
}
