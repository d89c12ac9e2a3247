/** A traced program before it is lowered: what comes in, what is returned, what is updated; knows no backend. */

import type { Node } from "../graph/node.ts";
import { spellAttributes } from "../graph/node.ts";
import { sortTopologically } from "../graph/walk.ts";

/** New contents for an input: the caller's storage of slot `slot` takes the value once everything else has run. */
export interface Update {
  readonly slot: number;
  readonly value: Node;
}

export interface GraphProgram {
  /** The sources, in slot order. */
  readonly inputs: readonly Node[];
  readonly outputs: readonly Node[];
  readonly updates: readonly Update[];
  /** Inputs whose arrays, once given, never change, so that a copy of the latest one holds as long as it is given again. */
  readonly unchanging?: ReadonlySet<Node>;
}

/** Everything a program computes: outputs first, then updates. */
export function rootsOf({ outputs, updates }: GraphProgram): Node[] {
  return [...outputs, ...updates.map(({ value }) => value)];
}

/** The same program over other roots, in the order of `rootsOf`. */
export function withRoots(program: GraphProgram, roots: readonly Node[]): GraphProgram {
  const count = program.outputs.length;
  return {
    ...program,
    outputs: roots.slice(0, count),
    updates: program.updates.map(({ slot }, index) => ({ slot, value: roots[count + index]! })),
  };
}

/** The sources a graph reads, in walking order. */
export function collectSources(roots: readonly Node[]): Node[] {
  return sortTopologically(roots).filter((node) => node.op.kind === "source");
}

/** A text equal for programs that compute the same thing in the same way, whatever buffers they run on. */
export function spellStructure(program: GraphProgram): string {
  const slots = new Map(program.inputs.map((node, slot) => [node, slot]));
  const roots = rootsOf(program);
  const updates = program.updates.map(({ slot }) => slot).join();
  return `${spellNodes(roots, sortTopologically(roots), slots)};${updates}`;
}

/**
 * A pending graph as `spellStructure` spells it once `leafOf` has cut it, and its inputs; nothing is rebuilt. The last
 * roots are what `updated` sources, whose slots come back, are to hold.
 */
export function spellPending(
  roots: readonly Node[],
  leafOf: (node: Node) => Node | undefined,
  updated: readonly Node[] = [],
): { text: string; inputs: Node[]; updatedSlots: number[] } {
  const numbers = new Map<Node, number>();
  const slots = new Map<Node, number>();
  const sorted = sortTopologically(roots, (node) => {
    const leaf = leafOf(node);
    if (leaf === undefined) return true;
    const slot = numbers.get(leaf) ?? numbers.size;
    numbers.set(leaf, slot);
    slots.set(node, slot);
    return false;
  });
  const updatedSlots = updated.map((source) => {
    const slot = numbers.get(source) ?? numbers.size;
    numbers.set(source, slot);
    return slot;
  });
  const text = `${spellNodes(roots, sorted, slots)};${updatedSlots.join()}`;
  return { text, inputs: [...numbers.keys()], updatedSlots };
}

function spellNodes(
  roots: readonly Node[],
  sorted: readonly Node[],
  slots: ReadonlyMap<Node, number>,
): string {
  const numbers = new Map<Node, number>();
  let text = "";
  for (const node of sorted) {
    const number = numbers.size;
    numbers.set(node, number);
    const slot = slots.get(node);
    if (slot !== undefined) {
      text += `$${slot}:${node.dtype}[${node.shape.join()}]\n`;
      continue;
    }
    let call = `${node.op.name}(`;
    for (const input of node.inputs) call += `${numbers.get(input)},`;
    text += `${call})${spellAttributes(node.attributes)}\n`;
  }
  return `${text}${roots.map((root) => numbers.get(root)).join()}`;
}
