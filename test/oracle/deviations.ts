/** Where the library documents another answer than PyTorch gives, as rules from a case to what it has to be instead. */

import { computeAttention } from "./attention-reference.ts";
import { decodeAll, type GraphCase } from "./case.ts";

interface Deviation {
  /** What the library does, and why. */
  readonly reason: string;
  /** The case under the library's rule, or the case itself where the rule changes nothing. */
  readonly apply: (each: GraphCase) => GraphCase;
}

type Data = NonNullable<GraphCase["outputs"]>[number]["data"];

const encode = (values: readonly number[]): Data =>
  values.map((value) => (Number.isFinite(value) ? value : (String(value) as "NaN")));

const withResult = (each: GraphCase, data: readonly number[]): GraphCase => ({
  ...each,
  outputs: [{ ...each.outputs![0]!, data: encode(data) }],
  loss: "NaN",
});

const withGradient = (each: GraphCase, data: readonly number[]): GraphCase => ({
  ...each,
  grads: [{ ...each.grads![0]!, data: encode(data) }],
});

const inputOf = (each: GraphCase): number[] => decodeAll(each.inputs[0]!.data);
const weightOf = (each: GraphCase): readonly number[] => each.outputs?.[0]?.weight ?? [];

export const deviations: Readonly<Record<string, Deviation>> = {
  sign: {
    reason: "the sign of NaN is NaN, as in NumPy",
    apply: (each) => {
      const x = inputOf(each);
      return x.some(Number.isNaN) ? withResult(each, x.map(Math.sign)) : each;
    },
  },
  abs: {
    reason: "the derivative of |x| is the sign of x, and that of NaN is NaN",
    apply: (each) => {
      const x = inputOf(each);
      if (each.grads === undefined || !x.some(Number.isNaN)) return each;
      const gradient = decodeAll(each.grads[0]!.data);
      return withGradient(
        each,
        gradient.map((value, at) => (Number.isNaN(x[at]!) ? Number.NaN : value)),
      );
    },
  },
  pow_scalar: {
    reason: "x to the power ½ is IEEE 754 pow, not the square root: they differ at −0 and −∞",
    apply: (each) => {
      const x = inputOf(each);
      if (each.attrs!.exponent !== 0.5 || !x.includes(Number.NEGATIVE_INFINITY)) return each;
      const weight = weightOf(each);
      return withGradient(
        withResult(
          each,
          x.map((value) => value ** 0.5),
        ),
        x.map((value, at) => weight[at]! * 0.5 * value ** -0.5),
      );
    },
  },
  reduce_prod: {
    reason: "the derivative by a factor is the product of the others, also where a factor is NaN or infinite",
    apply: (each) => {
      const x = inputOf(each);
      if (each.inputs[0]!.shape.length !== 1 || x.every(Number.isFinite) || each.grads === undefined)
        return each;
      const weight = weightOf(each)[0]!;
      return withGradient(
        each,
        x.map((_, at) => weight * x.toSpliced(at, 1).reduce((product, value) => product * value, 1)),
      );
    },
  },
  reduce_var: {
    reason: "the mean takes part in the derivative, so one infinite element makes all of it NaN",
    apply: (each) => {
      const x = inputOf(each);
      const mean = x.reduce((sum, value) => sum + value, 0);
      if (Math.abs(mean) !== Number.POSITIVE_INFINITY) return each;
      return withGradient(
        each,
        x.map(() => Number.NaN),
      );
    },
  },
  reduce_l2: {
    reason: "the norm of zeros is taken to be flat, so that training past zero goes on",
    apply: (each) => {
      const x = inputOf(each);
      const isFlat = x.length > 0 && x.every((value) => value === 0);
      return isFlat && each.grads !== undefined
        ? withGradient(
            each,
            x.map(() => 0),
          )
        : each;
    },
  },
  hypot: {
    reason: "the length of (0, 0) is taken to be flat, as the norm is",
    apply: (each) => {
      const [a, b] = each.inputs.map(({ data }) => decodeAll(data)) as [number[], number[]];
      if (each.grads === undefined || !a.some((value, at) => value === 0 && b[at] === 0)) return each;
      const gradients = each.grads.map((gradient) => ({
        ...gradient,
        data: encode(decodeAll(gradient.data).map((value, at) => (a[at] === 0 && b[at] === 0 ? 0 : value))),
      }));
      return { ...each, grads: gradients };
    },
  },
  attention: {
    reason: "a query that may look nowhere gets zeros, and sends none back",
    apply: (each) => {
      const mask = each.inputs[3];
      if (mask === undefined || each.grads === undefined || each.inputs[0]!.shape.length !== 2) return each;
      const seen = decodeAll(mask.data);
      const columns = mask.shape[1]!;
      const isBlind = Array.from({ length: mask.shape[0]! }, (_, row) =>
        seen.slice(row * columns, (row + 1) * columns),
      );
      if (!isBlind.some((row) => row.every((value) => value === 0))) return each;
      const { y, gradients } = computeAttention(each);
      const grads = each.grads.map((gradient, at) => ({ ...gradient, data: encode(gradients[at]!) }));
      return { ...withResult(each, y), grads };
    },
  },
};

/** The case as the library documents its answer. */
export function documentedCase(each: GraphCase): GraphCase {
  if (each.op === undefined || each.expect !== undefined || !Object.hasOwn(deviations, each.op)) return each;
  return deviations[each.op]!.apply(each);
}

/** Policy: calls that PyTorch refuses and the library, by its documentation, does not. */
export const allowedCalls: Readonly<Record<string, string>> = {
  bce: "a probability outside [0, 1] is data, and data is looked at only where reading it wrong would be silent",
};

/** Ops whose gradients PyTorch computes with single-precision constants: no closer than the tolerance of a case. */
export const coarseGradients: ReadonlySet<string> = new Set(["hardsigmoid", "bce"]);
