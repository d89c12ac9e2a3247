/** A traced program before it is lowered: what comes in, what is returned, what is updated; knows no backend. */

import type { Node } from "../graph/node.ts";
import { spellAttributes } from "../graph/node.ts";
import { numberTopologically, sortTopologically } from "../graph/walk.ts";

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
  const text = spellNodes(rootsOf(program), (node) => slots.get(node));
  return `${text};${program.updates.map(({ slot }) => slot).join()}`;
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
  const slots = new Map<Node, number>();
  const inputs: Node[] = [];
  const slotOf = (leaf: Node): number => {
    const known = slots.get(leaf);
    if (known !== undefined) return known;
    slots.set(leaf, inputs.length);
    return inputs.push(leaf) - 1;
  };
  const text = spellNodes(roots, (node) => {
    const leaf = leafOf(node);
    return leaf === undefined ? undefined : slotOf(leaf);
  });
  const updatedSlots = updated.map(slotOf);
  return { text: `${text};${updatedSlots.join()}`, inputs, updatedSlots };
}

/** Spells every node in walking order, those that have slots as slots. */
function spellNodes(roots: readonly Node[], slotOf: (node: Node) => number | undefined): string {
  let text = "";
  const numbers = numberTopologically(
    roots,
    (node) => slotOf(node) === undefined,
    (node, given, isCut) => {
      if (isCut) {
        text += `$${slotOf(node)}:${node.dtype}[${node.shape.join()}]\n`;
        return;
      }
      text += `${node.op.name}(`;
      for (const input of node.inputs) text += `${given.get(input)},`;
      text += `)${spellAttributes(node.attributes)}\n`;
    },
  );
  return text + roots.map((root) => numbers.get(root)).join();
}
