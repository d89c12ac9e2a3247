/** One point's verdict: reverse mode, forward mode and differences held against each other; draws and prints nothing. */

import { dtypes, type FloatDType, type TypedArray } from "../base/dtype.ts";
import { MicromlError } from "../base/errors.ts";
import type { Node } from "../graph/node.ts";
import { compareSlope } from "./differences.ts";
import { compareExecutors, type ExecutorDifference } from "./executors.ts";
import {
  type BuildAt,
  directionsOf,
  floatsOf,
  type Graphs,
  interpret,
  magnitudeOf,
  prepare,
} from "./program.ts";
import { type Plain, type Sample, store } from "./sample.ts";
import { type TensorFunction, type Tolerance, tolerances } from "./settings.ts";

/** A derivative that is not what differences find, with what a report needs to tell why. */
export interface WrongDerivative {
  readonly kind: "derivative";
  readonly order: 1 | 2;
  readonly analytic: number;
  readonly numeric: number;
  readonly slack: number;
  readonly directions: readonly Plain[];
  /** The derivative by every element of every float input, as it is and as it should be. */
  readonly gradients: readonly {
    readonly analytic: Plain;
    readonly numeric: Plain;
    readonly position: number;
  }[];
}

/** Everything that can be wrong at a point. */
export type Fault =
  | WrongDerivative
  | { readonly kind: "forward"; readonly reverse: number; readonly forward: number }
  | { readonly kind: "not finite"; readonly what: string; readonly value: number }
  | { readonly kind: "executor"; readonly difference: ExecutorDifference }
  | { readonly kind: "thrown"; readonly error: Error };

/** A point where the sides' derivatives differ, so that there is none to compare with. */
export interface NonSmoothPoint {
  readonly order: 1 | 2;
  readonly inputs: readonly Plain[];
  readonly directions: readonly Plain[];
  /** The derivatives along the directions from either side, and the one that was given. */
  readonly left: number;
  readonly right: number;
  readonly given: number;
}

export type Verdict =
  | { readonly kind: "right" }
  | { readonly kind: "not smooth"; readonly point: NonSmoothPoint }
  | { readonly kind: "wrong"; readonly fault: Fault };

/** What a point is judged by. */
export interface Judging {
  readonly dtype: FloatDType;
  readonly order: 1 | 2;
  /** Whether the executors are held against these values, in f32. */
  readonly executors: boolean;
}

const right: Verdict = { kind: "right" };
const wrong = (fault: Fault): Verdict => ({ kind: "wrong", fault });

/** The sample with its floats in the checked element type. */
function inDType(sample: Sample, dtype: FloatDType): Sample {
  const inputs = sample.inputs.map((input) =>
    dtypes[input.dtype].float ? store(dtype, input.shape, input.data) : input,
  );
  return { ...sample, inputs };
}

/** The inputs moved along directions, one for each float input. */
function moved(inputs: readonly Plain[], directions: readonly Plain[], distance: number): Plain[] {
  const floats = floatsOf(inputs);
  return inputs.map((input, position) => {
    const at = floats.indexOf(position);
    if (at < 0) return input;
    const along = directions[at]!.data;
    return store(
      input.dtype,
      input.shape,
      Float64Array.from(input.data, (value, element) => value + distance * along[element]!),
    );
  });
}

const dot = (gradients: readonly Plain[], directions: readonly Plain[]): { total: number; size: number } => {
  let total = 0;
  let size = 0;
  gradients.forEach(({ data }, at) => {
    data.forEach((value: number, element: number) => {
      const part = value * directions[at]!.data[element]!;
      total += part;
      size += Math.abs(part);
    });
  });
  return { total, size };
};

type Root = "loss" | "slope";

/** A root's value at a point. */
function valueAt(build: BuildAt, root: Root, point: readonly Plain[]): number {
  const { graphs, values } = build(point);
  return interpret([graphs[root]], values)[0]!.data[0]!;
}

/** The derivative of a root by every element, by differences along each alone. */
function numericGradients(build: BuildAt, root: Root, inputs: readonly Plain[], step: number): Plain[] {
  return floatsOf(inputs).map((position) => {
    const { dtype, shape, data } = inputs[position]!;
    const slopes = Array.from(data, (_, element) => {
      const at = (distance: number): number => {
        const changed = inputs.map((input, other) => {
          if (other !== position) return input;
          const shifted = Float64Array.from(input.data);
          shifted[element]! += distance;
          return store(dtype, shape, shifted);
        });
        return valueAt(build, root, changed);
      };
      return (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
    });
    return { dtype, shape, data: Float64Array.from(slopes) };
  });
}

interface Found {
  readonly build: BuildAt;
  readonly sample: Sample;
  readonly directions: readonly Plain[];
  readonly tolerance: Tolerance;
}

/** One order's derivatives along the directions against differences of what they are derivatives of. */
function judgeOrder(
  { build, sample, directions, tolerance }: Found,
  order: 1 | 2,
  gradients: readonly Plain[],
): Verdict {
  const root: Root = order === 1 ? "loss" : "slope";
  const { total: analytic, size } = dot(gradients, directions);
  const along = (distance: number): number =>
    valueAt(build, root, moved(sample.inputs, directions, distance));
  const share = order === 1 ? tolerance.first : tolerance.second;
  const slack = share * Math.max(1, size, Math.abs(along(0)));
  const { numeric, agrees, kink } = compareSlope(along, analytic, tolerance.step, slack);
  if (agrees) return right;
  if (kink !== null) {
    const point = { order, inputs: sample.inputs, directions, ...kink, given: analytic };
    return { kind: "not smooth", point };
  }
  const wanted = numericGradients(build, root, sample.inputs, tolerance.step);
  const positions = floatsOf(sample.inputs);
  return wrong({
    kind: "derivative",
    order,
    analytic,
    numeric,
    slack,
    directions,
    gradients: gradients.map((each, at) => ({
      analytic: each,
      numeric: wanted[at]!,
      position: positions[at]!,
    })),
  });
}

/** The first number among some tensors that is none, as the fault it is. */
function notFinite(what: string, tensors: readonly Plain[]): Verdict | null {
  for (const { data } of tensors) {
    const value = data.find((each: number) => !Number.isFinite(each));
    if (value !== undefined) return wrong({ kind: "not finite", what, value });
  }
  return null;
}

function judgeGraphs(
  found: Found,
  graphs: Graphs,
  values: ReadonlyMap<Node, TypedArray>,
  order: 1 | 2,
): Verdict {
  const { tolerance } = found;
  const count = graphs.first.length;
  const { output, loss, pushed, first, second } = graphs;
  const results = interpret([output, loss, pushed, ...first, ...second], values);
  const gradients = results.slice(3, 3 + count);
  const bends = results.slice(3 + count);
  const fault = notFinite("the value", [results[0]!]) ?? notFinite("the gradient", gradients);
  if (fault !== null) return fault;
  const one = judgeOrder(found, 1, gradients);
  if (one.kind !== "right") return one;
  const { total: reverse, size } = dot(gradients, found.directions);
  const forward = results[2]!.data[0]!;
  if (!(Math.abs(reverse - forward) <= tolerance.first * Math.max(1, size)))
    return wrong({ kind: "forward", reverse, forward });
  if (order === 1) return right;
  return notFinite("the second derivative", bends) ?? judgeOrder(found, 2, bends);
}

/** Whether the derivatives of a function are right at a point. */
export function judge(fn: TensorFunction, drawn: Sample, { dtype, order, executors }: Judging): Verdict {
  const sample = inDType(drawn, dtype);
  try {
    const build = prepare(fn, sample, order);
    const { graphs, values } = build(sample.inputs);
    const found = { build, sample, directions: directionsOf(sample), tolerance: tolerances[dtype] };
    const verdict = judgeGraphs(found, graphs, values, order);
    if (verdict.kind !== "right" || !executors) return verdict;
    const roots = [graphs.output, ...graphs.first];
    const magnitude = magnitudeOf(roots, values);
    const small = inDType(drawn, "f32");
    const difference = compareExecutors(
      prepare(fn, small, 1),
      small.inputs,
      interpret(roots, values),
      magnitude,
    );
    return difference === null ? right : wrong({ kind: "executor", difference });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // What the library refuses while derivatives are built is a fault of the function; anything else is a bug to be seen.
    if (!(error instanceof MicromlError)) throw error;
    return wrong({ kind: "thrown", error });
  }
}
