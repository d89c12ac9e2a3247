/** Shapes of whatever slides a window over axes: convolutions and pools; knows no weight. */

import type {
  ConvOptions,
  ConvTransposeOptions,
  Padding,
  PerAxis,
  PoolOptions,
} from "../../types/window-options.ts";
import { describeValue } from "../base/describe.ts";
import { ShapeError } from "../base/errors.ts";
import { formatShape } from "./format.ts";
import { reduceNonEmpty } from "./reduce.ts";

/** How a window slides along one axis. */
export interface Window {
  /** The input's size. */
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Elements added before and after; beyond the declared padding where the last window hangs over. */
  readonly before: number;
  readonly after: number;
  /** The declared padding after the input, without what the last window hangs over. */
  readonly declaredAfter: number;
  /** How many places the window has. */
  readonly count: number;
}

/** One number for each of `rank` sliding axes, none below `least`. */
export function spread(
  op: string,
  name: string,
  given: PerAxis,
  rank: number,
  least: number,
): readonly number[] {
  const list = typeof given === "number" ? new Array<number>(rank).fill(given) : given;
  if (!Array.isArray(list) || list.length !== rank) {
    const got = Array.isArray(list) ? formatShape(list) : describeValue(list);
    throw new ShapeError(`${op}: ${name} needs one number or ${rank}, got ${got}`);
  }
  for (const value of list)
    if (!Number.isInteger(value) || value < least)
      throw new ShapeError(`${op}: ${name} ${value} is not allowed (needs a whole number from ${least} on)`);
  return list;
}

/** Padding before and after each sliding axis, or null where it follows from the size. */
function spreadPadding(
  op: string,
  padding: Padding,
  rank: number,
): readonly (readonly [number, number] | null)[] {
  if (padding === "valid") return new Array(rank).fill([0, 0]);
  if (padding === "same") return new Array(rank).fill(null);
  if (typeof padding === "string")
    throw new ShapeError(`${op}: unknown padding ${JSON.stringify(padding)} (a number, "same" or "valid")`);
  if (Array.isArray(padding) && padding.some((entry) => typeof entry === "object")) {
    const pairs = padding as readonly (readonly [number, number])[];
    if (pairs.length !== rank)
      throw new ShapeError(`${op}: padding needs ${rank} pairs, the number of pairs is ${pairs.length}`);
    return pairs.map((pair) => {
      const [before, after] = spread(op, "padding", pair, 2, 0);
      return [before!, after!];
    });
  }
  return spread(op, "padding", padding as PerAxis, rank, 0).map((amount) => [amount, amount]);
}

/** Padding before and after that keeps the size when the stride is 1. */
function padToSame(size: number, span: number, stride: number): readonly [number, number] {
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + span - size);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

interface SlideOptions {
  readonly stride?: PerAxis;
  readonly padding?: Padding;
  readonly dilation?: PerAxis;
}

/** How a window moves along each of `rank` axes, whatever their sizes. */
export function slideSettings(op: string, rank: number, options: SlideOptions) {
  const stride = spread(op, "stride", options.stride ?? 1, rank, 1);
  const dilation = spread(op, "dilation", options.dilation ?? 1, rank, 1);
  return { stride, dilation, pads: spreadPadding(op, options.padding ?? 0, rank) };
}

/** The windows of a layout `[n, channels, …sizes]`, refusing those that fit nowhere. */
function slide(
  op: string,
  x: readonly number[],
  kernel: readonly number[],
  options: SlideOptions & { readonly ceilMode?: boolean },
): Window[] {
  const sizes = x.slice(2);
  const { stride, dilation, pads } = slideSettings(op, sizes.length, options);
  return sizes.map((size, axis) => {
    const span = dilation[axis]! * (kernel[axis]! - 1) + 1;
    const [before, declaredAfter] = pads[axis] ?? padToSame(size, span, stride[axis]!);
    const free = before + size + declaredAfter - span;
    if (free < 0)
      throw new ShapeError(
        `${op}: a window of ${span} is larger than axis ${axis + 2} of ${formatShape(x)} (${before + size + declaredAfter} with padding)`,
      );
    const step = stride[axis]!;
    let count = Math.floor(free / step) + 1;
    // A window that hangs over the end counts if it begins inside the input or the padding before it.
    if (options.ceilMode === true && free % step !== 0 && count * step < before + size) count += 1;
    const after = Math.max(declaredAfter, (count - 1) * step + span - before - size);
    const moves = { kernel: kernel[axis]!, stride: step, dilation: dilation[axis]! };
    return { size, ...moves, before, after, declaredAfter, count };
  });
}

function requireRank(op: string, role: string, a: readonly number[], layout: readonly string[]): void {
  if (a.length === layout.length) return;
  throw new ShapeError(`${op}: needs ${role} [${layout.join(", ")}], got ${formatShape(a)}`);
}

const axisNames = ["height", "width"] as const;
const slidingNames = (rank: number): readonly string[] => (rank === 1 ? ["length"] : axisNames);

function validateGroups(op: string, groups: number): void {
  if (!Number.isInteger(groups) || groups < 1)
    throw new ShapeError(`${op}: groups ${groups} is not allowed (needs a whole number from 1 on)`);
}

export function requireMultiple(op: string, what: string, channels: number, groups: number): void {
  if (channels % groups !== 0)
    throw new ShapeError(`${op}: ${channels} ${what} channels do not divide into ${groups} groups`);
}

function requireBias(op: string, bias: readonly number[] | undefined, channels: number): void {
  if (bias !== undefined && (bias.length !== 1 || bias[0] !== channels))
    throw new ShapeError(`${op}: bias needs [${channels}], got ${formatShape(bias)}`);
}

/** The windows of a convolution of `[n, channels, …]` with `[out, channels/groups, …kernel]`. */
export function convWindows(
  op: string,
  x: readonly number[],
  weight: readonly number[],
  options: ConvOptions,
  bias?: readonly number[],
): Window[] {
  const rank = op.endsWith("1d") ? 1 : 2;
  const { groups = 1 } = options;
  requireRank(op, "input", x, ["n", "channels", ...slidingNames(rank)]);
  requireRank(op, "weight", weight, ["out", "channels/groups", ...slidingNames(rank)]);
  validateGroups(op, groups);
  requireMultiple(op, "input", x[1]!, groups);
  requireMultiple(op, "output", weight[0]!, groups);
  if (x[1] !== weight[1]! * groups)
    throw new ShapeError(
      `${op}: channels differ, input ${formatShape(x)} and weight ${formatShape(weight)} (${x[1]} ≠ ${weight[1]} × ${groups})`,
    );
  requireBias(op, bias, weight[0]!);
  spread(op, "kernel", weight.slice(2), rank, 1);
  return slide(op, x, weight.slice(2), options);
}

/** `[n, out, …]`: the places of each window. */
export function conv(
  op: string,
  x: readonly number[],
  weight: readonly number[],
  options: ConvOptions = {},
  bias?: readonly number[],
): number[] {
  return [x[0]!, weight[0]!, ...convWindows(op, x, weight, options, bias).map(({ count }) => count)];
}

/** How a transposed convolution lays its windows along one axis. */
export interface Overlap {
  readonly count: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** What is cut off at both ends. */
  readonly padding: number;
  /** The result's size. */
  readonly size: number;
}

/** The windows of a transposed convolution of `[n, channels, …]` with `[channels, out/groups, …kernel]`. */
export function convTransposeWindows(
  op: string,
  x: readonly number[],
  weight: readonly number[],
  options: ConvTransposeOptions,
  bias?: readonly number[],
): Overlap[] {
  const rank = op.endsWith("1d") ? 1 : 2;
  const { groups = 1 } = options;
  requireRank(op, "input", x, ["n", "channels", ...slidingNames(rank)]);
  requireRank(op, "weight", weight, ["channels", "out/groups", ...slidingNames(rank)]);
  validateGroups(op, groups);
  requireMultiple(op, "input", x[1]!, groups);
  if (x[1] !== weight[0])
    throw new ShapeError(
      `${op}: channels differ, input ${formatShape(x)} and weight ${formatShape(weight)} (${x[1]} ≠ ${weight[0]})`,
    );
  requireBias(op, bias, weight[1]! * groups);
  const kernel = spread(op, "kernel", weight.slice(2), rank, 1);
  const stride = spread(op, "stride", options.stride ?? 1, rank, 1);
  const dilation = spread(op, "dilation", options.dilation ?? 1, rank, 1);
  const padding = spread(op, "padding", options.padding ?? 0, rank, 0);
  const extra = spread(op, "outputPadding", options.outputPadding ?? 0, rank, 0);
  return x.slice(2).map((count, axis) => {
    const moves = { kernel: kernel[axis]!, stride: stride[axis]!, dilation: dilation[axis]! };
    if (extra[axis]! >= Math.max(moves.stride, moves.dilation))
      throw new ShapeError(
        `${op}: outputPadding ${extra[axis]} is not smaller than stride ${moves.stride} or dilation ${moves.dilation}`,
      );
    const full = (count - 1) * moves.stride + moves.dilation * (moves.kernel - 1) + 1 + extra[axis]!;
    const size = full - 2 * padding[axis]!;
    if (count < 1 || size < 1)
      throw new ShapeError(`${op}: nothing is left of axis ${axis + 2} of ${formatShape(x)} (size ${size})`);
    return { count, ...moves, padding: padding[axis]!, size };
  });
}

/** `[n, out, …]`: the size whose convolution gives the input's. */
export function convTranspose(
  op: string,
  x: readonly number[],
  weight: readonly number[],
  options: ConvTransposeOptions = {},
  bias?: readonly number[],
): number[] {
  const windows = convTransposeWindows(op, x, weight, options, bias);
  return [x[0]!, weight[1]! * (options.groups ?? 1), ...windows.map(({ size }) => size)];
}

/** A pool's kernel along each axis, and how it moves: by its own size unless a stride is given. */
export function poolSettings(op: string, rank: number, options: PoolOptions) {
  const kernel = spread(op, "kernel", options.kernel, rank, 1);
  const padding = spread(op, "padding", options.padding ?? 0, rank, 0);
  padding.forEach((amount, axis) => {
    if (2 * amount > kernel[axis]!)
      throw new ShapeError(`${op}: padding ${amount} is more than half of kernel ${kernel[axis]}`);
  });
  return { kernel, moves: { ...options, padding, stride: options.stride ?? options.kernel } };
}

/** The windows of a pool over `[n, channels, …]`. */
export function poolWindows(op: string, x: readonly number[], options: PoolOptions): Window[] {
  const rank = op.endsWith("1d") ? 1 : 2;
  requireRank(op, "input", x, ["n", "channels", ...slidingNames(rank)]);
  const { kernel, moves } = poolSettings(op, rank, options);
  return slide(op, x, kernel, moves);
}

/** `[n, channels, …]`: the places of each window. */
export function pool(op: string, x: readonly number[], options: PoolOptions): number[] {
  return [...x.slice(0, 2), ...poolWindows(op, x, options).map(({ count }) => count)];
}

/** `[n, channels, 1, …]`; what picks an element refuses to pick from nothing. */
export function globalPool(op: string, x: readonly number[], picks = false): number[] {
  if (x.length < 3) throw new ShapeError(`${op}: needs input [n, channels, …], got ${formatShape(x)}`);
  if (picks) reduceNonEmpty(op, x, x.map((_, axis) => axis).slice(2));
  return x.map((size, axis) => (axis < 2 ? size : 1));
}

/** `[n, channels, …outputSize]`. */
export function adaptivePool2d(op: string, x: readonly number[], outputSize: readonly number[]): number[] {
  requireRank(op, "input", x, ["n", "channels", ...axisNames]);
  if (!Array.isArray(outputSize))
    throw new ShapeError(`${op}: outputSize needs a list of 2 sizes, got ${describeValue(outputSize)}`);
  return [...x.slice(0, 2), ...spread(op, "outputSize", outputSize, 2, 1)];
}

/** `[n, channels, scale·height, scale·width]`. */
export function upsample2d(op: string, x: readonly number[], scale: PerAxis): number[] {
  requireRank(op, "input", x, ["n", "channels", ...axisNames]);
  const factors = spread(op, "scale", scale, 2, 1);
  return [...x.slice(0, 2), x[2]! * factors[0]!, x[3]! * factors[1]!];
}
