/** The sizes and settings a layer is made with; knows no input. */

import type { ConvOptions, PerAxis, PoolOptions } from "../../types/window-options.ts";
import { ShapeError, ValueError } from "../base/errors.ts";
import { formatShape } from "./format.ts";
import { validateShape } from "./size.ts";
import { poolSettings, requireMultiple, slideSettings, spread } from "./window.ts";

function requireCount(op: string, name: string, count: number): void {
  if (!Number.isInteger(count) || count < 1)
    throw new ShapeError(`${op}: ${name} ${count} is not allowed (needs a whole number from 1 on)`);
}

/**
 * The sizes a layer is made with, each called by its name.
 *
 * @throws ShapeError when one is no whole number from 1 on, or a weight of these sizes would be too large.
 */
export function layerSizes(op: string, names: readonly string[], sizes: readonly number[]): number[] {
  for (const [at, size] of sizes.entries()) requireCount(op, names[at]!, size);
  return validateShape(op, sizes);
}

/** The sizes of a perceptron, from the features it takes to those it gives. */
export function mlpSizes(sizes: readonly number[]): number[] {
  if (!Array.isArray(sizes) || sizes.length < 2) {
    const got = Array.isArray(sizes) ? formatShape(sizes) : String(sizes);
    throw new ValueError(`mlp: needs at least two sizes, such as [784, 10], got ${got}`);
  }
  for (const [at, size] of sizes.slice(1).entries()) layerSizes("mlp", ["size", "size"], [sizes[at]!, size]);
  return [...sizes];
}

const rankOf = (op: string): 1 | 2 => (op.endsWith("1d") ? 1 : 2);

/** The shape of a convolution's weight, `[out, in/groups, …kernel]`, when its settings are some. */
export function convLayer(
  op: string,
  inputs: number,
  outputs: number,
  kernel: PerAxis,
  options: ConvOptions = {},
): number[] {
  const { groups = 1 } = options;
  requireCount(op, "input", inputs);
  requireCount(op, "groups", groups);
  requireMultiple(op, "input", inputs, groups);
  requireCount(op, "output", outputs);
  requireMultiple(op, "output", outputs, groups);
  const window = spread(op, "kernel", kernel, rankOf(op), 1);
  slideSettings(op, rankOf(op), options);
  return validateShape(op, [outputs, inputs / groups, ...window]);
}

/** The sizes of a pool's window, when its settings are some. */
export function poolLayer(op: string, options: PoolOptions): number[] {
  const { kernel, moves } = poolSettings(op, rankOf(op), options);
  slideSettings(op, rankOf(op), moves);
  return [...kernel];
}
