/** Runs one optimizer case for its twenty steps, one by one or compiled; knows no update formula. */

import { jit, parameter, type Untyped } from "../tensor/untyped.ts";
import type { OptimizerCase, Values } from "./case.ts";
import { findFault, type Precision } from "./compare.ts";
import { problems } from "./problems.ts";
import { makeTensor } from "./run-graph-case.ts";
import { clippingOf, optimizers, optionNames, schedules } from "./training.ts";

/** How each step is taken: built anew and minimized, by `backward` and `step`, or compiled. */
export type StepWay = "minimize" | "step" | "jit";

/** What goes wrong first, in one line; none when all steps agree. */
export function runOptimizerCase(each: OptimizerCase, precision: Precision, way: StepWay): string[] {
  const named = (values: readonly Values[]) =>
    Object.fromEntries(values.map((value) => [value.name, makeTensor(value, precision)]));
  const data = named(each.problem.data);
  const parameters = Object.fromEntries(
    each.params.map((value) => [value.name, parameter(makeTensor(value, precision))]),
  );
  const options: Record<string, unknown> = Object.fromEntries(
    Object.entries(each.hyper).map(([name, value]) => [optionNames[name] ?? name, value]),
  );
  if (each.clip !== undefined) options.clip = clippingOf(each.clip);
  const optimizer = optimizers[each.optimizer]!(Object.values(parameters), options);
  const rate = each.schedule && schedules[each.schedule.kind]!(each.hyper.lr as number, each.schedule);
  const lossOf = (): Untyped => problems[each.problem.kind]!(data, parameters);
  const compiled = jit(() => {
    const loss = lossOf();
    optimizer.minimize(loss);
    return loss;
  });
  const takeStep = (): Untyped => {
    if (way === "jit") return compiled();
    const loss = lossOf();
    if (way === "minimize") optimizer.minimize(loss);
    else {
      loss.backward();
      optimizer.step();
    }
    return loss;
  };
  for (const [index, step] of each.steps.entries()) {
    if (rate !== undefined) optimizer.learningRate = rate(index);
    const loss = takeStep();
    const expected: Values[] = [{ name: "loss", dtype: "float", shape: [], data: [step.loss] }];
    for (const value of each.params) expected.push({ ...value, data: step.params[value.name]! });
    const got: Untyped[] = [loss, ...each.params.map(({ name }) => parameters[name]!)];
    const faults = expected.map((value, at) =>
      findFault(got[at]!, value, precision, precision === "f64" ? null : each.tol),
    );
    const first = faults.find((fault) => fault !== null);
    if (first != null) return [`step ${index + 1}, ${first}`];
  }
  return [];
}
