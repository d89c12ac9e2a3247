/** A graph applied to many inputs at once: every node that depends on them gets one more axis in front; rules, no ops. */

import { InternalError } from "../base/errors.ts";
import { makeNode, type Node } from "../graph/node.ts";
import type { ElementwiseOp, HostOp, Op, OpKind } from "../graph/op.ts";
import { sortTopologically } from "../graph/walk.ts";
import { elementwise, expand, hostForEach, reshape, source } from "../ops/index.ts";

/** The same node for every slice: `inputs` are the node's own, each either batched or as it was. */
type BatchRule<Kind extends OpKind> = (
  node: Node,
  inputs: readonly Node[],
  size: number,
  op: Extract<Op, { kind: Kind }>,
) => Node;

/** A node repeated along a new first axis, unless it has been given one. */
function repeated(batched: Node, original: Node, size: number): Node {
  if (batched !== original) return batched;
  return expand(reshape(original, [1, ...original.shape]), [size, ...original.shape]);
}

const allRepeated = (node: Node, inputs: readonly Node[], size: number): Node[] =>
  inputs.map((input, position) => repeated(input, node.inputs[position]!, size));

/** The same op one axis further along. */
const alongNext = (node: Node, inputs: readonly Node[], size: number): Node =>
  makeNode(node.op, allRepeated(node, inputs, size), {
    ...node.attributes,
    axis: (node.attributes.axis as number) + 1,
  });

/** A way to differentiate that was declared for one node: its cotangents are batched as any graph is. */
function batchDeclared(node: Node, inputs: readonly Node[], size: number, op: ElementwiseOp): Node {
  const vjp: ElementwiseOp["vjp"] = (cotangent, batched) => {
    const stand = source({}, { shape: node.shape, dtype: node.dtype });
    const given = new Map<Node, Node>([[stand, cotangent]]);
    node.inputs.forEach((input, position) => {
      if (position > 0) given.set(input, batched.inputs[position]!);
    });
    return batchParts(op.vjp!(stand, node), given, size);
  };
  return makeNode({ ...op, name: `${op.name} for each`, vjp }, allRepeated(node, inputs, size));
}

/** Cotangents batched as any graph is; `null` stays. */
function batchParts(
  parts: readonly (Node | null)[],
  given: ReadonlyMap<Node, Node>,
  size: number,
): (Node | null)[] {
  const live = parts.filter((part) => part !== null);
  const results = batchGraph(live, given, size);
  return parts.map((part) => (part === null ? null : results[live.indexOf(part)]!));
}

/** A host function called for each slice; so are its cotangents, found on stand-ins of one slice. */
function batchHost(node: Node, inputs: readonly Node[], size: number, op: HostOp): Node {
  const slice = ({ shape, dtype }: Node): Node => source({}, { shape: shape.slice(1), dtype });
  const vjp: HostOp["vjp"] =
    op.vjp === null
      ? null
      : (cotangent, batched) => {
          const stand = slice(cotangent);
          const stands = batched.inputs.map(slice);
          const given = new Map([[stand, cotangent]]);
          stands.forEach((each, at) => {
            given.set(each, batched.inputs[at]!);
          });
          return batchParts(op.vjp!(stand, makeNode(op, stands, node.attributes)), given, size);
        };
  return hostForEach(node, op, allRepeated(node, inputs, size), vjp);
}

const leaf = (node: Node): Node => {
  throw new InternalError(`${node.op.name} has no inputs to be batched`);
};

const rules: { readonly [Kind in OpKind]: BatchRule<Kind> } = {
  source: leaf,
  constant: leaf,
  iota: leaf,
  elementwise: (node, inputs, size, op) =>
    Object.hasOwn(elementwise, op.name)
      ? makeNode(op, allRepeated(node, inputs, size), node.attributes)
      : batchDeclared(node, inputs, size, op),
  reduction: (node, inputs) =>
    makeNode(node.op, inputs, { axes: (node.attributes.axes as readonly number[]).map((axis) => axis + 1) }),
  movement: (node, [input], _, op) => op.batch(input!, node),
  concat: alongNext,
  gather: alongNext,
  scatter: alongNext,
  contraction: (node, inputs, size) => makeNode(node.op, allRepeated(node, inputs, size)),
  host: batchHost,
};

/**
 * The `roots` for `size` values of some nodes at once: `given` holds, for each of those nodes, all its values along a new
 * first axis. Every result has that axis.
 */
export function batchGraph(roots: readonly Node[], given: ReadonlyMap<Node, Node>, size: number): Node[] {
  const batched = new Map<Node, Node>(given);
  for (const node of sortTopologically(roots, (each) => !given.has(each))) {
    if (batched.has(node)) continue;
    const inputs = node.inputs.map((input) => batched.get(input)!);
    const isTouched = inputs.some((input, position) => input !== node.inputs[position]);
    const rule = rules[node.op.kind] as BatchRule<OpKind>;
    batched.set(node, isTouched ? rule(node, inputs, size, node.op) : node);
  }
  return roots.map((root) => repeated(batched.get(root)!, root, size));
}
