/** Tensors whose shapes the compiler is not asked about, and rules of one's own over them; knows no checker. */

import * as library from "../../src/index.ts";

type Operand = Loose | number;

/** The methods that spoilt gradients are written with. */
export interface Loose {
  readonly shape: readonly number[];
  add(other: Operand): Loose;
  sub(other: Operand): Loose;
  mul(other: Operand): Loose;
  div(other: Operand): Loose;
  maximum(other: Operand): Loose;
  minimum(other: Operand): Loose;
  pow(other: Operand): Loose;
  matmul(other: Loose): Loose;
  neg(): Loose;
  abs(): Loose;
  sign(): Loose;
  exp(): Loose;
  log(): Loose;
  sin(): Loose;
  cos(): Loose;
  tanh(): Loose;
  sigmoid(): Loose;
  sqrt(): Loose;
  square(): Loose;
  relu(): Loose;
  gelu(): Loose;
  softmax(axis: number): Loose;
  logSoftmax(axis: number): Loose;
  cumsum(axis: number): Loose;
  detach(): Loose;
  greater(other: Operand): Loose;
  cast(dtype: string): Loose;
  sum(axis?: number | readonly number[], options?: { readonly keepDims: boolean }): Loose;
  mean(axis?: number | readonly number[], options?: { readonly keepDims: boolean }): Loose;
  max(axis?: number, options?: { readonly keepDims: boolean }): Loose;
  transpose(): Loose;
  flip(axis: number): Loose;
  roll(shift: number, axis: number): Loose;
  reshape(shape: readonly number[]): Loose;
  broadcastTo(shape: readonly number[]): Loose;
}

export type Forward = (...inputs: Loose[]) => Loose;
export type Backward = (cotangent: Loose, ...inputs: Loose[]) => readonly (Loose | null)[];

/** A function with a gradient of its own. */
export const withGradient = library.customGradient as unknown as (
  forward: Forward,
  backward: Backward,
) => Forward;

export const where = library.where as unknown as (condition: Loose, a: Operand, b: Operand) => Loose;
