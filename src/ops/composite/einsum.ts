/** Einstein summation, brought to diagonals, sums and matrix products, the cheapest first. */

import type { Node } from "../../graph/node.ts";
import { normalizeEinsum } from "../../shape/einsum.ts";
import { mul } from "../arithmetic.ts";
import { contract } from "../contraction.ts";
import { checkDType, checkSameDType } from "../dtype-rules.ts";
import { permute, reshape } from "../movement.ts";
import { expand, sum } from "../sum-expand.ts";
import { diagonalOfLast } from "./diagonals.ts";

/** A node with a label for each of its axes, all different. */
interface Labelled {
  readonly node: Node;
  readonly labels: readonly string[];
}

type Sizes = ReadonlyMap<string, number>;

/** The axes with the given labels, in that order. */
function arrange({ node, labels }: Labelled, order: readonly string[]): Node {
  const axes = order.map((label) => labels.indexOf(label));
  return axes.every((axis, position) => axis === position) ? node : permute(node, axes);
}

/** A label that stands at two axes stands at one afterwards: the diagonal of the two. */
function takeDiagonals({ node, labels }: Labelled): Labelled {
  let taken: Labelled = { node, labels };
  for (;;) {
    const current = taken.labels;
    const second = current.findIndex((label, axis) => current.indexOf(label) < axis);
    if (second < 0) return taken;
    const first = current.indexOf(current[second]!);
    const rest = current.map((_, axis) => axis).filter((axis) => axis !== first && axis !== second);
    const square = permute(taken.node, [...rest, first, second]);
    taken = {
      node: diagonalOfLast(square),
      labels: [...rest.map((axis) => current[axis]!), current[first]!],
    };
  }
}

/** Axes of the ellipsis with size 1, stretched to the size they have elsewhere. */
function stretch({ node, labels }: Labelled, sizes: Sizes): Labelled {
  return {
    node: expand(
      node,
      labels.map((label) => sizes.get(label)!),
    ),
    labels,
  };
}

/** Sums over the labels that nothing needs any more. */
function sumUnneeded({ node, labels }: Labelled, needed: ReadonlySet<string>): Labelled {
  const axes = labels.flatMap((label, axis) => (needed.has(label) ? [] : [axis]));
  return { node: sum(node, axes), labels: labels.filter((label) => needed.has(label)) };
}

const sizeOf = (labels: readonly string[], sizes: Sizes): number =>
  labels.reduce((product, label) => product * sizes.get(label)!, 1);

/** The product of two operands, summed over the labels both have and nothing else needs. */
function multiply(left: Labelled, right: Labelled, needed: ReadonlySet<string>, sizes: Sizes): Labelled {
  const both = left.labels.filter((label) => right.labels.includes(label));
  const batch = both.filter((label) => needed.has(label));
  const inner = both.filter((label) => !needed.has(label));
  const rows = left.labels.filter((label) => !both.includes(label));
  const columns = right.labels.filter((label) => !both.includes(label));
  const labels = [...batch, ...rows, ...columns];
  const shape = labels.map((label) => sizes.get(label)!);
  if (inner.length === 0) {
    const unit = (kept: readonly string[]) =>
      labels.map((label) => (kept.includes(label) ? sizes.get(label)! : 1));
    const spread = (side: Labelled, kept: readonly string[]): Node =>
      expand(reshape(arrange(side, kept), unit(kept)), shape);
    return { node: mul(spread(left, [...batch, ...rows]), spread(right, [...batch, ...columns])), labels };
  }
  const [b, m, k, n] = [batch, rows, inner, columns].map((part) => sizeOf(part, sizes)) as [
    number,
    number,
    number,
    number,
  ];
  const a = reshape(arrange(left, [...batch, ...rows, ...inner]), [b, m, k]);
  const c = reshape(arrange(right, [...batch, ...inner, ...columns]), [b, k, n]);
  return { node: reshape(contract(a, c), shape), labels };
}

/** The labels that something besides the operands at two places needs. */
function neededBeside(
  operands: readonly Labelled[],
  output: readonly string[],
  first: number,
  second: number,
): Set<string> {
  const others = operands.flatMap(({ labels }, at) => (at === first || at === second ? [] : labels));
  return new Set([...output, ...others]);
}

/** The two operands whose product takes the fewest multiplications, of equals those with the smallest product. */
function findCheapestPair(
  operands: readonly Labelled[],
  output: readonly string[],
  sizes: Sizes,
): readonly [first: number, second: number] {
  let best = { pair: [0, 1] as const as readonly [number, number], work: Infinity, size: Infinity };
  operands.forEach(({ labels }, first) => {
    for (let second = first + 1; second < operands.length; second += 1) {
      const all = [...new Set([...labels, ...operands[second]!.labels])];
      const needed = neededBeside(operands, output, first, second);
      const work = sizeOf(all, sizes);
      const size = sizeOf(
        all.filter((label) => needed.has(label)),
        sizes,
      );
      if (work < best.work || (work === best.work && size < best.size))
        best = { pair: [first, second], work, size };
    }
  });
  return best.pair;
}

/**
 * NumPy's einsum: labels summed as soon as nothing needs them, and of the operands left always the two multiplied whose product
 * is cheapest (Smith & Gray 2018, opt_einsum).
 */
export function einsum(equation: string, operands: readonly Node[]): Node {
  const { inputs, output, sizes } = normalizeEinsum(
    equation,
    operands.map(({ shape }) => shape),
  );
  for (const operand of operands) {
    checkSameDType("einsum", operands[0]!, operand);
    checkDType("einsum", "numeric", operand.dtype);
  }
  const left = operands.map((node, position): Labelled => {
    const single = stretch(takeDiagonals({ node, labels: inputs[position]! }), sizes);
    const others = inputs.flatMap((labels, at) => (at === position ? [] : labels));
    return sumUnneeded(single, new Set([...output, ...others]));
  });
  while (left.length > 1) {
    const [first, second] = findCheapestPair(left, output, sizes);
    const needed = neededBeside(left, output, first, second);
    const product = multiply(left[first]!, left[second]!, needed, sizes);
    left.splice(second, 1);
    left[first] = sumUnneeded(product, needed);
  }
  return arrange(left[0]!, output);
}
