/** Runs graphs on a chosen executor and compares what they give; knows no op. */

import { type DType, dtypes, type TypedArray } from "../../src/base/dtype.ts";
import type { Node } from "../../src/graph/node.ts";
import { collectSources, spellStructure } from "../../src/kernel/index.ts";
import { source } from "../../src/ops/index.ts";
import { findProgram } from "../../src/runtime/compile.ts";
import { configure } from "../../src/runtime/index.ts";
import { sizeOf } from "../../src/shape/index.ts";
import type { Executor } from "../setup/executors.ts";

/** A tensor as plain data. */
export interface Plain {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly data: TypedArray;
}

/** Numbers as an element type stores them. */
export function store(dtype: DType, shape: readonly number[], values: readonly number[]): Plain {
  const data = dtypes[dtype].allocate(values.length);
  values.forEach((value, at) => {
    data[at] = dtypes[dtype].round(value);
  });
  return { shape, dtype, data };
}

/** A graph over inputs of certain shapes and element types, to be run with any numbers. */
export type Runnable = (executor: Executor, inputs: readonly Plain[]) => Plain[];

/** What `build` makes of inputs like these. Programs of one structure are compiled once for each executor. */
export function prepare(
  like: readonly Plain[],
  build: (nodes: readonly Node[]) => readonly Node[],
): Runnable {
  const nodes = like.map((input) => source({}, input));
  const outputs = build(nodes);
  const inputs = collectSources(outputs);
  const program = { inputs, outputs, updates: [] };
  const structure = spellStructure(program);
  const slots = inputs.map((node) => nodes.indexOf(node));
  return (executor, given) => {
    // Every graph is derived anew between passes.
    configure({ backend: executor, verify: true });
    const results = outputs.map(({ dtype, shape }) => ({
      dtype,
      shape,
      data: dtypes[dtype].allocate(sizeOf(shape)),
    }));
    findProgram(structure, () => program).run(
      slots.map((at) => given[at]!.data),
      results.map(({ data }) => data),
    );
    return results;
  };
}

/** What `build` makes of the inputs, run on one executor. */
export const evaluate = (
  executor: Executor,
  inputs: readonly Plain[],
  build: (nodes: readonly Node[]) => readonly Node[],
): Plain[] => prepare(inputs, build)(executor, inputs);

/** Where two tensors differ by more than `bound` times the largest finite magnitude (at least 1); `null` if nowhere. */
export function findDifference(got: Plain, wanted: Plain, bound: number): string | null {
  if (got.dtype !== wanted.dtype) return `dtype ${got.dtype} instead of ${wanted.dtype}`;
  if (got.shape.join() !== wanted.shape.join()) return `shape [${got.shape}] instead of [${wanted.shape}]`;
  const scale = Array.from(wanted.data).reduce(
    (most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most),
    1,
  );
  const slack = dtypes[wanted.dtype].float ? bound * scale : 0;
  for (let at = 0; at < wanted.data.length; at++) {
    const [a, b] = [got.data[at]!, wanted.data[at]!];
    if (Object.is(a, b) || a === b || Math.abs(a - b) <= slack) continue;
    return `[${at}]: ${a} instead of ${b}`;
  }
  return null;
}
