/** The name users write for a tensor's type; knows only how it maps to the types the compiler prints. */

import type { DType, Shape } from "../../types/index.ts";
import type { TensorOf } from "./tensor-kinds.ts";

/**
 * A tensor of a shape and an element type: `Tensor<[2, 3]>`, `Tensor<["batch"], "i32">`, `Tensor<[number, 3]>`.
 * Without a shape, any shape.
 */
export type Tensor<S extends Shape = Shape, D extends DType = "f32"> = TensorOf<S, D>;
