/** Runs a program's graph on an executor, at once or step by step, and says where it lies outside its bounds; knows no op. */

import { dtypes, type FloatDType } from "../../src/base/dtype.ts";
import type { Node } from "../../src/graph/node.ts";
import { sortTopologically } from "../../src/graph/walk.ts";
import { compileProgram, configure } from "../../src/runtime/index.ts";
import { sizeOf } from "../../src/shape/index.ts";
import type { Executor } from "../setup/executors.ts";
import type { Built } from "./program.ts";
import { type Measured, measure } from "./shadow.ts";

/** Elements of the outputs. */
type Results = readonly ArrayLike<number>[];

function run(nodes: readonly Node[], known: ReadonlyMap<Node, ArrayLike<number>>): Results {
  const inputs = sortTopologically(nodes, (node) => !known.has(node)).filter((node) => known.has(node));
  const results = nodes.map(({ dtype, shape }) => dtypes[dtype].allocate(sizeOf(shape)));
  const program = compileProgram({ inputs, outputs: nodes, updates: [] });
  const slots = inputs.map(({ dtype }, at) => {
    const elements = known.get(inputs[at]!)!;
    const slot = dtypes[dtype].allocate(elements.length);
    slot.set(elements);
    return slot;
  });
  program.run(slots, results);
  program.release();
  return results;
}

const startOf = ({ inputs }: Built): Map<Node, ArrayLike<number>> =>
  new Map(inputs.map(({ node, exact }) => [node, exact]));

/** All outputs as one program. */
export function runAtOnce(built: Built, executor: Executor): Results {
  configure({ backend: executor, verify: true });
  return run(built.outputs, startOf(built));
}

/** Every output as a program of its own, the results kept for those that come later. */
export function runOneByOne(built: Built, executor: Executor): Results {
  configure({ backend: executor, verify: true });
  const start = startOf(built);
  return built.outputs.map((node) => run([node], start)[0]!);
}

/** How far the outputs may lie from what real numbers give, found by putting rounding errors into every op. */
export interface Bounds extends Measured {
  readonly allowed: readonly number[];
}

const smallestSteps = { f32: 2 ** -24, f64: 2 ** -53 } as const;
const largest = (elements: ArrayLike<number>): number =>
  Array.from(elements).reduce((most, each) => Math.max(most, Math.abs(each)), 0);

/** Errors of three draws are not the worst there are: twice the most seen, and the rounding of the result itself. */
export function findBounds(built: Built, float: FloatDType): Bounds {
  const measured = measure(built.outputs, startOf(built), 3);
  const allowed = measured.moved.map((moved, at) => {
    if (!dtypes[built.outputs[at]!.dtype].float) return 0;
    return 2 * moved + 16 * smallestSteps[float] * Math.max(largest(measured.exact[at]!), 2 ** -20);
  });
  return { ...measured, allowed };
}

/** Whether rounding decides nothing, and leaves of every output more than its first two digits. */
export const isDecided = ({ isClear, exact, allowed }: Bounds): boolean =>
  isClear && exact.every((elements, at) => allowed[at]! <= 0.01 * Math.max(largest(elements), 0.01));

/** The bounds of floats as shares of their outputs' largest elements. */
export const listShares = ({ exact, allowed }: Bounds): number[] =>
  exact.flatMap((elements, at) => {
    const size = largest(elements);
    return allowed[at]! > 0 && size > 0 ? [allowed[at]! / size] : [];
  });

/** The outputs that lie outside their bounds, one line each. */
export function findFaults(results: Results, { exact, allowed }: Bounds): string[] {
  return results.flatMap((elements, at) => {
    const apart = Array.from(elements, (each, element) => Math.abs(each - exact[at]![element]!));
    const worst = apart.findIndex((each) => !(each <= allowed[at]!));
    if (worst < 0) return [];
    return [
      `output ${at}[${worst}]: ${elements[worst]} instead of ${exact[at]![worst]} (allowed ${allowed[at]})`,
    ];
  });
}
