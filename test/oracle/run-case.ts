/** Runs one reference case of any kind on one executor; knows no family. */

import type { Executor } from "../setup/executors.ts";
import { type Case, isClippingCase, isGraphCase, isOptimizerCase } from "./case.ts";
import type { Precision } from "./compare.ts";
import { allowedCalls, documentedCase } from "./deviations.ts";
import { runGraphCase, type Way } from "./run-graph-case.ts";
import { runOptimizerCase, type StepWay } from "./run-optimizer-case.ts";
import { runClippingCase, runScheduleCase } from "./run-training-case.ts";

/** Where a case runs, and the ways its gradients and its steps are asked for, taken in turn. */
export interface Run {
  readonly backend: Executor;
  readonly precision: Precision;
  readonly ways: readonly Way[];
  readonly stepWays: readonly StepWay[];
}

/** Unrolled code has a statement for each element: only small cases, and not deep ones. */
export function isFor({ backend }: Run, each: Case): boolean {
  if (backend !== "javascript-unrolled" || !isGraphCase(each)) return true;
  const elements = each.inputs.reduce((sum, { data }) => sum + data.length, 0);
  return elements * (each.program?.length ?? 1) <= 300;
}

/** What is wrong with a case, one line a fault; none when it passes. */
export function runCase(each: Case, { precision, ways, stepWays }: Run, index: number): string[] {
  try {
    if (isOptimizerCase(each)) return runOptimizerCase(each, precision, stepWays[index % stepWays.length]!);
    if (isClippingCase(each)) return runClippingCase(each, precision);
    if (!isGraphCase(each)) return runScheduleCase(each);
    const way = each.hvp === undefined ? ways[index % ways.length]! : ways[0]!;
    const documented = documentedCase(each);
    const isAllowed = each.expect === "throw" && Object.hasOwn(allowedCalls, each.op ?? "");
    const plain = documented === each && !isAllowed ? [] : runGraphCase(each, precision, way);
    if (isAllowed) return plain.length > 0 ? [] : ["is refused after all: take it off the allowed calls"];
    const faults = runGraphCase(documented, precision, way);
    if (documented === each || plain.length > 0) return faults;
    return [...faults, "agrees with PyTorch after all: take its op off the deviations"];
  } catch (error) {
    return [String(error)];
  }
}
