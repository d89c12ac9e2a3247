/** The public functions as they are called in JavaScript, and the operands the mistakes are made with; knows no mistake. */

import * as microml from "../../src/index.ts";
import * as losses from "../../src/loss/index.ts";
import * as optimizers from "../../src/optim/index.ts";
import { parameter, tensor, type Untyped, type UntypedParameter } from "../tensor/untyped.ts";

type ErrorName = "ShapeError" | "DTypeError" | "ValueError" | "GraphError";

/** The mistake, the class of its error, and the whole message. */
export type Refusal = readonly [call: string, error: ErrorName, message: string, make: () => unknown];

export type Loose = (...given: readonly unknown[]) => Untyped;
export const { zeros, scalar, arange, eye, full, uniform, normal, glorotUniform, configure } =
  microml as unknown as Record<
    "zeros" | "scalar" | "arange" | "eye" | "full" | "uniform" | "normal" | "glorotUniform" | "configure",
    Loose
  >;
export const { jvp, hvp, vmap } = microml as unknown as {
  readonly jvp: (fn: (...given: Untyped[]) => unknown, ...given: readonly unknown[]) => unknown;
  readonly hvp: Loose;
  readonly vmap: (fn: (...given: Untyped[]) => unknown) => Loose;
};
export const { crossEntropy, mse, binaryCrossEntropy } = losses as unknown as Record<
  "crossEntropy" | "mse" | "binaryCrossEntropy",
  Loose
>;
interface AnyOptimizer {
  step(): void;
  minimize(loss: unknown): void;
}
export const { sgd, adamW } = optimizers as unknown as Record<
  "sgd" | "adamW",
  (...given: readonly unknown[]) => AnyOptimizer
>;

export const table = (): Untyped =>
  tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
export const whole = (): Untyped => tensor([0, 1], { dtype: "i32" });
export const truth = (): Untyped => tensor([1, 0], { dtype: "bool" });
export const held = (): UntypedParameter => parameter(tensor([1, 2]));
export const makeLoosely = tensor as unknown as Loose;
