/** The public tensor: makers, functions, parameters and types, as users and the floor above import them. */

export type { HostFunction } from "../graph/op.ts";
export { arange, eye, full, ones, scalar, tensor, zeros } from "./create.ts";
export { debugNumerics, type NumericFault, type OperandRange } from "./debug-numerics.ts";
export {
  defineOp,
  type GradientRule,
  type OpDeclaration,
} from "./define-op.ts";
export {
  checkpoint,
  customGradient,
  hessian,
  hvp,
  jacobian,
  jvp,
  stopGradient,
  valueAndGrad,
  vjp,
} from "./differentiation.ts";
export {
  attention,
  concat,
  einsum,
  type Gradients,
  grad,
  gruCell,
  lstmCell,
  stack,
  where,
} from "./functions.ts";
export { type RandomKey, randomKey, splitKey } from "./keyed-random.ts";
export type { NumberArray } from "./method-types-create.ts";
export type {
  CustomMixedOp,
  CustomMixedScalarOp,
  CustomOp,
  CustomScalarOp,
  OpDType,
  OpDTypes,
  OpShapes,
} from "./method-types-custom.ts";
export type { ShapeCheckedFunction, WrittenFunction } from "./method-types-jit.ts";
export type { PadSettings } from "./method-types-movement.ts";
export type { MappedFunction } from "./method-types-vmap.ts";
export type { ConvSettings } from "./method-types-window.ts";
export { type AnyParameter, type Assignment, assignAll, type Parameter, parameter } from "./parameter.ts";
export type { Tensor } from "./public-tensor.ts";
export {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  type KeyOptions,
  type NormalOptions,
  normal,
  type RandomOptions,
  type UniformOptions,
  uniform,
} from "./random.ts";
export type { TensorLike } from "./tensor-kinds.ts";
export type { AnyTensor, Tensor as FloatTensor } from "./tensor-type.ts";
export { isTensor } from "./typed.ts";
export type { Tensor as TypedTensor } from "./typed-tensor.ts";
export { type VmapOptions, vmap } from "./vmap.ts";
