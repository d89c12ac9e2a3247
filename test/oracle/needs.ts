/** What a case needs that the library may lack; knows names, runs nothing. */

import { adapter } from "./adapter.ts";
import { isGraphCase, isOptimizerCase, type Attributes, type Case, type GraphCase } from "./case.ts";
import { compositions } from "./compositions.ts";
import { unsupportedRefusals } from "./unsupported.ts";

interface Call {
  readonly op: string;
  readonly attributes: Attributes;
}

function callsOf({ op, attrs, program }: GraphCase): Call[] {
  if (op !== undefined) return [{ op, attributes: attrs ?? {} }];
  return (program ?? []).map((step) => ({ op: step.op, attributes: step.attrs ?? {} }));
}

/** Options that change what an op means and that its table entry ignores. */
function optionsOf({ op, attributes }: Call): string[] {
  return op === "pad" ? ["edge", "reflect"].filter((mode) => attributes["mode"] === mode) : [];
}

/** Whether only the library itself could refuse what a composition lets through. */
export function isUnrefusable(each: Case): each is GraphCase {
  return isGraphCase(each) && each.expect === "throw" && unsupportedRefusals.includes(`${each.op}: ${each.why}`);
}

const optimizers = new Set(["sgd", "adamw"]);

/** The names of all that stands in the way of running a case; none when it can run. */
export function findMissing(each: Case): string[] {
  if (isOptimizerCase(each)) {
    const around = (["clip", "schedule"] as const).filter((name) => each[name] !== undefined);
    return optimizers.has(each.optimizer) ? around : [each.optimizer, ...around];
  }
  if (!isGraphCase(each)) return [`family ${each.family}`];
  if (isUnrefusable(each)) return [`${each.op}: ${each.why}`];
  return callsOf(each).flatMap((call) => {
    if (!Object.hasOwn(adapter, call.op) && !Object.hasOwn(compositions, call.op)) return [call.op];
    return optionsOf(call).map((option) => `${call.op} ${option}`);
  });
}
