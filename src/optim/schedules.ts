/** Learning rates as functions of the step number, counted from 0; knows no optimizer. */

import { requireOptions } from "../base/options.ts";
import { settingWithin, warmupTotal } from "../shape/index.ts";
import type { StepsBeyond } from "../tensor/method-types-layer-settings.ts";
import type { Steps } from "./settings.ts";

/** The learning rate of step 0, 1, 2, …: `optimizer.learningRate = schedule(step)`. */
export type Schedule = (step: number) => number;

/** A number of steps that is needed, or one clear line. */
function requireSteps(name: string, setting: string, value: unknown): number {
  return settingWithin(name, setting, value as number, "a whole number from 1 on");
}

/** Half a cosine from 1 at `progress` 0 down to 0 at 1, and 0 after it. */
const cosineFall = (progress: number): number => (1 + Math.cos(Math.PI * Math.min(progress, 1))) / 2;

/** Always `base`. */
export function constantRate(base: number): Schedule {
  return () => base;
}

/** `base`, multiplied by `gamma` after every `every` steps. */
export function stepDecay<const Every extends number>(
  base: number,
  options: { readonly every: Steps<"stepDecay", "every", Every>; readonly gamma: number },
): Schedule {
  const { every, gamma } = requireOptions("stepDecay", options, "{ every: 10, gamma: 0.5 }");
  const length = requireSteps("stepDecay", "every", every);
  return (step) => base * gamma ** Math.floor(step / length);
}

/** `base`, multiplied by `gamma` at each of the milestones. */
export function milestoneDecay(
  base: number,
  options: { readonly milestones: readonly number[]; readonly gamma: number },
): Schedule {
  const { milestones, gamma } = requireOptions(
    "milestoneDecay",
    options,
    "{ milestones: [10, 20], gamma: 0.5 }",
  );
  return (step) => base * gamma ** milestones.filter((milestone) => milestone <= step).length;
}

/** `base·gammaˢᵗᵉᵖ`. */
export function exponentialDecay(base: number, options: { readonly gamma: number }): Schedule {
  const { gamma } = requireOptions("exponentialDecay", options, "{ gamma: 0.9 }");
  return (step) => base * gamma ** step;
}

/** Half a cosine from `base` down to `base·floor` over `total` steps (Loshchilov & Hutter 2017). */
export function cosineDecay<const Total extends number>(
  base: number,
  options: { readonly total: Steps<"cosineDecay", "total", Total>; readonly floor?: number },
): Schedule {
  const { total, floor = 0 } = requireOptions("cosineDecay", options, "{ total: 100 }", { floor: "number" });
  const steps = requireSteps("cosineDecay", "total", total);
  return (step) => base * (floor + (1 - floor) * cosineFall(step / steps));
}

/** From `base/steps` up to `base` in equal increments, then `base`. */
export function linearWarmup<const Count extends number>(
  base: number,
  options: { readonly steps: Steps<"linearWarmup", "steps", Count> },
): Schedule {
  const { steps } = requireOptions("linearWarmup", options, "{ steps: 10 }");
  const count = requireSteps("linearWarmup", "steps", steps);
  return (step) => base * Math.min(1, (step + 1) / count);
}

/** A linear warm-up over the first steps, then half a cosine down to 0 at `total`. */
export function warmupCosine<const Warmup extends number, const Total extends number>(
  base: number,
  options: {
    readonly warmup: Steps<"warmupCosine", "warmup", Warmup>;
    readonly total: StepsBeyond<Warmup, Total>;
  },
): Schedule {
  const given = requireOptions("warmupCosine", options, "{ warmup: 10, total: 100 }");
  const first = requireSteps("warmupCosine", "warmup", given.warmup);
  const total = warmupTotal(first, given.total as number);
  const rise = linearWarmup(base, { steps: first });
  return (step) => (step < first ? rise(step) : base * cosineFall((step - first) / (total - first)));
}

/** In a straight line from `base` down to 0 at `total`. */
export function linearDecay<const Total extends number>(
  base: number,
  options: { readonly total: Steps<"linearDecay", "total", Total> },
): Schedule {
  const { total } = requireOptions("linearDecay", options, "{ total: 100 }");
  const steps = requireSteps("linearDecay", "total", total);
  return (step) => base * Math.max(0, 1 - step / steps);
}

/** Half cosines from `base` down to `floor`, each `factor` times as long as the one before (Loshchilov & Hutter 2017). */
export function cosineRestarts<const First extends number, const Factor extends number = number>(
  base: number,
  options: {
    readonly first: Steps<"cosineRestarts", "first", First>;
    readonly factor?: Steps<"cosineRestarts", "factor", Factor>;
    readonly floor?: number;
  },
): Schedule {
  const {
    first,
    factor,
    floor = 0,
  } = requireOptions("cosineRestarts", options, "{ first: 10 }", { floor: "number" });
  const steps = requireSteps("cosineRestarts", "first", first);
  const growth = requireSteps("cosineRestarts", "factor", factor ?? 1);
  return (step) => {
    let length = steps;
    let since = step;
    while (since >= length) {
      since -= length;
      length *= growth;
    }
    return floor + (base - floor) * cosineFall(since / length);
  };
}

/** `base·(1 − step/total)ᵖᵒʷᵉʳ`, 0 from `total` on. */
export function polynomialDecay<const Total extends number>(
  base: number,
  options: { readonly total: Steps<"polynomialDecay", "total", Total>; readonly power: number },
): Schedule {
  const { total, power } = requireOptions("polynomialDecay", options, "{ total: 100, power: 2 }", {
    power: "number",
  });
  const steps = requireSteps("polynomialDecay", "total", total);
  return (step) => base * (1 - Math.min(step, steps) / steps) ** power;
}
