/** Running pending graphs so that their nodes have values; knows no tensor. */

import type { TypedArray } from "../base/dtype.ts";
import { GraphError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import { substituteNodes } from "../graph/substitute.ts";
import { spellPending } from "../kernel/index.ts";
import { source } from "../ops/index.ts";
import { type CompiledProgram, findProgram } from "./compile.ts";
import { allocateStorage, Storage } from "./storage.ts";

/** Sources whose handle is a storage, by identity of the handle. */
const storages = new WeakMap<object, Storage>();
/** For every node that has run: the source that stands for its values. */
const realized = new WeakMap<Node, Node>();

/** A source for the values in a storage. */
export function storageSource(storage: Storage, shape: readonly number[]): Node {
  storages.set(storage, storage);
  return source(storage, { shape, dtype: storage.dtype });
}

/** The values of a node, if it is a source of values or has run. */
export function storageOf(node: Node): Storage | undefined {
  const leaf = realized.get(node) ?? node;
  return leaf.handle === null ? undefined : storages.get(leaf.handle);
}

/** The values of a program input, or one clear line when it is a stand-in of a trace that is over. */
function requireStorage(node: Node): Storage {
  const storage = node.handle === null ? undefined : storages.get(node.handle);
  if (storage !== undefined) return storage;
  throw new GraphError(
    "this tensor was made while a jit function was traced and has no value outside it (return it from the function)",
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
  if (program.callsHosts) Storage.whilePinned(inputs, () => program.run(given, results));
  else program.run(given, results);
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

/** Gives every node values, in one program for all that have none yet. */
export function realizeNodes(nodes: readonly Node[]): Storage[] {
  const pending = [...new Set(nodes.filter((node) => storageOf(node) === undefined))];
  if (pending.length > 0) {
    const { text, inputs } = spellPending(pending, leafOf);
    const given = inputs.map(requireStorage);
    const program = findProgram(text, () => ({ inputs, outputs: substituteRealized(pending), updates: [] }));
    const results = pending.map(({ dtype, shape }) =>
      allocateStorage(
        dtype,
        shape.reduce((product, size) => product * size, 1),
      ),
    );
    runProgram(program, given, results);
    pending.forEach((node, index) => {
      realized.set(node, storageSource(results[index]!, node.shape));
    });
  }
  return nodes.map((node) => storageOf(node)!);
}

/** The graph with every node that has run replaced by its values. */
export function substituteRealized(roots: readonly Node[]): Node[] {
  return substituteNodes(roots, (node) => realized.get(node));
}
