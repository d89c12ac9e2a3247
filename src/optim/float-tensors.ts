/** The tensors optimizers work on, of any shape; knows no formula. */

import type { FloatDType, Shape } from "../../types/index.ts";
import type { Parameter, Tensor } from "../tensor/index.ts";

/** A float tensor of any shape. */
export type FloatTensor = Tensor<Shape, FloatDType>;
/** A float parameter of any shape. */
export type FloatParameter = Parameter<Shape, FloatDType>;
