/** Every executor's values and gradients in f32, held against the ones found in f64; knows no function under check. */

import { dtypes } from "../base/dtype.ts";
import { collectSources } from "../kernel/index.ts";
import {
  type BackendChoice,
  chosenBackend,
  compileProgram,
  configure,
  isAvailable,
} from "../runtime/index.ts";
import { backendChoices } from "../runtime/settings.ts";
import { sizeOf } from "../shape/index.ts";
import { arrayOf, type BuildAt } from "./program.ts";
import type { Plain } from "./sample.ts";
import { executorTolerance } from "./settings.ts";

/** Where an executor is further from f64 than rounding explains. */
export interface ExecutorDifference {
  readonly executor: string;
  /** 0 for the value, then one number for each float input's gradient. */
  readonly root: number;
  readonly element: number;
  readonly got: number;
  readonly wanted: number;
}

/** The choices that name one executor each, as far as they are to be had here. */
const listExecutors = (): readonly BackendChoice[] =>
  backendChoices.filter((choice) => choice !== "auto" && choice !== "javascript" && isAvailable(choice));

/** The value and gradients on one executor. */
function runOn(executor: BackendChoice, build: BuildAt, inputs: readonly Plain[]): Plain[] {
  const before = chosenBackend();
  configure({ backend: executor });
  try {
    const { graphs, values } = build(inputs);
    const outputs = [graphs.output, ...graphs.first];
    const sources = collectSources(outputs);
    const results = outputs.map(({ dtype, shape }) => ({
      dtype,
      shape,
      data: dtypes[dtype].allocate(sizeOf(shape)),
    }));
    compileProgram({ inputs: sources, outputs, updates: [] }).run(
      sources.map((node) => arrayOf(node, values)),
      results.map(({ data }) => data),
    );
    return results;
  } finally {
    configure({ backend: before });
  }
}

/** The first difference beyond rounding; `magnitude` is the largest value on the way. */
export function compareExecutors(
  build: BuildAt,
  inputs: readonly Plain[],
  wanted: readonly Plain[],
  magnitude: number,
): ExecutorDifference | null {
  for (const executor of listExecutors()) {
    const got = runOn(executor, build, inputs);
    for (const [root, { data }] of got.entries()) {
      for (const [element, value] of data.entries()) {
        const expected = wanted[root]!.data[element]!;
        if (Math.abs(value - expected) <= executorTolerance * magnitude) continue;
        return { executor, root, element, got: value, wanted: expected };
      }
    }
  }
  return null;
}
