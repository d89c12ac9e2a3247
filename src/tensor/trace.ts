/** What is being traced, and what variables hold meanwhile; knows nodes and variables, no tensor methods. */

import { GraphError } from "../base/errors.ts";
import { type BuildScope, type Node, withBuildScope } from "../graph/node.ts";
import { alias, source } from "../ops/index.ts";
import {
  refusePinned,
  replaceStorages,
  type Storage,
  standFor,
  storageOf,
  storageSource,
  takeValues,
  updateVariables,
  type Variable,
  type VariableUpdate,
} from "../runtime/index.ts";

/** A variable with what graphs need to know of it. */
export interface VariableCell extends Variable {
  readonly shape: readonly number[];
  /** Whether nothing built from its contents is kept beyond the write that replaces them, so that reading exposes nothing. */
  readonly isPrivate: boolean;
  /** The source standing for the present storage outside traces, made when first asked for. */
  node: Node | null;
  /** What `backward` has collected outside traces. */
  gradient: Node | null;
}

/** A plain value that a function may read and programs are compiled for, such as a layer's mode. */
export interface Setting<Value> {
  value: Value;
}

/** One run of a user's function on stand-ins. */
export interface Trace {
  readonly scope: BuildScope;
  /** The source standing for each variable read so far, as it was when the step began. */
  readonly read: Map<VariableCell, Node>;
  /** What each variable written so far will hold. */
  readonly written: Map<VariableCell, Node>;
  /** The nodes for all contents that each variable has had so far, in order. */
  readonly contents: Map<VariableCell, Node[]>;
  /** Every setting read, with its value. */
  readonly settings: Map<Setting<unknown>, unknown>;
  /** How often variables were written so far. */
  writes: number;
  /** What `backward` has collected inside the trace. */
  readonly gradients: Map<VariableCell, Node>;
}

let active: Trace | null = null;

/** The variables that a traced function has collected gradients for, and kept. */
const collectedInside = new WeakSet<VariableCell>();

/** Whether a `jit` function is being traced right now. */
export function isTracing(): boolean {
  return active !== null;
}

/** Runs `build` as a trace; graphs made meanwhile are shared, and variables change only inside it. */
export function traceFunction<Result>(build: () => Result): { result: Result; trace: Trace } {
  const trace: Trace = {
    scope: { nodes: new Map() },
    read: new Map(),
    written: new Map(),
    contents: new Map(),
    writes: 0,
    gradients: new Map(),
    settings: new Map(),
  };
  active = trace;
  try {
    const result = withBuildScope(build, trace.scope);
    for (const cell of trace.gradients.keys()) collectedInside.add(cell);
    return { result, trace };
  } finally {
    active = null;
  }
}

/** Nodes that stand for one slice each while a function is mapped. */
const slices = new WeakSet<Node>();

/** A node that stands for a slice, which has no values of its own. */
export function standForSlice(shape: readonly number[], dtype: Node["dtype"]): Node {
  const stand = source({}, { shape, dtype });
  slices.add(stand);
  return stand;
}

/** Whether a node stands for a slice. */
export const isSlice = (node: Node): boolean => slices.has(node);

/** A setting's value; a trace remembers it, so that what it becomes is not run when the setting has changed. */
export function readSetting<Value>(setting: Setting<Value>): Value {
  active?.settings.set(setting, setting.value);
  return setting.value;
}

/** Which variable a source stands for, in traces and outside. */
const variables = new WeakMap<Node, VariableCell>();

/** A variable that holds the values of a node. */
export function makeVariable(node: Node, { isPrivate }: { readonly isPrivate: boolean }): VariableCell {
  const { storage, isShared } = takeValues(node);
  return { storage, shape: node.shape, isPrivate, exposed: isShared, node: null, gradient: null };
}

/** The source for a variable's present contents outside traces, for a program that will run before anything else does. */
function presentSource(cell: VariableCell): Node {
  const { storage, node } = cell;
  storage.isOwned = true;
  if (node !== null && node.handle === storage) return node;
  cell.node = storageSource(storage, cell.shape);
  variables.set(cell.node, cell);
  return cell.node;
}

/** The node for a variable's contents at this point of the program. */
export function readVariable(cell: VariableCell): Node {
  if (active === null) {
    if (!cell.isPrivate) cell.exposed = true;
    return presentSource(cell);
  }
  const known = active.written.get(cell) ?? active.read.get(cell);
  if (known !== undefined) return known;
  const node = source(cell, { shape: cell.shape, dtype: cell.storage.dtype });
  active.read.set(cell, node);
  addContents(active, cell, node);
  return node;
}

function addContents({ contents }: Trace, cell: VariableCell, node: Node): void {
  contents.set(cell, [...(contents.get(cell) ?? []), node]);
  variables.set(node, cell);
}

/** The variable whose present contents a node stands for. */
function variableOf(node: Node): VariableCell | undefined {
  const cell = variables.get(node);
  return cell !== undefined && readVariable(cell) === node ? cell : undefined;
}

/**
 * The variable a gradient with respect to a node belongs to, within a graph. Contents that were replaced since still
 * have their derivative: outside traces, where contents are finished values, all of them; in a trace, where new ones may
 * be made of those before, the last that the graph reaches.
 */
export function variableBehind(node: Node, reaches: (node: Node) => boolean): VariableCell | undefined {
  const cell = variables.get(node);
  if (cell === undefined || (active === null && node.op.kind === "source")) return cell;
  if (readVariable(cell) === node) return cell;
  return active?.contents.get(cell)?.findLast(reaches) === node ? cell : undefined;
}

/**
 * Gives variables new contents, all computed before any changes. Inside a trace this becomes part of the step; outside
 * it runs at once, together with `alongside`.
 */
export function writeVariables(
  updates: readonly (readonly [cell: VariableCell, value: Node])[],
  alongside: readonly Node[] = [],
): void {
  if (active !== null) {
    for (const [cell, value] of updates) writeTraced(active, cell, value);
    return;
  }
  writePresent(new Map(updates), alongside);
}

/** Writes in a trace: under a name of their own, so that contents can be told from what they were made of. */
function writeTraced(trace: Trace, cell: VariableCell, value: Node): void {
  if (value === (trace.written.get(cell) ?? trace.read.get(cell))) return;
  trace.writes += 1;
  const node = alias(value, `contents ${trace.writes}`);
  trace.written.set(cell, node);
  addContents(trace, cell, node);
}

/** Writes outside traces: what is to be computed goes where the old contents lie, finished values take their place. */
function writePresent(values: ReadonlyMap<VariableCell, Node>, alongside: readonly Node[]): void {
  const computed: (VariableUpdate & { readonly variable: VariableCell })[] = [];
  const finished: (readonly [cell: VariableCell, storage: Storage])[] = [];
  for (const [cell, value] of values) {
    refusePinned("assign", cell);
    const storage = storageOf(value);
    if (storage === undefined) {
      computed.push({ variable: cell, source: presentSource(cell), value });
      continue;
    }
    finished.push([cell, storage.lasting()]);
    const shared = variableOf(value);
    if (shared !== undefined) shared.exposed = true;
  }
  updateVariables(computed, alongside);
  replaceStorages(finished);
  for (const { variable, value } of computed) {
    if (!variable.isPrivate) standFor(value, readVariable(variable));
  }
}

/** What `backward` has collected for a variable. */
export function gradientOf(cell: VariableCell): Node | null {
  return active === null ? cell.gradient : (active.gradients.get(cell) ?? null);
}

/** Where gradients of a variable are that `gradientOf` does not find: on the other side of a traced function's edge, or nowhere. */
export function gradientElsewhere(cell: VariableCell): "inside" | "outside" | null {
  if (active !== null) return cell.gradient === null ? null : "outside";
  return collectedInside.has(cell) ? "inside" : null;
}

/** Replaces what `backward` has collected for a variable; `null` forgets it. */
export function setGradient(cell: VariableCell, gradient: Node | null): void {
  if (active === null) cell.gradient = gradient;
  else if (gradient === null) active.gradients.delete(cell);
  else active.gradients.set(cell, gradient);
}

/** Throws when values are asked for that a trace cannot have: `item: no values exist while a jit function is traced …`. */
export function refuseInTrace(op: string, cure = "return the tensor and read it outside"): void {
  if (active === null) return;
  throw new GraphError(`${op}: no values exist while a jit function is traced (${cure})`);
}
