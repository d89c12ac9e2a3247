/** What a case needs that the library may lack; knows names, runs nothing. */

import { adapter } from "./adapter.ts";
import { type Case, type GraphCase, isGraphCase, isOptimizerCase } from "./case.ts";
import { compositions } from "./compositions.ts";
import { optimizers } from "./training.ts";

const opsOf = ({ op, program }: GraphCase): string[] =>
  op === undefined ? (program ?? []).map((step) => step.op) : [op];

/** PyTorch scatters into a corner of a larger tensor; here updates and tensor agree off the axis, or the call is refused. */
function scattersIntoPart({ op, inputs, attrs }: GraphCase): boolean {
  if (op !== "scatter_add") return false;
  const [x, indices] = inputs.map(({ shape }) => shape);
  const axis = ((attrs?.axis as number) + x!.length) % x!.length;
  return x!.some((size, at) => at !== axis && size !== indices![at]);
}

/** The names of all that stands in the way of running a case; none when it can run. */
export function findMissing(each: Case): string[] {
  if (isOptimizerCase(each)) return Object.hasOwn(optimizers, each.optimizer) ? [] : [each.optimizer];
  if (!isGraphCase(each)) return [];
  if (each.expect !== "throw" && scattersIntoPart(each)) return ["scatter_add into a part"];
  return opsOf(each).filter((op) => !Object.hasOwn(adapter, op) && !Object.hasOwn(compositions, op));
}
