/** What users import from "microml/nn". */

export {
  type Activation,
  type ActivationName,
  activation,
  gelu,
  relu,
  sigmoid,
  silu,
  tanh,
} from "./activations.ts";
export {
  type Conv1d,
  type Conv2d,
  type ConvLayerOptions,
  type ConvParameters,
  conv1d,
  conv2d,
} from "./convolution.ts";
export { type Dropout, type DropoutOptions, dropout } from "./dropout.ts";
export { type Embedding, type EmbeddingOptions, type EmbeddingParameters, embedding } from "./embedding.ts";
export { type LayerNorm, type LayerNormParameters, layerNorm } from "./layer-norm.ts";
export { type Linear, type LinearOptions, linear } from "./linear.ts";
export { type Mlp, type MlpOptions, mlp } from "./mlp.ts";
export type { FloatParameter, HasModes, HasParameters } from "./module.ts";
export {
  type AvgPool2d,
  type AvgPoolLayerOptions,
  avgPool2d,
  type Flatten,
  flatten,
  type MaxPool2d,
  maxPool2d,
  type PoolLayerOptions,
} from "./pooling.ts";
export { type Sequential, sequential } from "./sequential.ts";
