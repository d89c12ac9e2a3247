/** Tensors whose contents change: what optimizers update; knows no optimizer. */

import type { DType, Shape } from "../../types/index.ts";
import { describeValue } from "../base/describe.ts";
import { DTypeError, GraphError } from "../base/errors.ts";
import { sameShape } from "../shape/index.ts";
import type { TensorHandle } from "./handle.ts";
import type { Contents, FitAssignments, TensorPair } from "./method-types-parameter.ts";

import type { TensorLike, TensorOf } from "./tensor-kinds.ts";
import { TensorObject } from "./tensor-object.ts";
import { makeVariable, refuseInTrace, setGradient, type VariableCell, writeVariables } from "./trace.ts";
import { handleBehind, isTensor, typed } from "./typed.ts";

/** A tensor that keeps its place while its contents change. */
export type Parameter<S extends Shape = Shape, D extends DType = "f32"> = TensorOf<S, D> & {
  /**
   * Replaces the contents; inside a `jit` function this becomes part of the step.
   *
   * @throws ShapeError or DTypeError when the value has another shape or element type.
   * @example weight.assign(weight.mul(0.5));
   */
  assign<Self extends TensorLike, Value extends TensorLike>(
    this: Self,
    value: Contents<"assign", Self, Value>,
  ): void;
  /** Forgets what `backward` has added up. */
  zeroGradient(): void;
};

/** A parameter of any shape and element type. */
export type AnyParameter = TensorLike & { assign(value: never): void; zeroGradient(): void };

class ParameterObject extends TensorObject {
  readonly #cell: VariableCell;

  constructor(cell: VariableCell) {
    super({ kind: "variable", cell });
    this.#cell = cell;
  }

  assign(value: TensorLike): void {
    const handle = checkedContents("assign", value, this);
    writeVariables([[this.#cell, handle.node]]);
  }

  zeroGradient(): void {
    setGradient(this.#cell, null);
  }
}

/** The new contents, if they fit the old. */
function checkedContents(op: string, value: unknown, { shape, dtype }: TensorHandle): TensorHandle {
  if (!isTensor(value)) throw new GraphError(`${op}: needs a tensor, got ${describeValue(value)}`);
  const handle = handleBehind(value);
  sameShape(op, shape, handle.shape);
  if (handle.dtype !== dtype) {
    throw new DTypeError(
      `${op}: dtypes differ, ${dtype} and ${handle.dtype} (cast the value with .cast("${dtype}"))`,
    );
  }
  return handle;
}

/**
 * A parameter that starts with a tensor's values, which are copied.
 *
 * @example const weight = parameter(normal([784, 10], { seed: 1 })); // Parameter<[784, 10]>
 */
export function parameter<T extends TensorLike>(initial: T): Parameter<T["shape"], T["dtype"]> {
  return makeParameter(initial, false);
}

/**
 * A parameter for its maker alone: whatever is built from its contents has run, or is never run, once they are replaced.
 * So replacing them needs no copy of the old ones.
 */
export function privateParameter<T extends TensorLike>(initial: T): Parameter<T["shape"], T["dtype"]> {
  return makeParameter(initial, true);
}

function makeParameter<T extends TensorLike>(
  initial: T,
  isPrivate: boolean,
): Parameter<T["shape"], T["dtype"]> {
  if (!isTensor(initial)) {
    throw new GraphError(
      `parameter: needs a tensor, got ${describeValue(initial)} (make one with tensor(…))`,
    );
  }
  refuseInTrace("parameter", "make it outside, and let the function capture it");
  const cell = makeVariable(handleBehind(initial).node, { isPrivate });
  return typed<T["shape"], T["dtype"]>(new ParameterObject(cell)) as Parameter<T["shape"], T["dtype"]>;
}

/** A parameter, and the contents it is to have. */
export type Assignment = readonly [target: AnyParameter, value: TensorLike];

/**
 * Gives several parameters new contents, all computed from the old ones, in one program; tensors in `alongside` are
 * computed by the same program. On an error nothing has changed.
 *
 * @throws ShapeError or DTypeError when a value does not fit its parameter.
 * @example assignAll([[a, b], [b, a]]); // exchanges two parameters of one shape
 */
export function assignAll<const Pairs extends readonly TensorPair[]>(
  assignments: FitAssignments<Pairs>,
  alongside: readonly TensorLike[] = [],
): void {
  const updates = (assignments as readonly Assignment[]).map(([target, value]) => {
    const handle = handleBehind(target);
    if (handle.variable === null)
      throw new GraphError("assignAll: needs parameters (make one with parameter(…))");
    return [handle.variable, checkedContents("assignAll", value, handle).node] as const;
  });
  writeVariables(
    updates,
    alongside.map((tensor) => handleBehind(tensor).node),
  );
}
