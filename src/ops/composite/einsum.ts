/** Einstein summation, brought to diagonals, sums and one matrix product for each operand after the first. */

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

/** NumPy's einsum: operands multiplied from left to right, labels summed as soon as nothing needs them. */
export function einsum(equation: string, operands: readonly Node[]): Node {
  const plan = normalizeEinsum(
    equation,
    operands.map(({ shape }) => shape),
  );
  for (const operand of operands) {
    checkSameDType("einsum", operands[0]!, operand);
    checkDType("einsum", "numeric", operand.dtype);
  }
  const neededAfter = (position: number): Set<string> =>
    new Set([...plan.output, ...plan.inputs.slice(position + 1).flat()]);
  const prepared = operands.map((node, position): Labelled => {
    const single = stretch(takeDiagonals({ node, labels: plan.inputs[position]! }), plan.sizes);
    const others = plan.inputs.flatMap((labels, at) => (at === position ? [] : labels));
    return sumUnneeded(single, new Set([...plan.output, ...others]));
  });
  let result = prepared[0]!;
  for (let position = 1; position < prepared.length; position += 1) {
    const needed = neededAfter(position);
    result = sumUnneeded(multiply(result, prepared[position]!, needed, plan.sizes), needed);
  }
  return arrange(result, plan.output);
}
