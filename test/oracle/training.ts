/** Optimizers, clipping and schedules under the reference cases' names; knows no case. */

import * as optim from "../../src/optim/index.ts";
import type { Untyped, UntypedParameter } from "../tensor/untyped.ts";
import type { ClippingSpec, ScheduleSpec } from "./case.ts";

export interface Minimizer {
  learningRate: number;
  minimize(loss: Untyped): void;
  step(): void;
}

type MakeOptimizer = (
  parameters: readonly UntypedParameter[],
  options: Readonly<Record<string, unknown>>,
) => Minimizer;

export const optimizers: Readonly<Record<string, MakeOptimizer>> = {
  sgd: optim.sgd as unknown as MakeOptimizer,
  adam: optim.adam as unknown as MakeOptimizer,
  adamw: optim.adamW as unknown as MakeOptimizer,
  rmsprop: optim.rmsProp as unknown as MakeOptimizer,
  adagrad: optim.adagrad as unknown as MakeOptimizer,
};

export const optionNames: Readonly<Record<string, string>> = {
  lr: "learningRate",
  momentum: "momentum",
  dampening: "dampening",
  nesterov: "nesterov",
  weight_decay: "weightDecay",
  beta1: "beta1",
  beta2: "beta2",
  alpha: "alpha",
  centered: "centered",
  amsgrad: "amsgrad",
  eps: "epsilon",
};

export const schedules: Readonly<Record<string, (base: number, spec: ScheduleSpec) => optim.Schedule>> = {
  constant: (base) => optim.constantRate(base),
  step: (base, { step_size, gamma }) => optim.stepDecay(base, { every: step_size!, gamma: gamma! }),
  multistep: (base, { milestones, gamma }) =>
    optim.milestoneDecay(base, { milestones: milestones!, gamma: gamma! }),
  exponential: (base, { gamma }) => optim.exponentialDecay(base, { gamma: gamma! }),
  cosine: (base, { total, eta_min_ratio }) =>
    optim.cosineDecay(base, { total: total!, floor: eta_min_ratio ?? 0 }),
  linear_warmup: (base, { warmup }) => optim.linearWarmup(base, { steps: warmup! }),
  warmup_cosine: (base, { warmup, total }) => optim.warmupCosine(base, { warmup: warmup!, total: total! }),
  linear_decay: (base, { total }) => optim.linearDecay(base, { total: total! }),
  cosine_restarts: (base, { t0, t_mult, eta_min }) =>
    optim.cosineRestarts(base, { first: t0!, factor: t_mult ?? 1, floor: eta_min ?? 0 }),
  polynomial: (base, { total, power }) => optim.polynomialDecay(base, { total: total!, power: power! }),
};

/** Clipping as an optimizer is told it. */
export const clippingOf = ({ kind, max }: ClippingSpec): optim.Clipping =>
  kind === "norm" ? { norm: max } : { value: max };

/** Tensors clipped, and their norm before where that is what bounds them. */
export function clip(
  tensors: readonly Untyped[],
  { kind, max }: ClippingSpec,
): {
  readonly clipped: readonly Untyped[];
  readonly norm?: Untyped;
} {
  const given = tensors as unknown as Parameters<typeof optim.clipByValue>[0];
  const result = kind === "norm" ? optim.clipByNorm(given, max) : { clipped: optim.clipByValue(given, max) };
  return result as unknown as ReturnType<typeof clip>;
}
