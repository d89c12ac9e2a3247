/** Gradient checks as users call them: whole, or as a bare property for suites of their own. */

import * as fc from "fast-check";
import type { FloatDType, Shape } from "../../types/index.ts";
import { ValueError } from "../base/errors.ts";
import type { TensorLike } from "../tensor/tensor-kinds.ts";
import { judge, type NonSmoothPoint } from "./judge.ts";
import { GradientCheckError } from "./report.ts";
import { type Sample, samples } from "./sample.ts";
import type { CheckOptions, Domain, InputPattern, PatternTensors, TensorFunction } from "./settings.ts";

/** What a check that passed has seen. */
export interface CheckResult {
  /** How many points were drawn. */
  readonly runs: number;
  /** Points with no derivative to compare with: kinks and jumps. */
  readonly nonSmooth: readonly NonSmoothPoint[];
}

/** What a custom op says of itself, and a check need not be told. */
interface Described {
  readonly opName?: string;
  readonly takes?: readonly Shape[];
  readonly dtypes?: { readonly takes: readonly string[] };
  readonly domain?: Domain;
}

/** A function that says what it takes, such as one made by `defineOp`. */
export type DescribedFunction = TensorFunction & { readonly takes: readonly Shape[] };

/** Everything a check can be told, for a function that says itself what it takes. */
export type DescribedOptions = Partial<CheckOptions>;

interface Subject {
  readonly fn: TensorFunction;
  readonly name: string;
  readonly options: CheckOptions;
}

/** The patterns of what a custom op takes. */
function patternsOf({ takes, dtypes }: Described): readonly InputPattern[] | undefined {
  return takes?.map((shape, position) => {
    const dtype = dtypes?.takes[position];
    return dtype === "i32" || dtype === "bool" ? { shape, dtype } : shape;
  });
}

function describe(fn: unknown, options: Partial<CheckOptions>): Subject {
  if (typeof fn !== "function") throw new ValueError(`checkGradients: needs a function, got ${typeof fn}`);
  const { opName, domain } = fn as Described;
  const inputs = options.inputs ?? patternsOf(fn as Described);
  if (inputs === undefined || inputs.length === 0)
    throw new ValueError(
      'checkGradients: needs inputs, one pattern for each argument (such as [["batch", 3]])',
    );
  const { order = 2 } = options;
  if (order !== 1 && order !== 2)
    throw new ValueError(`checkGradients: the order is ${String(order)}, needs 1 or 2`);
  const name = options.name ?? opName ?? (fn.name === "" ? "function" : fn.name);
  return {
    fn: fn as TensorFunction,
    name,
    options: { ...(domain === undefined ? {} : { domain }), ...options, inputs },
  };
}

/** The verdict on a point, thrown when it is bad; a point that is not smooth is noted. */
function check({ fn, name, options }: Subject, sample: Sample, note: (point: NonSmoothPoint) => void): void {
  const verdict = judge(fn, sample, {
    dtype: options.dtype ?? "f64",
    order: options.order ?? 2,
    executors: options.dtype === undefined,
  });
  if (verdict.kind === "not smooth") note(verdict.point);
  if (verdict.kind === "wrong") throw new GradientCheckError(name, verdict.fault, sample);
}

/** The types both functions share: with patterns the parameters are inferred from them; otherwise the function has its own. */
interface Checker<Result> {
  <const Inputs extends readonly InputPattern[], D extends FloatDType = "f64">(
    fn: (...args: PatternTensors<Inputs, D>) => TensorLike,
    options: CheckOptions<Inputs, D>,
  ): Result;
  (fn: TensorFunction, options: CheckOptions): Result;
  (fn: DescribedFunction, options?: DescribedOptions): Result;
}

/**
 * The bare fast-check property behind {@link checkGradients}: it fails with a {@link GradientCheckError} where a
 * derivative is wrong, and passes at points that are not smooth.
 *
 * @throws ValueError when no inputs are given.
 * @example fc.assert(gradientProperty((x) => x.tanh(), { inputs: [["n"]] }), { numRuns: 1000 });
 */
export const gradientProperty: Checker<fc.IProperty<[Sample]>> = (
  fn: unknown,
  options: Partial<CheckOptions> = {},
) => {
  const subject = describe(fn, options);
  return fc.property(samples(subject.options), (sample) => check(subject, sample, () => undefined));
};

/**
 * Checks a function's derivatives: draws shapes and elements, and holds reverse mode, forward mode and central differences
 * in f64 against each other along random directions with random output weights, first and second order; then every
 * executor in f32 against f64. A failure is shrunk to the smallest input, and its report names a likely cause.
 *
 * @throws GradientCheckError with the report; ValueError when no inputs are given, or when no point drawn is smooth.
 * @example checkGradients((x, bias) => x.add(bias).tanh(), { inputs: [["batch", 3], [3]] });
 */
export const checkGradients: Checker<CheckResult> = (
  fn: unknown,
  options: Partial<CheckOptions> = {},
): CheckResult => {
  const subject = describe(fn, options);
  const { runs = 100, seed, path } = subject.options;
  const nonSmooth: NonSmoothPoint[] = [];
  const property = fc.property(samples(subject.options), (sample) =>
    check(subject, sample, (point) => nonSmooth.push(point)),
  );
  const details = fc.check(property, {
    numRuns: runs,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  });
  if (details.failed) {
    const error = details.errorInstance;
    if (!(error instanceof GradientCheckError)) throw error;
    const replay = { seed: details.seed, path: details.counterexamplePath ?? "" };
    throw new GradientCheckError(subject.name, error.fault, error.sample, replay);
  }
  if (nonSmooth.length > 0 && nonSmooth.length === details.numRuns)
    throw new ValueError(
      `checkGradients(${subject.name}): none of ${details.numRuns} points is smooth (set domain, or avoid its kinks)`,
    );
  return { runs: details.numRuns, nonSmooth };
};
