/** What a case needs that the library may lack; knows names, runs nothing. */

import { adapter } from "./adapter.ts";
import { type Case, type GraphCase, isGraphCase, isOptimizerCase } from "./case.ts";
import { compositions } from "./compositions.ts";
import { optimizers } from "./training.ts";

const opsOf = ({ op, program }: GraphCase): string[] =>
  op === undefined ? (program ?? []).map((step) => step.op) : [op];

/** The names of all that stands in the way of running a case; none when it can run. */
export function findMissing(each: Case): string[] {
  if (isOptimizerCase(each)) return Object.hasOwn(optimizers, each.optimizer) ? [] : [each.optimizer];
  if (!isGraphCase(each)) return [];
  return opsOf(each).filter((op) => !Object.hasOwn(adapter, op) && !Object.hasOwn(compositions, op));
}
