/** Gradient checks, as users import them from "microml/check". */

export {
  type CheckResult,
  checkGradients,
  type DescribedFunction,
  type DescribedOptions,
  gradientProperty,
} from "./check-gradients.ts";
export type { Fault, NonSmoothPoint, WrongDerivative } from "./judge.ts";
export { GradientCheckError } from "./report.ts";
export type { Plain, Sample } from "./sample.ts";
export type { CheckOptions, Domain, InputPattern, PatternTensors, TensorFunction } from "./settings.ts";
