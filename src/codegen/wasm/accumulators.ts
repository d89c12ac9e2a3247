/** Running folds in vector locals, and long f32 sums that stay exact to their last digits; knows no loop. */

import type { DType } from "../../base/dtype.ts";
import { type ReductionName, reductions } from "../../ops/reduction.ts";
import type { FunctionWriter, Local } from "./function-writer.ts";
import { constantOf, type Lanes } from "./lanes.ts";
import { foldComparison, foldInstruction } from "./operations.ts";
import { highDoubles, lowDoubles } from "./widths.ts";

/** What is folded. */
export interface Fold {
  readonly op: ReductionName;
  readonly dtype: DType;
}

/** Steps that an f32 sum adds to one vector before it moves on to doubles: rounding then stays below 1e-6. */
export const blockSteps = 128;

/** target ← target ∘ value. */
export function accumulate(f: FunctionWriter, fold: Fold, target: Local, value: Local): void {
  f.get(target);
  f.get(value);
  f.emit(foldInstruction(fold.op, fold.dtype));
  f.set(target);
}

/** Whether a fold of vectors is one comparison each, with NaN kept apart; engines need eight instructions for both at once. */
export function comparesOnly({ op, dtype }: Fold): boolean {
  return foldComparison(op, dtype) !== null;
}

/** target ← the larger or smaller of both, NaN aside; in `strays` all bits of a lane are set once it has met one. */
export function compare(
  f: FunctionWriter,
  { op, dtype }: Fold,
  target: Local,
  strays: Local,
  value: Local,
): void {
  f.get(target);
  f.get(value);
  f.emit(foldComparison(op, dtype)!);
  f.set(target);
  f.get(strays);
  f.get(value);
  f.get(value);
  f.emit(dtype === "f64" ? "f64x2.ne" : "f32x4.ne");
  f.emit("v128.or");
  f.set(strays);
}

/** A local that starts as the fold of nothing. */
export function startFold(f: FunctionWriter, { op, dtype }: Fold): Local {
  f.get(constantOf(f, dtype, reductions[op].initial(dtype)));
  return f.keep("v128");
}

/** The fold of all accumulators, pair by pair. */
export function foldPairs(f: FunctionWriter, { op, dtype }: Fold, locals: readonly Local[]): Local {
  let level = [...locals];
  while (level.length > 1) {
    const next: Local[] = [];
    for (let index = 0; index + 1 < level.length; index += 2) {
      next.push(f.vector(foldInstruction(op, dtype), level[index]!, level[index + 1]!));
    }
    if (level.length % 2 === 1) next.push(level.at(-1)!);
    level = next;
  }
  return level[0]!;
}

/** The fold of a vector's lanes, in all lanes. */
export function foldAcross(f: FunctionWriter, { op, dtype }: Fold, vector: Local, lanes: Lanes): Local {
  if (lanes === 1) return vector;
  const name = foldInstruction(op, dtype);
  if (dtype === "f64") return f.vector(name, vector, f.shuffle(vector, vector, [2, 3, 0, 1]));
  const pairs = f.vector(name, vector, f.shuffle(vector, vector, [1, 0, 3, 2]));
  if (lanes === 2) return f.shuffle(pairs, pairs, [0, 0, 0, 0]);
  return f.vector(name, pairs, f.shuffle(pairs, pairs, [2, 3, 0, 1]));
}

/** total ← total + x, both doubles. */
export function addDoubles(f: FunctionWriter, total: Local, x: Local): void {
  f.get(total);
  f.get(x);
  f.emit("f64x2.add");
  f.set(total);
}

/** low ← low + the first two lanes of x, high ← high + the last two, if x has four. */
export function addWidened(
  f: FunctionWriter,
  { low, high }: { readonly low: Local; readonly high: Local },
  x: Local,
  lanes: Lanes,
): void {
  addDoubles(f, low, lowDoubles(f, x));
  if (lanes === 4) addDoubles(f, high, highDoubles(f, x));
}

/** local ← zeros. */
export function clear(f: FunctionWriter, local: Local): void {
  f.get(f.i32(0));
  f.set(local);
}
