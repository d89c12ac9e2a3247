/** Convolutions of one or two axes: windows brought to one batched matrix product; the transposed ones the other way. */

import type { ConvOptions, ConvTransposeOptions } from "../../../types/window-options.ts";
import type { Node } from "../../graph/node.ts";
import { sizeOf } from "../../shape/size.ts";
import { convTransposeWindows, convWindows, type Window } from "../../shape/window.ts";
import { add } from "../arithmetic.ts";
import { contract, transposeLast } from "../contraction.ts";
import { checkDType, checkSameDType } from "../dtype-rules.ts";
import { pad, permute, reshape } from "../movement.ts";
import { differentiateBy } from "../passing.ts";
import { expand } from "../sum-expand.ts";
import { flip, sliceAlong } from "./rearranging.ts";
import { layWindows, roomAlong, slideWindows } from "./windows.ts";

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
 * The windows of a convolution as matrices `[taps, places]`: one for each image and group, or, where images are `joined`,
 * for each group, with the places of all images side by side.
 */
function windowColumns(x: Node, slides: readonly Window[], groups: number, isJoined: boolean): Node {
  const [n, channels] = x.shape as [number, number];
  const padded = slides.some(({ before, after }) => before + after > 0)
    ? pad(x, [[0, 0], [0, 0], ...slides.map(({ before, after }) => [before, after])], 0)
    : x;
  const rank = slides.length;
  const windows = slides.reduce((node, slide, at) => slideWindows(node, 2 + 2 * at, slide), padded);
  const grouped = reshape(windows, [n, groups, channels / groups, ...windows.shape.slice(2)]);
  const taps = (channels / groups) * sizeOf(slides.map(({ kernel }) => kernel));
  const places = sizeOf(slides.map(({ count }) => count));
  if (!isJoined) {
    const columns = permute(grouped, [0, 1, 2, ...kernelAxes(rank), ...countAxes(rank)]);
    return reshape(columns, [n, groups, taps, places]);
  }
  const columns = permute(grouped, [1, 2, ...kernelAxes(rank), 0, ...countAxes(rank)]);
  return reshape(columns, [groups, taps, n * places]);
}

/** From so many places on, each image's are a matrix of their own. */
const fewestPlaces = 32;

/** For each image or for all at once, weights `[groups, o/groups, taps]` times windows: `[n, o, places]`. */
function applyWeights(weight: Node, x: Node, slides: readonly Window[]): Node {
  const [groups, rows, taps] = weight.shape as [number, number, number];
  const n = x.shape[0]!;
  const places = sizeOf(slides.map(({ count }) => count));
  if (places >= fewestPlaces) {
    const repeated = expand(reshape(weight, [1, groups, rows, taps]), [n, groups, rows, taps]);
    return reshape(contract(repeated, windowColumns(x, slides, groups, false)), [n, groups * rows, places]);
  }
  const joined = contract(weight, windowColumns(x, slides, groups, true));
  const apart = permute(reshape(joined, [groups, rows, n, places]), [2, 0, 1, 3]);
  return reshape(apart, [n, groups * rows, places]);
}

/**
 * The weights with which the cotangent of a convolution that moves by single steps is convolved to give its input's:
 * `[c, o/groups, …kernel]`, turned round.
 */
function turnWeights(weight: Node, groups: number): Node {
  const [out, depth, ...kernel] = weight.shape as [number, number, ...number[]];
  const apart = reshape(weight, [groups, out / groups, depth, ...kernel]);
  const swapped = permute(apart, [0, 2, 1, ...kernel.map((_, at) => 3 + at)]);
  const joined = reshape(swapped, [groups * depth, out / groups, ...kernel]);
  return flip(
    joined,
    kernel.map((_, at) => 2 + at),
  );
}

/** Zeros around an axis, or elements cut off where a number is negative. */
function resize(x: Node, axis: number, before: number, after: number): Node {
  const [start, end] = [Math.max(0, -before), Math.max(0, -after)];
  const rest = sliceAlong(x, axis, start, x.shape[axis]! - start - end);
  return pad(rest, roomAlong(rest.shape, axis, Math.max(0, before), Math.max(0, after)), 0);
}

/**
 * Cross-correlation of `[n, c, …]` with `[o, c/groups, …kernel]`, zeros around: for each group the product of the
 * weights `[o/g, c/g·kernel]` and the windows `[c/g·kernel, n·places]`. Where windows move by single steps, the input's
 * cotangent is a convolution too: that of the output's with the weights turned round.
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
  const n = x.shape[0]!;
  const [out, depth] = weight.shape as [number, number];
  const counts = slides.map(({ count }) => count);
  const kernel = weight.shape.slice(2);
  const matrix = reshape(weight, [groups, out / groups, depth * sizeOf(kernel)]);
  const value = reshape(applyWeights(matrix, x, slides), [n, out, ...counts]);
  if (slides.some(({ stride }) => stride !== 1)) return addBias(value, bias);
  const build = differentiateBy("convolution", (cotangent, [input, weights]) => {
    const reached = slides.reduce((node, { kernel: size, dilation, before, after }, at) => {
      const reach = dilation * (size - 1);
      return resize(node, 2 + at, reach - before, reach - after);
    }, cotangent);
    const dilation = slides.map((slide) => slide.dilation);
    const toInput = convolve(op, reached, turnWeights(weights!, groups), undefined, { dilation, groups });
    const apart = reshape(cotangent, [n, groups, out / groups, sizeOf(counts)]);
    const rows = reshape(permute(apart, [1, 2, 0, 3]), [groups, out / groups, n * sizeOf(counts)]);
    const toWeights = contract(rows, transposeLast(windowColumns(input!, slides, groups, true)));
    return [toInput, reshape(toWeights, weights!.shape)];
  });
  return addBias(build(value, [x, weight]), bias);
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
  const right = reshape(places, [groups, channels / groups, n * sizeOf(counts)]);
  const left = transposeLast(reshape(weight, [groups, channels / groups, depth * sizeOf(kernel)]));
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
