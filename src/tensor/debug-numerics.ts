/** Finds the op that made the first NaN or infinity of a program, forward or backward; knows no op by name. */

import { describeValue } from "../base/describe.ts";
import { dtypes, type TypedArray } from "../base/dtype.ts";
import { GraphError, ValueError } from "../base/errors.ts";
import { captureOrigins, type Node } from "../graph/node.ts";
import { substituteNodes } from "../graph/substitute.ts";
import { sortTopologically } from "../graph/walk.ts";
import { collectSources, interpretProgram } from "../kernel/index.ts";
import { source } from "../ops/index.ts";
import { storageOf } from "../runtime/index.ts";
import { formatShape, sizeOf } from "../shape/index.ts";
import type { TensorHandle } from "./handle.ts";

import { takeApart } from "./result-tree.ts";
import type { TensorLike } from "./tensor-kinds.ts";
import { isTracing, type Trace, traceFunction } from "./trace.ts";

/** The values an operand had. */
export interface OperandRange {
  readonly shape: readonly number[];
  readonly dtype: string;
  /** The least and the largest finite element; NaN where there is none. */
  readonly low: number;
  readonly high: number;
  /** How many elements are NaN or infinite. */
  readonly notFinite: number;
}

/** Where numbers stopped being numbers. */
export interface NumericFault {
  readonly phase: "forward" | "backward";
  /** The op that made it; backward, the op whose derivative did. `"input"` where it came from outside. */
  readonly op: string;
  /** NaN, Infinity or -Infinity. */
  readonly value: number;
  /** What went into the op; backward, the cotangent comes last. */
  readonly operands: readonly OperandRange[];
  /** The user's call that made the op: `file:line:column`; null where the engine keeps no stacks. */
  readonly line: string | null;
  /** All of it in one line. */
  readonly message: string;
}

type Values = Map<Node, TypedArray>;

function rangeOf({ shape, dtype }: Node, data: TypedArray): OperandRange {
  let low = Number.NaN;
  let high = Number.NaN;
  let notFinite = 0;
  for (const value of data) {
    if (!Number.isFinite(value)) notFinite += 1;
    else {
      low = value < low || Number.isNaN(low) ? value : low;
      high = value > high || Number.isNaN(high) ? value : high;
    }
  }
  return { shape, dtype, low, high, notFinite };
}

const badValue = (data: TypedArray): number | undefined => {
  let found: number | undefined;
  for (const value of data) {
    if (Number.isNaN(value)) return value;
    if (!Number.isFinite(value)) found ??= value;
  }
  return found;
};

/** Everything the library's own files are named by in a stack. */
const libraryPlace = new URL("../", import.meta.url).pathname;

/** The first place in a stack that is not the library's. */
function userLine(origin: Error | null): string | null {
  for (const frame of (origin?.stack ?? "").split("\n").slice(1)) {
    const place = /((?:file:\/\/)?\/?[^\s(]+:\d+:\d+)\)?$/.exec(frame)?.[1];
    if (place === undefined || place.includes(libraryPlace) || place.startsWith("node:")) continue;
    return place.replace(/^file:\/\//, "");
  }
  return null;
}

const describeRange = ({ shape, low, high, notFinite }: OperandRange): string => {
  const finite = Number.isNaN(low)
    ? "nothing finite"
    : `${Number(low.toPrecision(6))} to ${Number(high.toPrecision(6))}`;
  return `${formatShape(shape)} ${finite}${notFinite === 0 ? "" : ` and ${notFinite} not finite`}`;
};

function makeFault(
  phase: "forward" | "backward",
  node: Node,
  value: number,
  operands: readonly OperandRange[],
): NumericFault {
  const op = node.op.kind === "source" ? "input" : node.op.name;
  const line = userLine(node.origin);
  const from = operands.length === 0 ? "" : `, from ${operands.map(describeRange).join("; ")}`;
  const message = `${op}: made the first ${value} ${phase}${from}${line === null ? "" : `, at ${line}`}`;
  return { phase, op, value, operands, line, message };
}

/** The values of some nodes, by the ops' own definitions. */
function evaluate(roots: readonly Node[], known: ReadonlyMap<Node, TypedArray>): TypedArray[] {
  const outputs = roots.map(({ dtype, shape }) => dtypes[dtype].allocate(sizeOf(shape)));
  const inputs = collectSources(roots);
  const arrays = inputs.map((node) => {
    const array = known.get(node) ?? storageOf(node)?.snapshot();
    if (array !== undefined) return array;
    throw new GraphError("debugNumerics: the function uses a tensor of a jit trace that is over");
  });
  interpretProgram({ inputs, outputs: roots, updates: [] }, arrays, outputs);
  return outputs;
}

/** From a node that holds no number back to the one that made it out of numbers. */
function traceBack(from: Node, values: Values): Node {
  let node = from;
  for (;;) {
    const isNaNHere = Number.isNaN(badValue(values.get(node)!));
    const bad = node.inputs.filter(
      (input) => input.op.kind !== "constant" && badValue(values.get(input)!) !== undefined,
    );
    const next = (isNaNHere && bad.find((input) => Number.isNaN(badValue(values.get(input)!)))) || bad[0];
    if (next === undefined) return node;
    node = next;
  }
}

function findForward(roots: readonly Node[], values: Values): NumericFault | null {
  const root = roots.find((node) => badValue(values.get(node)!) !== undefined);
  if (root === undefined) return null;
  const node = traceBack(root, values);
  const operands = node.inputs.map((input) => rangeOf(input, values.get(input)!));
  return makeFault("forward", node, badValue(values.get(node)!)!, operands);
}

/** Pulls a cotangent of ones back from a scalar, node by node with values, until one is no number. */
function findBackward(loss: Node, values: Values): NumericFault | null {
  const sorted = sortTopologically([loss]);
  const stands = new Map(sorted.map((node) => [node, source({}, node)]));
  const known: Values = new Map(sorted.map((node) => [stands.get(node)!, values.get(node)!]));
  const cotangents: Values = new Map([[loss, dtypes[loss.dtype].allocate(1).fill(1)]]);
  for (const node of sorted.toReversed()) {
    const cotangent = cotangents.get(node);
    if (cotangent === undefined || node.op.vjp === null) continue;
    const stand = source({}, node);
    const parts = node.op.vjp(stand, node);
    const reached = node.inputs.flatMap((input, at) => {
      const part = parts[at];
      return part == null || !dtypes[input.dtype].float ? [] : [{ input, part }];
    });
    const cut = substituteNodes(
      reached.map(({ part }) => part),
      (each) => stands.get(each),
    );
    known.set(stand, cotangent);
    const results = evaluate(cut, known);
    known.delete(stand);
    for (const [at, { input }] of reached.entries()) {
      const result = results[at]!;
      const value = badValue(result);
      if (value !== undefined) {
        const operands = [...node.inputs, node].map((each) => rangeOf(each, values.get(each)!));
        operands[operands.length - 1] = rangeOf(node, cotangent);
        return makeFault("backward", node, value, operands);
      }
      const collected = cotangents.get(input);
      cotangents.set(
        input,
        collected === undefined
          ? result
          : result.map((each: number, index: number) => each + collected[index]!),
      );
    }
  }
  return null;
}

/** How many lines of a stack errors keep, in the engines that let one choose. */
const stacks: { readonly prototype: Error; stackTraceLimit?: number } = Error;

/** Runs a function as a trace in which every node knows its line; what it writes to parameters is not kept. */
function traceWithOrigins(run: () => unknown): { outputs: Node[]; trace: Trace } {
  const limit = stacks.stackTraceLimit;
  stacks.stackTraceLimit = 50;
  captureOrigins(true);
  try {
    const { result, trace } = traceFunction(() => {
      const found: TensorHandle[] = [];
      takeApart("debugNumerics", run(), found);
      return found.map(({ node }) => node);
    });
    return { outputs: result, trace };
  } finally {
    captureOrigins(false);
    if (limit === undefined) delete stacks.stackTraceLimit;
    else stacks.stackTraceLimit = limit;
  }
}

/**
 * Runs a function op by op and finds the op that made the first NaN or infinity, forward, or backward from the scalars it
 * returns; `null` where every result and derivative is finite. It runs as under `jit`: parameters keep their contents,
 * and values cannot be read inside. Infinities that never reach a result, as behind `where`, are passed over.
 *
 * @throws GraphError inside `jit`, or when the function reads values; ValueError when there is no function.
 * @example debugNumerics((x: Tensor<[2]>) => x.log().sum(), tensor([1, 0]))?.message; // log: made the first -Infinity …
 */
export function debugNumerics<const Args extends readonly TensorLike[]>(
  fn: (...args: Args) => unknown,
  ...args: Args
): NumericFault | null {
  if (typeof fn !== "function")
    throw new ValueError(`debugNumerics: needs a function, got ${describeValue(fn)}`);
  if (isTracing())
    throw new GraphError("debugNumerics: cannot run inside a jit function (pass that function to it)");
  const { outputs, trace } = traceWithOrigins(() => fn(...args));
  const roots = [...outputs, ...trace.gradients.values(), ...trace.written.values()];
  const held: Values = new Map([...trace.read].map(([cell, node]) => [node, cell.storage.snapshot()]));
  const sorted = sortTopologically(roots);
  const arrays = evaluate(sorted, held);
  const values: Values = new Map(sorted.map((node, at) => [node, arrays[at]!]));
  const forward = findForward(outputs, values);
  if (forward !== null) return forward;
  for (const output of outputs) {
    if (output.shape.length > 0 || !dtypes[output.dtype].float) continue;
    const backward = findBackward(output, values);
    if (backward !== null) return backward;
  }
  return findForward(roots, values);
}
