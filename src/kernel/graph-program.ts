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
  const numbers = new Map<Node, number>();
  const roots = rootsOf(program);
  let text = "";
  for (const node of sortTopologically(roots)) {
    const number = numbers.size;
    numbers.set(node, number);
    const slot = slots.get(node);
    if (slot !== undefined) {
      text += `$${slot}:${node.dtype}[${node.shape.join()}]\n`;
      continue;
    }
    text += `${node.op.name}(`;
    for (const input of node.inputs) text += `${numbers.get(input)},`;
    text += `)${spellAttributes(node.attributes)}\n`;
  }
  const updates = program.updates.map(({ slot }) => slot).join();
  return `${text}${roots.map((root) => numbers.get(root)).join()};${updates}`;
}
