/** From graph to kernels over numbered buffers: rearrangements become index arithmetic; knows no backend and no memory. */

import { contiguousAccess, isContiguous } from "../graph/access.ts";
import type { Node } from "../graph/node.ts";
import { sortTopologically } from "../graph/walk.ts";
import { sizeOf } from "../shape/size.ts";
import { chooseStored } from "./choose-stored.ts";
import { type GraphProgram, rootsOf } from "./graph-program.ts";
import { lowerRules } from "./lower-rules.ts";
import {
  addBuffer,
  type LoweredProgram,
  type LoweringState,
  loadOf,
  type Role,
  storedExpression,
  storeExpression,
} from "./lower-state.ts";

/** Expressions with more operations than this are stored, so that no kernel outgrows what engines optimise. */
const largestExpression = 100;

type RootRole = Extract<Role, { kind: "output" | "update" }>;

/** The node below reshapes, which holds the same elements in the same order. */
function belowReshapes(node: Node): Node {
  let base = node;
  while (base.op.kind === "movement" && base.op.guard === undefined) {
    const below = base.inputs[0]!;
    const access = base.op.project(contiguousAccess(below.shape), base);
    if (access === null || sizeOf(below.shape) !== sizeOf(base.shape) || !isContiguous(access)) break;
    base = below;
  }
  return base;
}

/** The same program, its roots taken below reshapes: what is written for them is the same. */
function withBareRoots({ inputs, outputs, updates }: GraphProgram): GraphProgram {
  return {
    inputs,
    outputs: outputs.map(belowReshapes),
    updates: updates.map((update) => ({ ...update, value: belowReshapes(update.value) })),
  };
}

/** Every root with what its buffer is for, updates before outputs. */
function rolesOf({ outputs, updates }: GraphProgram): (readonly [root: Node, role: RootRole])[] {
  return [
    ...updates.map(({ slot, value }) => [value, { kind: "update", slot }] as const),
    ...outputs.map((node, slot) => [node, { kind: "output", slot }] as const),
  ];
}

/** Gives every root that is not itself an input a buffer of its role, the first of several. */
function assignTargets(state: LoweringState, program: GraphProgram): void {
  for (const [node, role] of rolesOf(program)) {
    if (program.inputs.includes(node) || state.targets.has(node)) continue;
    state.targets.set(node, addBuffer(state, node, role));
  }
}

/** Copies every root that did not get a buffer of its own role into one. */
function copyRemaining(state: LoweringState, program: GraphProgram): void {
  for (const [node, role] of rolesOf(program)) {
    const target = state.targets.get(node);
    const held = target === undefined ? undefined : state.buffers[target]!.role;
    if (held !== undefined && held.kind === role.kind && held.slot === role.slot) continue;
    storeExpression(state, node, state.expressions.get(node)!, addBuffer(state, node, role));
  }
}

/** Roots whose expression ended up elsewhere are written to the buffer they were promised. */
function settleTargets(state: LoweringState): void {
  for (const [node, target] of state.targets) {
    const known = state.expressions.get(node)!;
    const settled = known.kind === "load" && known.buffer === target && isContiguous(known.access);
    if (!settled) state.expressions.set(node, storeExpression(state, node, known, target));
  }
}

/**
 * Roots in the order of their longest path from a leaf: what needs least comes first, so that values read by it and by
 * nothing else make room early (in a step, the gradient of the last layer before that of the first).
 */
function byDepth(roots: readonly Node[]): readonly Node[] {
  if (roots.length < 2) return roots;
  const depths = new Map<Node, number>();
  for (const node of sortTopologically(roots)) {
    let depth = 0;
    for (const input of node.inputs) depth = Math.max(depth, depths.get(input)! + 1);
    depths.set(node, depth);
  }
  return roots.toSorted((a, b) => depths.get(a)! - depths.get(b)!);
}

/** Lowers a program whose graph is already optimised. */
export function lowerProgram(given: GraphProgram): LoweredProgram {
  const program = withBareRoots(given);
  const state: LoweringState = {
    buffers: [],
    kernels: [],
    faults: [],
    expressions: new Map(),
    targets: new Map(),
  };
  program.inputs.forEach((node, slot) => {
    state.expressions.set(node, loadOf(addBuffer(state, node, { kind: "input", slot }), node));
  });
  assignTargets(state, program);
  const roots = rootsOf(program);
  const sorted = sortTopologically(byDepth(roots));
  const stored = chooseStored(sorted, roots);
  const operations = new Map<Node, number>();
  for (const node of sorted) {
    if (state.expressions.has(node)) continue;
    state.expressions.set(node, lowerRules[node.op.kind](state, node));
    const inlined = node.inputs.reduce((sum, input) => sum + (operations.get(input) ?? 0), 1);
    const own = state.expressions.get(node)!.kind === "load" ? 0 : inlined;
    const stores = stored.has(node) || own > largestExpression;
    if (stores) storedExpression(state, node);
    operations.set(node, stores ? 0 : own);
  }
  settleTargets(state);
  copyRemaining(state, program);
  return { buffers: state.buffers, kernels: state.kernels, faults: state.faults };
}
