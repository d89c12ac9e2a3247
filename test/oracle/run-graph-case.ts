/** Runs one case of ops: forward, gradients, second derivatives; knows no op by name. */

import { MicromlError } from "../../src/index.ts";
import { grad, jit, parameter, tensor, type Untyped } from "../tensor/untyped.ts";
import { adapter } from "./adapter.ts";
import type { Context } from "./apply.ts";
import { decode, decodeAll, type GraphCase, type Tolerance, type Values } from "./case.ts";
import { findFault, type Precision } from "./compare.ts";
import { compositions } from "./compositions.ts";
import { coarseGradients } from "./deviations.ts";

/** How gradients are asked for: of tensors, of parameters after `backward`, or inside a compiled function. */
export type Way = "grad" | "backward" | "jit";

const table = { ...compositions, ...adapter };

export function makeTensor({ dtype, shape, data }: Values, precision: Precision): Untyped {
  const type = dtype === "float" ? precision : dtype === "int" ? "i32" : "bool";
  return tensor(decodeAll(data), { shape, dtype: type });
}

const asList = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** The results of a case's op or program. */
function applyCase(
  { op, attrs, program, results, inputs }: GraphCase,
  given: readonly Untyped[],
  context: Context,
): readonly Untyped[] {
  if (op !== undefined) return asList(table[op]!(given, attrs ?? {}, context));
  const values = new Map(inputs.map(({ name }, index) => [name, given[index]!]));
  for (const step of program!) {
    const operands = step.in.map((name) => values.get(name)!);
    const made = asList(table[step.op]!(operands, step.attrs ?? {}, context));
    for (const [index, name] of asList(step.out).entries()) values.set(name, made[index]!);
  }
  return results!.map((name) => values.get(name)!);
}

interface Computed {
  readonly outputs: readonly Untyped[];
  readonly loss: Untyped | null;
  readonly gradients: readonly Untyped[];
  readonly second: readonly Untyped[];
}

/** Σ output·weight over the outputs that have one; `null` where none has. */
function weighLoss(each: GraphCase, outputs: readonly Untyped[], precision: Precision): Untyped | null {
  const parts = (each.outputs ?? []).flatMap(({ weight, shape }, index) => {
    if (weight === undefined) return [];
    return [outputs[index]!.mul(tensor(weight, { shape, dtype: precision })).sum()];
  });
  return parts.length === 0 ? null : parts.reduce((total, part) => total.add(part));
}

/** Builds everything a case expects from its inputs. */
function compute(each: GraphCase, given: readonly Untyped[], precision: Precision, way: Way): Computed {
  const outputs = applyCase(each, given, { dtype: precision });
  const targets = given.filter((_, index) => each.inputs[index]!.diff === true);
  const loss = weighLoss(each, outputs, precision);
  if (loss === null || each.grads === undefined) return { outputs, loss, gradients: [], second: [] };
  if (way === "backward") {
    loss.backward();
    const gradients = targets.map((target) => target.grad ?? target.equal(0).cast(precision).mul(0));
    return { outputs, loss, gradients, second: [] };
  }
  const gradients = grad(loss, targets);
  if (each.vectors === undefined) return { outputs, loss, gradients, second: [] };
  const vectors = each.vectors.map((vector) => makeTensor(vector, precision));
  const along = gradients.map((gradient, index) => gradient.mul(vectors[index]).sum());
  return {
    outputs,
    loss,
    gradients,
    second: grad(
      along.reduce((sum, part) => sum.add(part)),
      targets,
    ),
  };
}

function run(each: GraphCase, precision: Precision, way: Way): Computed {
  const made = each.inputs.map((input) => makeTensor(input, precision));
  if (way === "jit") return jit((...given: Untyped[]) => compute(each, given, precision, way))(...made);
  if (way === "grad") return compute(each, made, precision, way);
  const given = made.map((input, index) => (each.inputs[index]!.diff === true ? parameter(input) : input));
  return compute(each, given, precision, way);
}

/** What is wrong with a case, one line a fault; none when it passes. */
export function runGraphCase(each: GraphCase, precision: Precision, way: Way): string[] {
  if (each.expect === "throw") return runRefusal(each, precision, way);
  const { outputs, loss, gradients, second } = run(each, precision, way);
  // The references of this family are themselves single-precision numbers.
  const isCoarse = each.family === "onnx";
  const bound = (tolerance: Tolerance): Tolerance | null =>
    precision === "f64" && !isCoarse ? null : tolerance;
  const faults: (string | null)[] = [];
  const expected = each.outputs ?? [];
  if (outputs.length !== expected.length)
    faults.push(`${outputs.length} outputs instead of ${expected.length}`);
  expected.forEach((output, index) => {
    faults.push(findFault(outputs[index]!, output, precision, bound(output.tol ?? [1e-5, 2e-6])));
  });
  if (loss !== null && each.loss !== undefined) {
    const scale = Math.max(
      1,
      ...expected.flatMap(({ data }) => decodeAll(data).filter(Number.isFinite).map(Math.abs)),
    );
    const reference: Values = { name: "loss", dtype: "float", shape: [], data: [each.loss] };
    if (Number.isFinite(decode(each.loss)))
      faults.push(findFault(loss, reference, precision, bound([1e-4, 1e-4 * scale])));
  }
  each.grads?.forEach((gradient, index) => {
    const tolerance = gradient.tol ?? each.tol ?? [1e-4, 1e-5];
    const coarse = each.op !== undefined && coarseGradients.has(each.op);
    faults.push(findFault(gradients[index]!, gradient, precision, coarse ? tolerance : bound(tolerance)));
  });
  if (way !== "backward") {
    each.hvp?.forEach((product, index) => {
      faults.push(
        findFault(
          second[index]!,
          { ...product, name: `second ${product.name}` },
          precision,
          bound(each.tol!),
        ),
      );
    });
  }
  return faults.filter((fault) => fault !== null);
}

/** A call that has to be refused: when it is made, or when it runs. */
function runRefusal(each: GraphCase, precision: Precision, way: Way): string[] {
  try {
    for (const output of run(each, precision, way).outputs) output.data();
  } catch (error) {
    if (!(error instanceof MicromlError)) return [`throws ${String(error)}, which is no MicromlError`];
    return error.message.includes("\n") || error.message === ""
      ? [`message of several lines: ${error.message}`]
      : [];
  }
  return ["not refused"];
}
