/** Running pending graphs so that their nodes have values; knows no tensor. */

import type { TypedArray } from "../base/dtype.ts";
import { GraphError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import { substituteNodes } from "../graph/substitute.ts";
import { spellPending } from "../kernel/index.ts";
import { source } from "../ops/index.ts";
import { sizeOf } from "../shape/index.ts";
import { type CompiledProgram, findProgram } from "./compile.ts";
import { evictIdle, whileResident } from "./residents.ts";
import { allocateStorage, ownStorage, Storage, type Variable } from "./storage.ts";

/** For every node that has run: the source that stands for its values. */
const realized = new WeakMap<Node, Node>();

/** A source for the values in a storage. */
export function storageSource(storage: Storage, shape: readonly number[]): Node {
  return source(storage, { shape, dtype: storage.dtype });
}

/** The values of a node, if it is a source of values or has run. */
export function storageOf(node: Node): Storage | undefined {
  const { handle } = leafOf(node) ?? node;
  return handle instanceof Storage ? handle : undefined;
}

/** The values of a program input, or one clear line when it is a stand-in of a trace that is over. */
export function requireStorage(node: Node): Storage {
  if (node.handle instanceof Storage) return node.handle;
  throw new GraphError(
    "this tensor was made inside a function under jit or vmap and has no value outside it (return it from the function)",
  );
}

/** Runs a program on storages, whose arrays are taken last: compiling and settling may move them. */
export function runProgram(
  program: CompiledProgram,
  inputs: readonly Storage[],
  outputs: readonly Storage[],
): void {
  const given = arraysOf(inputs);
  const results = arraysOf(outputs);
  if (program.callsHosts) Storage.whilePinned(inputs, () => whileResident(() => program.run(given, results)));
  else whileResident(() => program.run(given, results));
}

/** Arrays of the right length from the start: this is most of what a call of a tiny program costs. */
function arraysOf(storages: readonly Storage[]): TypedArray[] {
  const arrays = new Array<TypedArray>(storages.length);
  for (let at = 0; at < storages.length; at++) arrays[at] = storages[at]!.array;
  return arrays;
}

/** The source that stands for a node's values, if it has any. */
function leafOf(node: Node): Node | undefined {
  return node.op.kind === "source" ? node : realized.get(node);
}

/** A variable, the source that stands for its contents, and what it is to hold. */
export interface VariableUpdate {
  readonly variable: Variable;
  readonly source: Node;
  readonly value: Node;
}

/** Has what variables own lie in the heap a program runs in, so that only fresh data is copied. */
function settleOwned(given: readonly Storage[], { heap }: CompiledProgram): void {
  if (heap === null) return;
  let used = 0;
  for (const storage of given) {
    if (!storage.isOwned) continue;
    storage.settle(heap);
    storage.keep();
    used += 1;
  }
  evictIdle(used);
}

/**
 * Runs one program that computes `outputs`, none of which has values yet, and what variables are to hold. Outputs that
 * variables will own are written where the next program finds them.
 */
function runPending(
  outputs: readonly Node[],
  updates: readonly VariableUpdate[],
  { areOwned = false }: { readonly areOwned?: boolean } = {},
): Storage[] {
  const roots = [...outputs, ...updates.map(({ value }) => value)];
  const sources = updates.map(({ source }) => source);
  const { text, inputs, updatedSlots } = spellPending(roots, leafOf, sources);
  const given = inputs.map(requireStorage);
  const program = findProgram(text, () => {
    const rebuilt = substituteRealized(roots);
    const slots = updatedSlots.map((slot, index) => ({ slot, value: rebuilt[outputs.length + index]! }));
    return { inputs, outputs: rebuilt.slice(0, outputs.length), updates: slots };
  });
  updates.forEach(({ variable }, index) => {
    given[updatedSlots[index]!] = ownStorage(variable);
    variable.storage.isOwned = true;
  });
  const results = outputs.map(({ dtype, shape }) => allocateStorage(dtype, sizeOf(shape)));
  if (areOwned) for (const storage of results) storage.isOwned = true;
  settleOwned([...given, ...results], program);
  runProgram(program, given, results);
  return results;
}

/** Runs one program, and has nodes know their values from now on. */
function realizePending(nodes: readonly Node[], updates: readonly VariableUpdate[]): void {
  runPending(nodes, updates).forEach((storage, index) => {
    const node = nodes[index]!;
    realized.set(node, storageSource(storage, node.shape));
  });
}

/** Nodes that have no values yet, each once. */
const collectPending = (nodes: readonly Node[]): Node[] => [
  ...new Set(nodes.filter((node) => storageOf(node) === undefined)),
];

/** Gives every node values, in one program for all that have none yet. */
export function realizeNodes(nodes: readonly Node[]): Storage[] {
  const pending = collectPending(nodes);
  if (pending.length > 0) realizePending(pending, []);
  return nodes.map((node) => storageOf(node)!);
}

/** A node's values for a new variable: where it has not run yet they are computed for the variable alone. */
export function takeValues(node: Node): { storage: Storage; isShared: boolean } {
  const known = storageOf(node);
  if (known !== undefined) return { storage: known.lasting(), isShared: true };
  return { storage: runPending([node], [], { areOwned: true })[0]!, isShared: false };
}

/** Gives variables contents that have not been computed yet, where the old ones lie, and `alongside` values, in one program. */
export function updateVariables(updates: readonly VariableUpdate[], alongside: readonly Node[]): void {
  const pending = collectPending(alongside);
  if (pending.length + updates.length > 0) realizePending(pending, updates);
}

/** Lets a source stand for the values of a node that has run as part of an update. */
export function standFor(node: Node, leaf: Node): void {
  if (storageOf(node) === undefined) realized.set(node, leaf);
}

/** The graph with every node that has run replaced by its values. */
export function substituteRealized(roots: readonly Node[]): Node[] {
  return substituteNodes(roots, (node) => realized.get(node));
}
