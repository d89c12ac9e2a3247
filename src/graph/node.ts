/** The one constructor of graph nodes, and the build scope that makes equal nodes one; knows no concrete op. */

import { InternalError } from "../base/errors.ts";
import { validateCount } from "../shape/size.ts";
import type { Abstract, Attributes, AttributeValue, Node, Op } from "./op.ts";

export type { Node } from "./op.ts";

let nextId = 1;

/** A table of the nodes made while it is open, so that equal requests give the same node. */
export interface BuildScope {
  readonly nodes: Map<string, Node>;
}

let openScope: BuildScope | null = null;
let capturesOrigins = false;

/** Lets every node made from now on remember the call that made it, not only those that can fail; slow, for debugging. */
export function captureOrigins(captures: boolean): void {
  capturesOrigins = captures;
}

/** Opens a scope in which equal nodes are one, for as long as `build` runs. */
export function withBuildScope<Result>(
  build: () => Result,
  scope: BuildScope = { nodes: new Map() },
): Result {
  const outer = openScope;
  openScope = scope;
  try {
    return build();
  } finally {
    openScope = outer;
  }
}

/** Spells an attribute so that different values differ: -0, NaN and infinities included. */
export function spellAttribute(value: AttributeValue): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (!Array.isArray(value)) return String(value);
  let text = "[";
  for (let at = 0; at < value.length; at++) text += (at === 0 ? "" : ",") + spellAttribute(value[at]!);
  return `${text}]`;
}

/** Spells attributes in their own order, which each op's builder fixes. */
export function spellAttributes(attributes: Attributes): string {
  let text = "";
  for (const key in attributes) text += `${key}=${spellAttribute(attributes[key]!)};`;
  return text;
}

function freezeDeep(value: AttributeValue): AttributeValue {
  if (Array.isArray(value)) return Object.freeze(value.map(freezeDeep));
  return value;
}

/** The attributes as they stay: frozen ones, which other nodes have already, as they are. */
function freezeAttributes(attributes: Attributes): Attributes {
  if (Object.isFrozen(attributes)) return attributes;
  const frozen: Record<string, AttributeValue> = {};
  for (const name in attributes) frozen[name] = freezeDeep(attributes[name]!);
  return Object.freeze(frozen);
}

const noAttributes: Attributes = Object.freeze({});
const noInputs: readonly Node[] = Object.freeze([]);

/** The shape as it stays: a frozen one, which other nodes have already, as it is. */
const freezeShape = (shape: readonly number[]): readonly number[] =>
  Object.isFrozen(shape) ? shape : Object.freeze(shape.slice());

/** A text that equal requests for nodes share; a + b and b + a are equal. */
function spellRequest(op: Op, inputs: readonly Node[], attributes: Attributes): string {
  let key = `${op.name}(`;
  const [first, second] = inputs;
  if (op.kind === "elementwise" && op.commutative && first!.id > second!.id)
    key += `${second!.id},${first!.id},`;
  else for (const input of inputs) key += `${input.id},`;
  return attributes === noAttributes ? key : key + spellAttributes(attributes);
}

/** The node itself, or the equal one that the open scope knew first. */
export function shareNode(node: Node): Node {
  if (openScope === null || node.handle !== null) return node;
  const key = spellRequest(node.op, node.inputs, node.attributes);
  const known = openScope.nodes.get(key);
  if (known === undefined) openScope.nodes.set(key, node);
  return known ?? node;
}

/**
 * Makes a node, or returns the equal one of the open scope.
 * The op's rule checks the inputs and derives the shape and element type, so no node exists that its op refuses.
 * A node remade from another keeps that one's `origin`.
 */
export function makeNode(
  op: Op,
  inputs: readonly Node[],
  attributes: Attributes = noAttributes,
  origin: Error | null = capturesOrigins || op.fallible === true ? new Error(op.name) : null,
): Node {
  const scope = openScope;
  let key = "";
  if (scope !== null) {
    key = spellRequest(op, inputs, attributes);
    const known = scope.nodes.get(key);
    if (known !== undefined) return known;
  }
  const { shape, dtype } = op.infer(inputs, attributes);
  validateCount(op.name, shape);
  const node: Node = Object.freeze({
    id: nextId++,
    op,
    inputs: Object.freeze(inputs.slice()),
    attributes: freezeAttributes(attributes),
    shape: freezeShape(shape),
    dtype,
    handle: null,
    origin,
  });
  if (scope !== null) scope.nodes.set(key, node);
  return node;
}

/** Makes a leaf that stands for what `handle` holds; every handle is its own node. */
export function makeSourceNode(op: Op, handle: object, { shape, dtype }: Abstract): Node {
  if (op.kind !== "source")
    throw new InternalError(`a handle was given to ${op.name}, which is not a source`);
  return Object.freeze({
    id: nextId++,
    op,
    inputs: noInputs,
    attributes: noAttributes,
    shape: freezeShape(shape),
    dtype,
    handle,
    origin: null,
  });
}
