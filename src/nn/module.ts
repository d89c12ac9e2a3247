/** What a layer is when it runs: a function that knows its shapes and parameters; knows no particular layer. */

import type { FloatDType, Shape } from "../../types/index.ts";
import { ValueError } from "../base/errors.ts";
import { checkDType, checkIndices, type LayerDTypes } from "../ops/index.ts";
import { isTensor, type Parameter, type TensorLike } from "../tensor/index.ts";
import { handleBehind } from "../tensor/typed.ts";

/** A float parameter of any shape. */
export type FloatParameter = Parameter<Shape, FloatDType>;

/** What every layer has beside being callable. */
export interface HasParameters {
  /** Everything that training changes, in the order of the layers. */
  parameters(): FloatParameter[];
}

/** What a layer has that does something else while it is trained. */
export interface HasModes {
  /** Has the layer, and all inside it, behave as while training (the default), or with `false` as `eval` has it. */
  train(isTraining?: boolean): void;
  /** Has the layer, and all inside it, behave as in use. A jitted function that calls it is traced anew. */
  eval(): void;
}

/** What a layer says of itself. */
export interface LayerFacts extends LayerDTypes {
  /** What it is called in messages. */
  readonly op: string;
  readonly takes: Shape;
  readonly gives: Shape;
}

/** A layer as the code inside layers sees it, with its types left to the declarations. */
export interface UntypedLayer extends HasParameters, HasModes, LayerFacts {
  (x: TensorLike): TensorLike;
}

/** Whether something has modes. */
export const hasModes = (layer: object): layer is HasModes => "train" in layer && "eval" in layer;

/** A layer from what it does, what it says of itself, what it holds, and what is told its mode. */
export function makeLayer(
  facts: LayerFacts,
  apply: (x: TensorLike) => TensorLike,
  held: readonly FloatParameter[] = [],
  setTraining: (isTraining: boolean) => void = () => undefined,
): UntypedLayer {
  const { op, accepts } = facts;
  const layer = (x: unknown): TensorLike => {
    if (!isTensor(x)) throw new ValueError(`${op}: needs a tensor (make one with tensor(…))`);
    if (accepts === "i32") checkIndices(op, handleBehind(x as TensorLike).node);
    else checkDType(op, accepts, x.dtype);
    return apply(x);
  };
  return Object.assign(layer, {
    ...facts,
    parameters: () => [...held],
    train: (isTraining = true) => setTraining(isTraining),
    eval: () => setTraining(false),
  });
}
