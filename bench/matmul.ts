/** The product of two 128 × 128 matrices. */

import { jit, type Tensor, uniform } from "microml";
import type { Workload } from "./workload.ts";

export function makeMatmul(): Workload {
  const a = uniform([128, 128], { seed: 1, low: -1, high: 1 });
  const b = uniform([128, 128], { seed: 2, low: -1, high: 1 });
  const multiply = jit((x: Tensor<[128, 128]>, y: Tensor<[128, 128]>) => x.matmul(y));
  let product = multiply(a, b);
  return {
    name: "matmul 128 × 128",
    run: () => {
      product = multiply(a, b);
    },
    result: () => product.sum().item(),
  };
}
