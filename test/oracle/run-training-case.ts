/** Runs the cases of bare schedules and of clipped gradients; knows no optimizer. */

import type { ClippingCase, ScheduleCase } from "./case.ts";
import { findFault, type Precision } from "./compare.ts";
import { makeTensor } from "./run-graph-case.ts";
import { clip, schedules } from "./training.ts";

/** Steps whose rate is off, in one line each. */
export function runScheduleCase({ schedule, base_lr, lr, tol }: ScheduleCase): string[] {
  const rate = schedules[schedule.kind]!(base_lr, schedule);
  return lr.flatMap((expected, step) => {
    const got = rate(step);
    const close = Math.abs(got - expected) <= tol[1] + tol[0] * Math.abs(expected);
    return close ? [] : [`step ${step}: ${got} instead of ${expected}`];
  });
}

/** Clipped gradients, and the norm, that are off. */
export function runClippingCase(each: ClippingCase, precision: Precision): string[] {
  const { clipped, norm } = clip(
    each.grads.map((values) => makeTensor(values, precision)),
    each.clip,
  );
  const tolerance = precision === "f64" ? null : each.tol;
  const faults = each.clipped.map((values, index) =>
    findFault(clipped[index]!, values, precision, tolerance),
  );
  if (each.norm !== undefined) {
    const expected = { name: "norm", dtype: "float", shape: [], data: [each.norm] } as const;
    faults.push(norm === undefined ? "no norm" : findFault(norm, expected, precision, tolerance));
  }
  return faults.filter((fault) => fault !== null);
}
