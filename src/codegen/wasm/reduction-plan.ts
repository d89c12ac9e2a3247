/** A reduction with its loops simplified and its nest started; knows no way of folding. */

import type { ReducingKernel } from "../../kernel/kernel.ts";
import type { Scalar } from "../../kernel/scalar.ts";
import { reductions } from "../../ops/reduction.ts";
import type { LoopAxis } from "../axes.ts";
import type { Fold } from "./accumulators.ts";
import { holdCount, walkChunks } from "./counts.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { constantOf, convert } from "./lanes.ts";
import type { Loops, Touch } from "./loops.ts";
import type { Bounds } from "./nest.ts";

export interface ReductionPlan {
  readonly kernel: ReducingKernel;
  readonly loops: Loops;
  readonly kept: readonly LoopAxis[];
  readonly folded: readonly LoopAxis[];
  readonly valueTouches: readonly Touch[];
  /** What the value and the stores touch. */
  readonly touches: readonly Touch[];
  /** The value and all that is stored. */
  readonly roots: readonly Scalar[];
  readonly scalars: readonly Scalar[];
  /** The value's own expressions. */
  readonly values: readonly Scalar[];
  /** How many values one fold takes. */
  readonly steps: number;
  /** Whether the fold ends in doubles although its values are f32. */
  readonly isWide: boolean;
  /** Whether it is in doubles from the first value on. */
  readonly isExact: boolean;
}

/** The fold of nothing. */
export function initialOf(f: FunctionWriter, { op, dtype }: Fold): Local {
  return constantOf(f, dtype, reductions[op].initial(dtype));
}

/** Writes the value at the present index, in the fold's element type. */
export function writeFoldedValue({ kernel, loops }: ReductionPlan): Local {
  const { value, dtype } = kernel.reduction;
  loops.body.write([value]);
  return convert(loops.f, loops.body.local(value), value.dtype, dtype);
}

/** Steps from `from` to `to` in chunks of at most `size`: `fold` writes one, `after` what follows it. */
export function inChunks(
  f: FunctionWriter,
  from: number,
  to: number,
  size: number,
  fold: (bounds: Bounds) => void,
  after: () => void,
): void {
  const start = holdCount(f, from);
  walkChunks(f, start, to, size, (end) => {
    fold({ from: { local: start }, to: { local: end }, within: [from, to] });
    after();
  });
}
