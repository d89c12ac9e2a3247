/** What a layer is when it runs: a function that knows its shapes and parameters; knows no particular layer. */

import type { FloatDType, Shape } from "../../types/index.ts";
import type { Parameter, TensorLike } from "../tensor/index.ts";

/** A float parameter of any shape. */
export type FloatParameter = Parameter<Shape, FloatDType>;

/** What every layer has beside being callable. */
export interface HasParameters {
  /** Everything that training changes, in the order of the layers. */
  parameters(): FloatParameter[];
}

/** A layer as the code inside layers sees it, with its types left to the declarations. */
export interface UntypedLayer extends HasParameters {
  (x: TensorLike): TensorLike;
  readonly takes: Shape;
  readonly gives: Shape;
}

/** A layer from what it does, what it takes and gives, and what it holds. */
export function makeLayer(
  apply: (x: TensorLike) => TensorLike,
  shapes: { readonly takes: Shape; readonly gives: Shape },
  held: readonly FloatParameter[] = [],
): UntypedLayer {
  return Object.assign((x: TensorLike) => apply(x), { ...shapes, parameters: () => [...held] });
}
