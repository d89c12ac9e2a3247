/** A tensor written with its element type, beside the one of floats that is written without; knows no method. */

import type { TensorMethods } from "./tensor-type.ts";

/** A tensor of a given element type. */
export interface Tensor<out S, out D> extends TensorMethods {
  /** The size of each axis, outermost first; `[]` for a scalar. */
  readonly shape: S;
  /** The element type. */
  readonly dtype: D;
  /** The derivative that `backward` has added up, once it has. */
  readonly grad: Tensor<S, D> | undefined;
}

// Not an alias: the compiler would print the alias's name.
interface Holder<S, D> {
  tensor: Tensor<S, D>;
}

declare module "./tensor-kinds.ts" {
  interface TensorKinds<S, D> {
    typed: Holder<S, D>["tensor"];
  }
}
