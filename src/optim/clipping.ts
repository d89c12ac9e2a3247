/** Gradients kept from growing too large; knows no optimizer. */

import { describeValue } from "../base/describe.ts";
import { ValueError } from "../base/errors.ts";
import { checkDType } from "../ops/index.ts";
import { settingWithin } from "../shape/index.ts";
import { type TensorLike, where } from "../tensor/index.ts";
import type { FitFloats } from "../tensor/method-types-dtype.ts";
import type { InRange } from "../tensor/method-types-layer-settings.ts";
import type { TensorOf } from "../tensor/tensor-kinds.ts";
import type { FloatTensor } from "./float-tensors.ts";

/** What an optimizer does to gradients before it uses them: bound their common length, or each element. */
export type Clipping<
  Op extends string = string,
  Norm extends number = number,
  Value extends number = number,
> =
  | { readonly norm: InRange<Op, "clip.norm", Norm, "greater than 0"> }
  | { readonly value: InRange<Op, "clip.value", Value, "greater than 0"> };

/** The given tensors under another name for each. */
type Clipped<T extends readonly TensorLike[]> = { -readonly [K in keyof T]: T[K] };

type NoTensors = "clipByNorm: needs at least one tensor, got none";

/** A bound, or the message. */
type Bound<Op extends string, N extends number> = InRange<Op, "the bound", N, "greater than 0">;

const checkBound = (op: string, bound: unknown): number =>
  settingWithin(op, "the bound", bound as number, "greater than 0");

/**
 * Tensors shortened together so that √(Σ x²) over all of their elements is at most `bound`: each times
 * min(1, bound / (norm + 10⁻⁶)) (Pascanu et al. 2013, with PyTorch's guard against 0).
 *
 * @throws ValueError unless the bound is greater than 0.
 * @example const { clipped, norm } = clipByNorm(grad(loss, [weight]), 1);
 */
export function clipByNorm<const T extends readonly TensorLike[], const B extends number>(
  tensors: T extends readonly [] ? [NoTensors] : FitFloats<"clipByNorm", T>,
  bound: Bound<"clipByNorm", B>,
): { readonly clipped: Clipped<T>; readonly norm: TensorOf<[], T[0]["dtype"]> } {
  const floats = tensors as unknown as readonly FloatTensor[];
  for (const { dtype } of floats) checkDType("clipByNorm", "float", dtype);
  const [first, ...others] = floats.map((each) => each.square().sum() as FloatTensor);
  if (first === undefined)
    throw new ValueError("clipByNorm: needs at least one tensor, got none" satisfies NoTensors);
  const limit = checkBound("clipByNorm", bound);
  const norm = others
    .reduce((sum, each) => sum.add(each.cast(first.dtype)) as FloatTensor, first)
    .sqrt() as FloatTensor;
  const ratio = norm.add(1e-6).reciprocal().mul(limit) as FloatTensor;
  const factor = where(ratio.greater(1), 1, ratio) as FloatTensor;
  const clipped = floats.map((each) => each.mul(factor.cast(each.dtype)));
  return { clipped: clipped as unknown as Clipped<T>, norm: norm as unknown as TensorOf<[], T[0]["dtype"]> };
}

/**
 * Tensors with every element brought into [−bound, bound].
 *
 * @throws ValueError unless the bound is greater than 0.
 * @example const clipped = clipByValue(grad(loss, [weight]), 0.5);
 */
export function clipByValue<const T extends readonly TensorLike[], const B extends number>(
  tensors: T,
  bound: Bound<"clipByValue", B>,
): Clipped<T> {
  const limit = checkBound("clipByValue", bound);
  const floats = tensors as unknown as readonly FloatTensor[];
  return floats.map((each) => each.minimum(limit).maximum(-limit)) as unknown as Clipped<T>;
}

/** Throws unless what an optimizer is told can be done: `adam: clip.norm is -1, and has to be greater than 0`. */
export function checkClipping(op: string, clipping: Clipping | undefined): void {
  if (clipping === undefined) return;
  const names = typeof clipping === "object" && clipping !== null ? Object.keys(clipping) : [];
  if (names.length !== 1 || !["norm", "value"].includes(names[0]!))
    throw new ValueError(
      `${op}: clip is { norm } or { value }, got ${names.length === 0 ? describeValue(clipping) : `{ ${names.join(", ")} }`}`,
    );
  const isNorm = "norm" in clipping;
  settingWithin(
    op,
    isNorm ? "clip.norm" : "clip.value",
    isNorm ? clipping.norm : clipping.value,
    "greater than 0",
  );
}

/** Gradients as an optimizer is told to clip them. */
export function clipGradients(
  gradients: readonly FloatTensor[],
  clipping: Clipping | undefined,
): readonly FloatTensor[] {
  if (clipping === undefined || gradients.length === 0) return gradients;
  if ("norm" in clipping) return clipByNorm(gradients, clipping.norm).clipped;
  return clipByValue(gradients, clipping.value);
}
