/** What users import from "microml": tensors, their makers, gradients and compilation. */

export type { DType, FloatDType, NumericDType } from "../types/dtype.ts";
export type { Dim, NestedArray, Padding, PerAxis, Shape } from "../types/index.ts";
export {
  DTypeError,
  GraphError,
  InternalError,
  MicromlError,
  ShapeError,
  ThreadError,
  ValueError,
} from "./base/errors.ts";
export { type JitOptions, type Jitted, jit, type ShapeOptions, shapeChecked } from "./jit.ts";
export { type BackendChoice, type Configuration, configure } from "./runtime/index.ts";
export * from "./tensor/index.ts";
