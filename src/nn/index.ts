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
export { type Linear, type LinearOptions, linear } from "./linear.ts";
export { type Mlp, type MlpOptions, mlp } from "./mlp.ts";
export type { FloatParameter, HasParameters } from "./module.ts";
export { sequential } from "./sequential.ts";
