/** Pools: windows folded to one element each, composed from windows and reductions. */

import type { PoolOptions } from "../../../types/window-options.ts";
import type { Node } from "../../graph/node.ts";
import { sizeOf } from "../../shape/size.ts";
import { adaptivePool2d, globalPool, poolWindows, upsample2d, type Window } from "../../shape/window.ts";
import { div, maximum, minimum, mul, sub } from "../arithmetic.ts";
import { equal, logicalOr, select } from "../comparison.ts";
import { checkDType } from "../dtype-rules.ts";
import { concat } from "../indexing.ts";
import { iota } from "../leaves.ts";
import { pad, reshape } from "../movement.ts";
import { carry } from "../passing.ts";
import { max, min } from "../reduction.ts";
import { expand, fill, fillLike, sum } from "../sum-expand.ts";
import { isNaN } from "./activations.ts";
import { repeat, sliceAlong } from "./rearranging.ts";
import { mean, spreadOver } from "./statistics.ts";
import { slideWindows } from "./windows.ts";

/** The windows of `[n, c, …]`: `[n, c, count, kernel, …]`, with `value` outside the input. */
function windowsOf(x: Node, slides: readonly Window[], value: number): Node {
  const room = [[0, 0], [0, 0], ...slides.map(({ before, after }) => [before, after])];
  const padded = slides.some(({ before, after }) => before + after > 0) ? pad(x, room, value) : x;
  return slides.reduce((node, slide, at) => slideWindows(node, 2 + 2 * at, slide), padded);
}

const kernelAxes = (slides: readonly Window[]): number[] => slides.map((_, at) => 3 + 2 * at);

/** The largest element over the axes, with all of the derivative to the first element that attains it. */
function maxToFirst(input: Node, axes: readonly number[]): Node {
  const top = max(input, axes);
  const sizes = axes.map((axis) => input.shape[axis]!);
  const count = sizeOf(sizes);
  const cells = input.shape.map((size, axis) => (axes.includes(axis) ? size : 1));
  const place = expand(reshape(iota(count, "i32"), cells), input.shape);
  const attains = logicalOr(equal(input, spreadOver(top, input, axes)), isNaN(input));
  const first = min(select(attains, place, fill(count, input.shape, "i32")), axes);
  const chosen = equal(place, spreadOver(first, input, axes));
  return carry(top, sum(select(chosen, input, fillLike(0, input)), axes));
}

/** The largest element of each window; the first one gets the derivative. Outside the input stands −∞. */
export function maxPool(op: string, x: Node, options: PoolOptions): Node {
  checkDType(op, "float", x.dtype);
  const slides = poolWindows(op, x.shape, options);
  return maxToFirst(windowsOf(x, slides, Number.NEGATIVE_INFINITY), kernelAxes(slides));
}

/** How many elements of each window along one axis count, as a vector or, where all agree, a number. */
function countAlong(
  { size, kernel, stride, before, declaredAfter, count }: Window,
  pads: boolean,
  like: Node,
): Node | number {
  const [low, high] = pads ? [0, before + size + declaredAfter] : [before, before + size];
  const first = Math.min(kernel, high) - low;
  const last = Math.min((count - 1) * stride + kernel, high) - Math.max((count - 1) * stride, low);
  const even = (start: number) => start >= low && start + kernel <= high;
  if (first === kernel && last === kernel && even(0) && even((count - 1) * stride)) return kernel;
  const start = mul(iota(count, like.dtype), fill(stride, [count], like.dtype));
  const end = minimum(sub(start, fillLike(-kernel, start)), fillLike(high, start));
  return sub(end, maximum(start, fillLike(low, start)));
}

/** The average of each window; `countIncludePad` says whether padding counts as elements that are 0. */
export function avgPool(
  op: string,
  x: Node,
  { countIncludePad = true, ...options }: PoolOptions & { readonly countIncludePad?: boolean },
): Node {
  checkDType(op, "float", x.dtype);
  const slides = poolWindows(op, x.shape, { ...options, dilation: 1 });
  const total = sum(windowsOf(x, slides, 0), kernelAxes(slides));
  return slides.reduce((average, slide, at) => {
    const count = countAlong(slide, countIncludePad, x);
    const column = average.shape.map((size, axis) => (axis === 2 + at ? size : 1));
    const divisor =
      typeof count === "number" ? fillLike(count, average) : expand(reshape(count, column), average.shape);
    return div(average, divisor);
  }, total);
}

const innerAxes = (x: Node): number[] => x.shape.slice(2).map((_, at) => 2 + at);

/** The average over all axes behind the channels, which stay with size 1. */
export function globalAveragePool(x: Node): Node {
  checkDType("globalAveragePool", "float", x.dtype);
  return reshape(mean(x, innerAxes(x)), globalPool("globalAveragePool", x.shape));
}

/** The largest element over all axes behind the channels, which stay with size 1; the first gets the derivative. */
export function globalMaxPool(x: Node): Node {
  checkDType("globalMaxPool", "float", x.dtype);
  const shape = globalPool("globalMaxPool", x.shape, true);
  return reshape(maxToFirst(x, innerAxes(x)), shape);
}

/** Averages of `outputSize` regions, from ⌊i·size/out⌋ to ⌈(i+1)·size/out⌉ along each axis. */
export function adaptiveAveragePool2d(x: Node, outputSize: readonly number[]): Node {
  checkDType("adaptiveAveragePool2d", "float", x.dtype);
  adaptivePool2d("adaptiveAveragePool2d", x.shape, outputSize);
  return outputSize.reduce((node, out, at) => {
    const axis = 2 + at;
    const size = node.shape[axis]!;
    if (size % out === 0) {
      const apart = reshape(node, node.shape.toSpliced(axis, 1, out, size / out));
      return mean(apart, [axis + 1]);
    }
    const regions = Array.from({ length: out }, (_, region) => {
      const start = Math.floor((region * size) / out);
      const part = sliceAlong(node, axis, start, Math.ceil(((region + 1) * size) / out) - start);
      return reshape(mean(part, [axis]), node.shape.with(axis, 1));
    });
    return concat(regions, axis);
  }, x);
}

/** Every pixel repeated `scale` times along height and width. */
export function upsampleNearest2d(x: Node, scale: number | readonly number[]): Node {
  upsample2d("upsampleNearest2d", x.shape, scale);
  const [down, across] = typeof scale === "number" ? [scale, scale] : (scale as readonly [number, number]);
  return repeat(repeat(x, down, 2), across, 3);
}
