/** The public API without its shape types, for tests that draw programs; knows no test. */

import {
  type FloatTensor,
  assignAll as typedAssignAll,
  concat as typedConcat,
  grad as typedGrad,
  jit as typedJit,
  parameter as typedParameter,
  stack as typedStack,
  tensor as typedTensor,
  where as typedWhere,
} from "../../src/index.ts";

export type ElementType = "f32" | "f64" | "i32" | "bool";
export type Elements = Float32Array | Float64Array | Int32Array | Uint8Array;
export type Nested = number | Nested[];

interface Reading {
  readonly shape: readonly number[];
  readonly dtype: ElementType;
  readonly rank: number;
  readonly size: number;
  readonly grad: Untyped | undefined;
  toArray(): Nested;
  item(): number;
  data(): Elements;
  backward(): void;
  toString(): string;
}

/** Methods that give several tensors, as a list or by name. */
interface Splitting {
  split(sizes: unknown, axis?: unknown): readonly Untyped[];
  chunk(count: unknown, axis?: unknown): readonly Untyped[];
  unstack(axis?: unknown): readonly Untyped[];
  sort(axis?: unknown, options?: unknown): { readonly values: Untyped; readonly indices: Untyped };
  topK(
    k: unknown,
    axis?: unknown,
    options?: unknown,
  ): { readonly values: Untyped; readonly indices: Untyped };
  batchNormTrain(options?: unknown): {
    readonly output: Untyped;
    readonly mean: Untyped;
    readonly variance: Untyped;
  };
}

/** Methods that give one tensor. */
export type BuildMethod = Exclude<
  keyof FloatTensor<readonly number[]> | Newcomer,
  keyof Reading | keyof Splitting
>;

/** Methods that run before their types are declared. */
type Newcomer =
  | "adaptiveAveragePool2d"
  | "avgPool1d"
  | "avgPool2d"
  | "batchNorm"
  | "celu"
  | "clip"
  | "conv1d"
  | "conv2d"
  | "convTranspose1d"
  | "convTranspose2d"
  | "cumprod"
  | "cumsum"
  | "diag"
  | "dot"
  | "elu"
  | "embedding"
  | "flip"
  | "globalAveragePool"
  | "globalMaxPool"
  | "groupNorm"
  | "index"
  | "instanceNorm"
  | "l2Normalize"
  | "layerNorm"
  | "leakyRelu"
  | "maxPool1d"
  | "maxPool2d"
  | "outer"
  | "repeat"
  | "rmsNorm"
  | "roll"
  | "scatterAdd"
  | "tile"
  | "trace"
  | "tril"
  | "triu"
  | "upsampleNearest2d"
  | "all"
  | "any"
  | "isFinite"
  | "isInfinite"
  | "isNaN";

/** A tensor whose methods take anything, as JavaScript sees it. */
export type Untyped = Reading &
  Splitting & { readonly [Name in BuildMethod]: (...given: readonly unknown[]) => Untyped };

/** A parameter, likewise. */
export type UntypedParameter = Untyped & { assign(value: Untyped): void; zeroGradient(): void };

export interface TensorOptions {
  readonly shape?: readonly number[];
  readonly dtype?: ElementType;
}

export const tensor = typedTensor as unknown as (data: unknown, options?: TensorOptions) => Untyped;
export const parameter = typedParameter as unknown as (initial: Untyped) => UntypedParameter;
export const assignAll = typedAssignAll as unknown as (
  assignments: readonly (readonly [target: UntypedParameter, value: Untyped])[],
  alongside?: readonly Untyped[],
) => void;
export const concat = typedConcat as unknown as (tensors: readonly unknown[], axis?: unknown) => Untyped;
export const stack = typedStack as unknown as (tensors: readonly unknown[], axis?: unknown) => Untyped;
export const where = typedWhere as unknown as (condition: unknown, a: unknown, b: unknown) => Untyped;
export const grad = typedGrad as unknown as (loss: Untyped, targets: readonly Untyped[]) => Untyped[];

/** A compiled function from tensors to any tree of tensors. */
export type UntypedJit = <Result>(
  fn: (...args: Untyped[]) => Result,
  options?: { readonly shapes?: readonly (readonly (number | string)[])[] },
) => ((...args: readonly unknown[]) => Result) & { explain(): string };

export const jit = typedJit as unknown as UntypedJit;
