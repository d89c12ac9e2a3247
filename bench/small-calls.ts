/** What a call costs beside its arithmetic: a compiled function of four elements, and a graph built anew whose program is known. */

import { jit, type Tensor, tensor } from "microml";
import type { Workload } from "./workload.ts";

export function makeCompiledCall(): Workload {
  const x = tensor([1, 2, 3, 4]);
  const addOne = jit((values: Tensor<["n"]>) => values.add(1));
  let result = addOne(x);
  return {
    name: "call of a compiled x + 1",
    run: () => {
      result = addOne(x);
    },
    result: () => result.toArray()[3]!,
  };
}

export function makeUncompiledCall(): Workload {
  const x = tensor([1, 2, 3, 4]);
  let result = 0;
  return {
    name: "sum of 2x + 1, built anew",
    run: () => {
      result = x.mul(2).add(1).sum().item();
    },
    result: () => result,
  };
}
