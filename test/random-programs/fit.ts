/** Makes what an op asks for out of what a program has: another shape, another element type, numbers of a domain. */

import type { DType } from "../../src/base/dtype.ts";
import { dtypes } from "../../src/base/dtype.ts";
import type { Node } from "../../src/graph/node.ts";
import type { Domain } from "../../src/graph/op.ts";
import * as ops from "../../src/ops/index.ts";
import { sizeOf } from "../../src/shape/index.ts";
import type { Content, Operand } from "../contract/draw.ts";

/** A node and its elements. */
export interface Value {
  readonly node: Node;
  readonly exact: Float64Array;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

const times = (x: Node, factor: number): Node => ops.mul(x, ops.fillLike(factor, x));
const plus = (x: Node, term: number): Node => ops.add(x, ops.fillLike(term, x));

const rangeOf = ({ exact }: Value): Range => ({
  low: exact.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
  high: exact.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
});

const isStretchable = (from: readonly number[], to: readonly number[]): boolean =>
  from.length <= to.length &&
  from.every((size, at) => size === 1 || size === to[at + to.length - from.length]);

/** The same elements, fewer of them, or copies, under a shape: a view in one of several ways. */
function fitShape(node: Node, shape: readonly number[], key: number): Node {
  if (node.shape.join() === shape.join()) return node;
  const [size, wanted] = [sizeOf(node.shape), sizeOf(shape)];
  if (size === wanted) {
    const order = node.shape.map((_, axis) => axis).reverse();
    return ops.reshape(key % 3 === 0 ? ops.permute(node, order) : node, shape);
  }
  if (isStretchable(node.shape, shape)) return ops.expand(node, shape);
  if (size === 0) return ops.fill(dtypes[node.dtype].float ? 0.3 : 1, shape, node.dtype);
  const flat = ops.reshape(node, [size]);
  if (wanted <= size) {
    const step = Math.max(1, Math.floor((size - 1) / Math.max(1, wanted - 1)));
    const [isTurned, start] = [key % 2 === 1, key % Math.max(1, size - (wanted - 1) * step)];
    const last = start + Math.max(0, wanted - 1) * step;
    const range = { starts: [isTurned ? last : start], steps: [isTurned ? -step : step], sizes: [wanted] };
    return ops.reshape(ops.slice(flat, range), shape);
  }
  const copies = Math.ceil(wanted / size);
  const tiled = key % 2 === 0 ? ops.expand(flat, [copies, size]) : ops.concat(Array(copies).fill(flat), 0);
  const line = ops.reshape(tiled, [copies * size]);
  return ops.reshape(ops.slice(line, { starts: [0], steps: [1], sizes: [wanted] }), shape);
}

/** Copies told apart, by a factor that falls along the elements from 1 to 3/4: equal numbers would be ties. */
function tellApart(node: Node): Node {
  const size = sizeOf(node.shape);
  const ramp = plus(times(ops.iota(size, node.dtype), -0.25 / Math.max(1, size)), 1);
  return ops.mul(node, ops.reshape(ramp, node.shape));
}

/** Numbers inside a domain: as they are where they are, else moved there by a line, a tanh or a sine. */
function fitDomain(node: Node, { low, high }: Range, domain: Domain, key: number): Node {
  const width = domain.high - domain.low;
  const isInside = low >= domain.low + 0.02 * width && high <= domain.high - 0.02 * width;
  if (isInside && domain.avoid === undefined && key % 4 !== 3) return node;
  const middle = (domain.low + domain.high) / 2 + 0.011 * width;
  const reach = Math.max(Math.abs(low), Math.abs(high), 1e-3);
  if (!Number.isFinite(reach)) return ops.fillLike(middle, node);
  if (key % 3 === 0) return plus(times(ops.tanh(times(node, 1.5 / reach)), 0.46 * width), middle);
  if (key % 3 === 1) return plus(times(ops.sin(times(node, 1.3 / reach)), 0.46 * width), middle);
  const spread = high - low > 1e-6 * reach ? high - low : 1;
  return plus(times(plus(node, -(low + high) / 2), (0.9 * width) / spread), middle);
}

/** A threshold between two elements that are far from each other. */
function thresholdOf({ exact }: Value): number {
  const sorted = Array.from(exact).sort((a, b) => a - b);
  let best = { gap: 0, at: (sorted[0] ?? 0) - 1 };
  for (let at = 1; at < sorted.length; at++) {
    const gap = sorted[at]! - sorted[at - 1]!;
    if (gap > best.gap) best = { gap, at: sorted[at - 1]! + gap / 2 };
  }
  return best.at;
}

const hasTies = (shape: readonly number[], value: Value): boolean =>
  sizeOf(shape) > new Set(value.exact).size || sizeOf(shape) > value.exact.length;

/** Floats of an element type and a domain. */
function makeFloats(value: Value, shape: readonly number[], dtype: DType, domain: Domain, key: number): Node {
  const { low, high } = rangeOf(value);
  const asFloat = value.node.dtype === dtype ? value.node : ops.cast(value.node, dtype);
  const fitted = fitShape(asFloat, shape, key);
  if (!hasTies(shape, value)) return fitDomain(fitted, { low, high }, domain, key);
  const range = { low: Math.min(low, 0.75 * low), high: Math.max(high, 0.75 * high) };
  const isConstant = low === high || !(low <= high);
  const distinct = tellApart(isConstant ? ops.fillLike(1, fitted) : fitted);
  return fitDomain(distinct, isConstant ? { low: 0.75, high: 1 } : range, domain, key);
}

/** Whole numbers of a domain: as they are where they are, else floats rounded. */
function makeWholes(value: Value, operand: Operand, domain: Domain, float: DType, key: number): Node {
  const { low, high } = rangeOf(value);
  if (value.node.dtype === "i32" && low >= domain.low && high <= domain.high)
    return fitShape(value.node, operand.shape, key);
  const inside = { low: Math.ceil(domain.low) - 0.4, high: Math.floor(domain.high) + 0.4 };
  return ops.cast(ops.round(makeFloats(value, operand.shape, float, inside, key)), "i32");
}

type Makers = {
  readonly [Kind in Content["kind"]]: (
    content: Extract<Content, { kind: Kind }>,
    value: Value,
    operand: Operand,
    dtype: DType,
    float: DType,
    key: number,
  ) => Node;
};

const makers: Makers = {
  numbers: (content, value, operand, dtype, float, key) => {
    const wanted = content.dtype ?? dtype;
    if (wanted === "i32") return makeWholes(value, operand, content.domain, float, key);
    if (wanted === "bool") return makers.truth({ kind: "truth" }, value, operand, dtype, float, key);
    return makeFloats(value, operand.shape, wanted, content.domain, key);
  },
  truth: (_, value, { shape }, _dtype, float, key) => {
    if (value.node.dtype === "bool") return fitShape(value.node, shape, key);
    const numbers = value.node.dtype === "i32" ? ops.cast(value.node, float) : value.node;
    const fitted = fitShape(numbers, shape, key);
    return ops.comparisonMethods.less.build(fitted, ops.fillLike(thresholdOf(value), fitted));
  },
  positions: ({ limit }, value, operand, _dtype, float, key) => {
    const last = Math.max(0, limit - 1);
    const places = makeWholes(value, operand, { low: 0, high: last }, float, key);
    // A step that runs again on other numbers must find its places in range then too.
    return ops.minimum(ops.maximum(places, ops.fillLike(0, places)), ops.fillLike(last, places));
  },
};

/** An operand made out of a value; `dtype` is what the op runs in, `float` the program's own element type. */
export function fitOperand(value: Value, operand: Operand, dtype: DType, float: DType, key: number): Node {
  const make = makers[operand.content.kind] as Makers["numbers"];
  return make(operand.content as Extract<Content, { kind: "numbers" }>, value, operand, dtype, float, key);
}
