/** Convolutions of one or two axes: windows brought to one batched matrix product; the transposed ones the other way. */

import type { Node } from "../../graph/node.ts";
import {
  type ConvOptions,
  type ConvTransposeOptions,
  convTransposeWindows,
  convWindows,
} from "../../shape/window.ts";
import { add } from "../arithmetic.ts";
import { contract, transposeLast } from "../contraction.ts";
import { checkDType, checkSameDType } from "../dtype-rules.ts";
import { pad, permute, reshape } from "../movement.ts";
import { expand } from "../sum-expand.ts";
import { sliceAlong } from "./rearranging.ts";
import { layWindows, slideWindows } from "./windows.ts";

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

function checkOperands(op: string, x: Node, weight: Node, bias: Node | undefined): void {
  checkDType(op, "float", x.dtype);
  checkSameDType(op, x, weight);
  if (bias !== undefined) checkSameDType(op, x, bias);
}

function addBias(output: Node, bias: Node | undefined): Node {
  if (bias === undefined) return output;
  const column = reshape(bias, [output.shape[1]!, ...output.shape.slice(2).map(() => 1)]);
  return add(output, expand(column, output.shape));
}

/** `[n, c, count, kernel, count, kernel, …]` as axis numbers, with channels and windows told apart. */
const countAxes = (rank: number): number[] => Array.from({ length: rank }, (_, at) => 3 + 2 * at);
const kernelAxes = (rank: number): number[] => Array.from({ length: rank }, (_, at) => 4 + 2 * at);

/**
 * Cross-correlation of `[n, c, …]` with `[o, c/groups, …kernel]`, zeros around: for each group the product of the
 * weights `[o/g, c/g·kernel]` and the windows `[c/g·kernel, n·places]`.
 */
export function convolve(
  op: string,
  x: Node,
  weight: Node,
  bias: Node | undefined,
  options: ConvOptions,
): Node {
  checkOperands(op, x, weight, bias);
  const slides = convWindows(op, x.shape, weight.shape, options, bias?.shape);
  const { groups = 1 } = options;
  const [n, channels] = x.shape as [number, number];
  const [out, depth] = weight.shape as [number, number];
  const padded = slides.some(({ before, after }) => before + after > 0)
    ? pad(x, [[0, 0], [0, 0], ...slides.map(({ before, after }) => [before, after])], 0)
    : x;
  const rank = slides.length;
  const windows = slides.reduce((node, slide, at) => slideWindows(node, 2 + 2 * at, slide), padded);
  const grouped = reshape(windows, [n, groups, channels / groups, ...windows.shape.slice(2)]);
  const columns = permute(grouped, [1, 2, ...kernelAxes(rank), 0, ...countAxes(rank)]);
  const counts = slides.map(({ count }) => count);
  const taps = depth * product(weight.shape.slice(2));
  const right = reshape(columns, [groups, taps, n * product(counts)]);
  const left = reshape(weight, [groups, out / groups, taps]);
  const result = reshape(contract(left, right), [groups, out / groups, n, ...counts]);
  const order = [2, 0, 1, ...counts.map((_, at) => 3 + at)];
  return addBias(reshape(permute(result, order), [n, out, ...counts]), bias);
}

/** The transpose of `convolve` as a linear map: `[n, c, …]` with `[c, o/groups, …kernel]` gives `[n, o, …]`. */
export function convolveTransposed(
  op: string,
  x: Node,
  weight: Node,
  bias: Node | undefined,
  options: ConvTransposeOptions,
): Node {
  checkOperands(op, x, weight, bias);
  const overlaps = convTransposeWindows(op, x.shape, weight.shape, options, bias?.shape);
  const { groups = 1 } = options;
  const [n, channels] = x.shape as [number, number];
  const depth = weight.shape[1]!;
  const kernel = weight.shape.slice(2);
  const counts = x.shape.slice(2);
  const rank = kernel.length;
  const grouped = reshape(x, [n, groups, channels / groups, ...counts]);
  const places = permute(grouped, [1, 2, 0, ...counts.map((_, at) => 3 + at)]);
  const right = reshape(places, [groups, channels / groups, n * product(counts)]);
  const left = transposeLast(reshape(weight, [groups, channels / groups, depth * product(kernel)]));
  const columns = reshape(contract(left, right), [groups, depth, ...kernel, n, ...counts]);
  const interleaved = kernel.flatMap((_, at) => [3 + rank + at, 2 + at]);
  const windows = permute(columns, [2 + rank, 0, 1, ...interleaved]);
  const apart = reshape(windows, [n, groups * depth, ...windows.shape.slice(3)]);
  const output = overlaps.reduce((node, overlap, at) => {
    const full = layWindows(node, 2 + at, { ...overlap, size: overlap.size + 2 * overlap.padding });
    return overlap.padding === 0 ? full : sliceAlong(full, 2 + at, overlap.padding, overlap.size);
  }, apart);
  return addBias(output, bias);
}
