/** Gradient checks as users call them: whole, or as a bare property for suites of their own. */

import * as fc from "fast-check";
import type { FloatDType, Shape } from "../../types/index.ts";
import { describeValue } from "../base/describe.ts";
import { ValueError } from "../base/errors.ts";
import { optionsOf } from "../base/options.ts";
import { formatShape, settingWithin } from "../shape/index.ts";
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

/** Throws where a setting is none that points can be drawn by. */
function checkSettings({
  dtype,
  order = 2,
  runs = 100,
  seed,
  smallest = 0,
  largest = 3,
}: Partial<CheckOptions>): void {
  if (order !== 1 && order !== 2)
    throw new ValueError(`checkGradients: the order is ${String(order)}, needs 1 or 2`);
  if (dtype !== undefined && dtype !== "f32" && dtype !== "f64")
    throw new ValueError(`checkGradients: the dtype is ${describeValue(dtype)}, needs "f32" or "f64"`);
  settingWithin("checkGradients", "runs", runs, "a whole number from 1 on");
  if (seed !== undefined && !Number.isInteger(seed))
    throw new ValueError(`checkGradients: the seed is ${describeValue(seed)}, needs a whole number`);
  settingWithin("checkGradients", "smallest", smallest, "a whole number from 0 to 2^53");
  settingWithin("checkGradients", "largest", largest, "a whole number from 0 to 2^53");
  if (smallest > largest)
    throw new ValueError(
      `checkGradients: smallest is ${smallest}, and has to be at most largest, ${largest}`,
    );
}

/** Throws where a pattern is no shape of names and sizes. */
function checkPattern(pattern: unknown, position: number): void {
  const shape: unknown =
    typeof pattern === "object" && pattern !== null && "shape" in pattern ? pattern.shape : pattern;
  const isDim = (dim: unknown): boolean =>
    typeof dim === "string" ? dim !== "" : Number.isSafeInteger(dim) && (dim as number) >= 0;
  if (Array.isArray(shape) && shape.every(isDim)) return;
  const given = Array.isArray(shape) ? formatShape(shape) : describeValue(shape);
  throw new ValueError(
    `checkGradients: input ${position + 1} is ${given}, needs a shape of names and sizes (such as ["batch", 3])`,
  );
}

function describe(fn: unknown, given: Partial<CheckOptions> | undefined): Subject {
  if (typeof fn !== "function")
    throw new ValueError(`checkGradients: needs a function, got ${describeValue(fn)}`);
  const options = optionsOf("checkGradients", given);
  const { opName, domain } = fn as Described;
  const inputs = options.inputs ?? patternsOf(fn as Described);
  if (inputs === undefined || inputs.length === 0)
    throw new ValueError(
      'checkGradients: needs inputs, one pattern for each argument (such as [["batch", 3]])',
    );
  checkSettings(options);
  inputs.forEach(checkPattern);
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
  options?: Partial<CheckOptions>,
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
  options?: Partial<CheckOptions>,
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
