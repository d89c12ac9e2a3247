/** A graph run as if with real numbers, and with rounding errors put in by hand, to see how far rounding can move its results. */

import { dtypes } from "../../src/base/dtype.ts";
import { makeNode, type Node } from "../../src/graph/node.ts";
import type { Attributes } from "../../src/graph/op.ts";
import { sortTopologically } from "../../src/graph/walk.ts";
import { interpretProgram } from "../../src/kernel/index.ts";
import { cast, mul, source, sub } from "../../src/ops/index.ts";
import { sizeOf } from "../../src/shape/index.ts";

/** Elements of nodes that are known already. */
export type Known = ReadonlyMap<Node, ArrayLike<number>>;

export interface Measured {
  /** The elements of each root without any rounding that doubles would not do. */
  readonly exact: readonly Float64Array[];
  /** For each root, the most that any element moved under the errors put in. */
  readonly moved: readonly number[];
  /** Whether every decision (a comparison, a whole number, a truth value) came out the same under the errors. */
  readonly isClear: boolean;
}

/** Half the distance from 1 to the next number of each float type. */
const roundingUnits = { f32: 2 ** -24, f64: 2 ** -53 } as const;

/** How many rounding units an op may be off, at most: more than any function's stated error. */
const unitsPerOp = 16;

/** Numbers between −1 and 1 that follow from a key. */
export function* noise(key: number): Generator<number, never> {
  let state = (key * 2_654_435_761 + 97) >>> 0;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield (state >>> 7) / 2 ** 24 - 1;
  }
}

/** How far a node's result may be off, relative to it; 0 for results that are exact. */
function errorOf({ op, dtype, inputs }: Node): number {
  if (dtype !== "f32" && dtype !== "f64") return 0;
  if (op.kind !== "elementwise" || op.vjp === null) return 0; // functions flat almost everywhere give exact numbers
  const rounds = op.cost > 0 || inputs[0]!.dtype !== dtype;
  return rounds ? unitsPerOp * roundingUnits[dtype] : 0;
}

/** How far what a fold of many terms reads may be off: the error of a sum grows with its terms, not with its result. */
function termErrorOf({ op, dtype }: Node): number {
  if (dtype !== "f32" && dtype !== "f64") return 0;
  const rounds =
    op.kind === "reduction"
      ? op.accumulation !== "selective"
      : op.kind === "contraction" || op.kind === "scatter";
  return rounds ? unitsPerOp * roundingUnits[dtype] : 0;
}

/** Whether a node jumps where its operands do not. */
function decides({ op, dtype, inputs }: Node): boolean {
  if (!inputs.some((input) => dtypes[input.dtype].float)) return false;
  return !dtypes[dtype].float || (op.kind === "elementwise" && op.vjp === null);
}

/** Whether a node compares two floats, whose rounded values may be equal where the exact ones are not. */
const compares = ({ op, dtype, inputs }: Node): boolean =>
  op.kind === "elementwise" &&
  dtype === "bool" &&
  inputs.length === 2 &&
  inputs.every((input) => dtypes[input.dtype].float);

const inDouble = (attributes: Attributes): Attributes =>
  attributes.dtype === "f32" ? { ...attributes, dtype: "f64" } : attributes;

/** One element type for all floats, and a source of factors behind every result that is rounded. */
class Instrumented {
  readonly #made = new Map<Node, Node>();
  readonly #factors: { readonly node: Node; readonly error: number }[] = [];
  readonly #known: { readonly node: Node; readonly elements: ArrayLike<number> }[] = [];
  readonly outputs: readonly Node[];
  readonly decisions: readonly Node[];
  /** How far apart compared floats are. */
  readonly gaps: readonly Node[];

  /** `knownError` is how far the known elements may be off already. */
  constructor(roots: readonly Node[], known: Known, knownError: number) {
    const nodes = sortTopologically(roots, (node) => !known.has(node));
    for (const node of nodes) this.#made.set(node, this.#instrument(node, known.get(node), knownError));
    this.outputs = roots.map((root) => this.#made.get(root)!);
    this.decisions = nodes
      .filter((node) => !known.has(node) && decides(node))
      .map((node) => this.#made.get(node)!);
    this.gaps = nodes
      .filter((node) => !known.has(node) && compares(node))
      .map(({ inputs }) => sub(this.#made.get(inputs[0]!)!, this.#made.get(inputs[1]!)!));
  }

  #instrument(node: Node, elements: ArrayLike<number> | undefined, knownError: number): Node {
    if (elements !== undefined) {
      const { shape, dtype } = node;
      const isFloat = dtypes[dtype].float;
      const made = source({}, { shape, dtype: isFloat ? "f64" : dtype });
      this.#known.push({ node: made, elements });
      return isFloat ? this.#blur(made, knownError) : made;
    }
    if (node.op.kind === "host") return this.#callAsDeclared(node);
    const termError = termErrorOf(node);
    const inputs = node.inputs.map((input) => {
      const made = this.#made.get(input)!;
      return dtypes[input.dtype].float ? this.#blur(made, termError) : made;
    });
    return this.#blur(makeNode(node.op, inputs, inDouble(node.attributes)), errorOf(node));
  }

  /** A host function in its own element types: what it gives may follow from them, as random bits do. */
  #callAsDeclared(node: Node): Node {
    const inputs = node.inputs.map((input) => cast(this.#made.get(input)!, input.dtype));
    const made = makeNode(node.op, inputs, node.attributes);
    return dtypes[node.dtype].float ? cast(made, "f64") : made;
  }

  #blur(node: Node, error: number): Node {
    if (error === 0) return node;
    const factor = source({}, node);
    this.#factors.push({ node: factor, error });
    return mul(node, factor);
  }

  /** The outputs, then the decisions, then the gaps, with errors that follow from the key, or with none. */
  run(key: number | null): Float64Array[] {
    const random = noise(key ?? 0);
    const factors = this.#factors.map(({ node, error }) => ({
      node,
      elements: Array.from({ length: sizeOf(node.shape) }, () =>
        key === null ? 1 : 1 + error * random.next().value,
      ),
    }));
    const inputs = [...this.#known, ...factors];
    const outputs = [...this.outputs, ...this.decisions, ...this.gaps];
    const results = outputs.map((node) => new Float64Array(sizeOf(node.shape)));
    const program = { inputs: inputs.map(({ node }) => node), outputs, updates: [] };
    interpretProgram(
      program,
      inputs.map(({ elements }) => Float64Array.from(elements)),
      results,
    );
    return results;
  }
}

const farthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, at) => {
    const apart = Math.abs(value - b[at]!);
    return value === b[at] || (Number.isNaN(value) && Number.isNaN(b[at]!))
      ? most
      : Math.max(most, Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart);
  }, 0);

/** How much farther errors may move a compared float than those put in did. */
const farther = 4;

/** Whether errors that move a gap as far as they were seen to may close it. */
const mayClose = (gap: Float64Array, blurred: Float64Array): boolean =>
  gap.some((value, at) => value !== 0 && Math.abs(value) <= farther * Math.abs(blurred[at]! - value));

/** Runs a graph over known elements, once as it is and `turns` times with errors in every op. */
export function measure(roots: readonly Node[], known: Known, turns: number, knownError = 0): Measured {
  const graph = new Instrumented(roots, known, knownError);
  const plain = graph.run(null);
  const exact = plain.slice(0, roots.length);
  const moved = roots.map(() => 0);
  let isClear = true;
  for (let turn = 1; turn <= turns; turn++) {
    const blurred = graph.run(turn);
    exact.forEach((each, at) => {
      moved[at] = Math.max(moved[at]!, farthest(blurred[at]!, each));
    });
    const gapsFrom = roots.length + graph.decisions.length;
    isClear &&= plain
      .slice(roots.length, gapsFrom)
      .every((each, at) => farthest(blurred[roots.length + at]!, each) < 0.25);
    isClear &&= !plain.slice(gapsFrom).some((each, at) => mayClose(each, blurred[gapsFrom + at]!));
  }
  return { exact, moved, isClear };
}
