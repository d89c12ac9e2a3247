/** The nodes without inputs: sources, constants and counters. */

import { type DType, dtypes } from "../base/dtype.ts";
import { InternalError } from "../base/errors.ts";
import { makeNode, makeSourceNode, type Node } from "../graph/node.ts";
import type { Abstract, ConstantOp, IotaOp, SourceOp } from "../graph/op.ts";

const sourceOp: SourceOp = {
  kind: "source",
  name: "source",
  infer: () => {
    throw new InternalError("a source's shape comes with its handle");
  },
  vjp: null,
};

const constantOp: ConstantOp = {
  kind: "constant",
  name: "constant",
  infer: (_, { dtype }) => ({ shape: [], dtype: dtype as DType }),
  vjp: null,
};

const iotaOp: IotaOp = {
  kind: "iota",
  name: "iota",
  infer: (_, { size, dtype }) => ({ shape: [size as number], dtype: dtype as DType }),
  vjp: null,
};

/** A leaf for the values behind `handle`. */
export function source(handle: object, abstract: Abstract): Node {
  return makeSourceNode(sourceOp, handle, abstract);
}

/** The rank-0 value, rounded to its element type as storing it would. */
export function constant(value: number, dtype: DType): Node {
  return makeNode(constantOp, [], { value: dtypes[dtype].round(value), dtype });
}

/** The numbers 0 … size−1, shape `[size]`. */
export function iota(size: number, dtype: DType): Node {
  return makeNode(iotaOp, [], { size, dtype });
}

/** The one value a node has everywhere, when that is known from the graph alone: a constant, however rearranged. */
export function uniformValue(node: Node): number | null {
  let at = node;
  while (at.op.kind === "movement" && at.op.guard === undefined) at = at.inputs[0]!;
  return at.op.kind === "constant" ? (at.attributes.value as number) : null;
}
