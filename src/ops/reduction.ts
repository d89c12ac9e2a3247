/** The table of reductions; max, min and prod beside sum. */

import type { DType } from "../base/dtype.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { Accumulation, Domain, ReductionOp } from "../graph/op.ts";
import { reduce, reduceNonEmpty } from "../shape/index.ts";
import { cast, equal, select } from "./comparison.ts";
import { checkDType } from "./dtype-rules.ts";
import { div, mul } from "./elementwise.ts";
import { iota } from "./leaves.ts";
import { permute, reshape } from "./movement.ts";
import { collapseAxes, expand, fillLike, sum, sumOp } from "./sum-expand.ts";

interface Spec {
  readonly accumulation: Accumulation;
  readonly initial: (dtype: DType) => number;
  readonly combine: (accumulator: number, value: number) => number;
  readonly wrapping?: (accumulator: number, value: number) => number;
  readonly vjp: (cotangent: Node, node: Node) => Node;
  readonly domain: Domain;
  /** Whether folding no elements has a meaning. */
  readonly ofNothing: boolean;
}

function reduction(name: string, { vjp, ofNothing, ...spec }: Spec): ReductionOp {
  return {
    wrapping: null,
    ...spec,
    kind: "reduction",
    name,
    infer: ([input], { axes }) => {
      checkDType(name, "numeric", input!.dtype);
      const rule = ofNothing ? reduce : reduceNonEmpty;
      return { shape: rule(name, input!.shape, axes as readonly number[]), dtype: input!.dtype };
    },
    vjp: (cotangent, node) => [vjp(cotangent, node)],
  };
}

const axesOf = (node: Node): readonly number[] => node.attributes.axes as readonly number[];

/** A reduced node spread over its input's shape again. */
function spreadBack(reduced: Node, node: Node): Node {
  const { shape } = node.inputs[0]!;
  return expand(reshape(reduced, collapseAxes(shape, axesOf(node))), shape);
}

/** Equal shares to all elements that attain the extremum. */
function shareAmongTies(cotangent: Node, node: Node): Node {
  const input = node.inputs[0]!;
  const attains = cast(equal(input, spreadBack(node, node)), input.dtype);
  const count = sum(attains, axesOf(node));
  return mul(attains, spreadBack(div(cotangent, count), node));
}

/**
 * Each element's cotangent is the product of all the others: the row of elements repeated as a square with ones on
 * its diagonal, multiplied along rows. Quadratic, and right at zeros, in every order of derivative.
 */
function productOfOthers(cotangent: Node, node: Node): Node {
  const input = node.inputs[0]!;
  const axes = axesOf(node);
  const kept = input.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  const outer = kept.map((axis) => input.shape[axis]!);
  const count = axes.reduce((product, axis) => product * input.shape[axis]!, 1);
  const rows = reshape(permute(input, order), [...outer, 1, count]);
  const square = expand(rows, [...outer, count, count]);
  const counter = iota(count, "i32");
  const diagonal = equal(expand(reshape(counter, [count, 1]), square.shape), expand(counter, square.shape));
  const others = prod(select(diagonal, fillLike(1, square), square), [kept.length + 1]);
  const flat = mul(expand(reshape(cotangent, [...outer, 1]), others.shape), others);
  const inverse = order.map((_, axis) => order.indexOf(axis));
  return permute(
    reshape(
      flat,
      order.map((axis) => input.shape[axis]!),
    ),
    inverse,
  );
}

const lowest: Record<DType, number> = { f32: -Infinity, f64: -Infinity, i32: -(2 ** 31), bool: 0 };
const highest: Record<DType, number> = { f32: Infinity, f64: Infinity, i32: 2 ** 31 - 1, bool: 1 };

export const maxOp: ReductionOp = reduction("max", {
  accumulation: "selective",
  initial: (dtype) => lowest[dtype],
  combine: Math.max,
  vjp: shareAmongTies,
  ofNothing: false,
  domain: { low: -2, high: 2 },
});

export const minOp: ReductionOp = reduction("min", {
  accumulation: "selective",
  initial: (dtype) => highest[dtype],
  combine: Math.min,
  vjp: shareAmongTies,
  ofNothing: false,
  domain: { low: -2, high: 2 },
});

export const prodOp: ReductionOp = reduction("prod", {
  accumulation: "multiplicative",
  initial: () => 1,
  combine: (accumulator, value) => accumulator * value,
  wrapping: Math.imul,
  vjp: productOfOthers,
  ofNothing: true,
  domain: { low: -2, high: 2 },
});

/** The largest element over the given axes; NaN if any is. */
export function max(input: Node, axes: readonly number[]): Node {
  return axes.length === 0 ? input : makeNode(maxOp, [input], { axes });
}

/** The smallest element over the given axes; NaN if any is. */
export function min(input: Node, axes: readonly number[]): Node {
  return axes.length === 0 ? input : makeNode(minOp, [input], { axes });
}

/** The product over the given axes. */
export function prod(input: Node, axes: readonly number[]): Node {
  return axes.length === 0 ? input : makeNode(prodOp, [input], { axes });
}

/** Every reduction by name; backends owe each of them a line. */
export const reductions = {
  sum: sumOp,
  prod: prodOp,
  max: maxOp,
  min: minOp,
} as const satisfies Record<string, ReductionOp>;

export type ReductionName = keyof typeof reductions;
