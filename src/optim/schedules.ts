/** Learning rates as functions of the step number, counted from 0; knows no optimizer. */

import { ValueError } from "../base/errors.ts";

/** The learning rate of step 0, 1, 2, …: `optimizer.learningRate = schedule(step)`. */
export type Schedule = (step: number) => number;

function requireCount(name: string, setting: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new ValueError(`${name}: ${setting} is ${value}, and has to be a whole number from 1 on`);
}

/** Half a cosine from 1 at `progress` 0 down to 0 at 1, and 0 after it. */
const cosineFall = (progress: number): number => (1 + Math.cos(Math.PI * Math.min(progress, 1))) / 2;

/** Always `base`. */
export function constantRate(base: number): Schedule {
  return () => base;
}

/** `base`, multiplied by `gamma` after every `every` steps. */
export function stepDecay(
  base: number,
  { every, gamma }: { readonly every: number; readonly gamma: number },
): Schedule {
  requireCount("stepDecay", "every", every);
  return (step) => base * gamma ** Math.floor(step / every);
}

/** `base`, multiplied by `gamma` at each of the milestones. */
export function milestoneDecay(
  base: number,
  { milestones, gamma }: { readonly milestones: readonly number[]; readonly gamma: number },
): Schedule {
  return (step) => base * gamma ** milestones.filter((milestone) => milestone <= step).length;
}

/** `base·gammaˢᵗᵉᵖ`. */
export function exponentialDecay(base: number, { gamma }: { readonly gamma: number }): Schedule {
  return (step) => base * gamma ** step;
}

/** Half a cosine from `base` down to `base·floor` over `total` steps (Loshchilov & Hutter 2017). */
export function cosineDecay(
  base: number,
  { total, floor = 0 }: { readonly total: number; readonly floor?: number },
): Schedule {
  requireCount("cosineDecay", "total", total);
  return (step) => base * (floor + (1 - floor) * cosineFall(step / total));
}

/** From `base/steps` up to `base` in equal increments, then `base`. */
export function linearWarmup(base: number, { steps }: { readonly steps: number }): Schedule {
  requireCount("linearWarmup", "steps", steps);
  return (step) => base * Math.min(1, (step + 1) / steps);
}

/** A linear warm-up over the first steps, then half a cosine down to 0 at `total`. */
export function warmupCosine(
  base: number,
  { warmup, total }: { readonly warmup: number; readonly total: number },
): Schedule {
  requireCount("warmupCosine", "warmup", warmup);
  if (!(total > warmup))
    throw new ValueError(`warmupCosine: total is ${total}, and has to be more than warmup, ${warmup}`);
  const rise = linearWarmup(base, { steps: warmup });
  return (step) => (step < warmup ? rise(step) : base * cosineFall((step - warmup) / (total - warmup)));
}

/** In a straight line from `base` down to 0 at `total`. */
export function linearDecay(base: number, { total }: { readonly total: number }): Schedule {
  requireCount("linearDecay", "total", total);
  return (step) => base * Math.max(0, 1 - step / total);
}

/** Half cosines from `base` down to `floor`, each `factor` times as long as the one before (Loshchilov & Hutter 2017). */
export function cosineRestarts(
  base: number,
  {
    first,
    factor = 1,
    floor = 0,
  }: { readonly first: number; readonly factor?: number; readonly floor?: number },
): Schedule {
  requireCount("cosineRestarts", "first", first);
  requireCount("cosineRestarts", "factor", factor);
  return (step) => {
    let length = first;
    let since = step;
    while (since >= length) {
      since -= length;
      length *= factor;
    }
    return floor + (base - floor) * cosineFall(since / length);
  };
}

/** `base·(1 − step/total)ᵖᵒʷᵉʳ`, 0 from `total` on. */
export function polynomialDecay(
  base: number,
  { total, power }: { readonly total: number; readonly power: number },
): Schedule {
  requireCount("polynomialDecay", "total", total);
  return (step) => base * (1 - Math.min(step, total) / total) ** power;
}
