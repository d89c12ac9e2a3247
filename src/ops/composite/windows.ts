/** Windows sliding along an axis, and windows laid over each other: each is the other's transpose. */

import type { Node } from "../../graph/node.ts";
import { add } from "../arithmetic.ts";
import { concat } from "../indexing.ts";
import { pad, reshape } from "../movement.ts";
import { differentiateBy } from "../passing.ts";
import { shear } from "../shear.ts";
import { expand, fill, sum } from "../sum-expand.ts";
import { sliceAlong } from "./rearranging.ts";

/** Windows of at most so many elements are laid by adding one element of each after the other, without a copy. */
const mostAdded = 5;

/** How a window moves. */
export interface Slide {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
}

/** Room along one axis only. */
export function roomAlong(shape: readonly number[], axis: number, before: number, after: number): number[][] {
  return shape.map((_, position) => (position === axis ? [before, after] : [0, 0]));
}

/** `[…, size, …]` → `[…, count, kernel, …]`: element (i, k) is input element stride·i + dilation·k. No copy. */
export function slideWindows(
  input: Node,
  axis: number,
  { kernel, stride, dilation, count }: Slide & { readonly count: number },
): Node {
  if (dilation === 1 && stride >= kernel && input.shape[axis]! >= count * stride) {
    const whole = sliceAlong(input, axis, 0, count * stride);
    const apart = reshape(whole, input.shape.toSpliced(axis, 1, count, stride));
    return sliceAlong(apart, axis + 1, 0, kernel);
  }
  const size = (count - 1) * stride + 1;
  const spread = expand(
    reshape(input, input.shape.toSpliced(axis + 1, 0, 1)),
    input.shape.toSpliced(axis + 1, 0, kernel),
  );
  const leaning = shear(spread, { axis, by: axis + 1, step: dilation, offset: 0, size });
  const build = differentiateBy("windows", (cotangent, [x]) => [
    layWindows(cotangent, axis, { kernel, stride, dilation, size: x!.shape[axis]! }),
  ]);
  return build(sliceAlong(leaning, axis, 0, count, stride), [input]);
}

/** Gaps of `stride` − 1 zeros between the elements along an axis. */
function spaceOut(input: Node, axis: number, stride: number): Node {
  const count = input.shape[axis]!;
  if (stride === 1) return input;
  const apart = reshape(input, input.shape.toSpliced(axis + 1, 0, 1));
  const wide = pad(apart, roomAlong(apart.shape, axis + 1, 0, stride - 1), 0);
  const joined = reshape(wide, input.shape.with(axis, count * stride));
  return sliceAlong(joined, axis, 0, (count - 1) * stride + 1);
}

/**
 * Windows laid without gaps: with k = j·stride + r, window element (i, k) is added at stride·(i + j) + r, which for each
 * remainder r is a laying by single steps.
 */
function layInPhases(
  input: Node,
  axis: number,
  { kernel, stride, size }: { readonly kernel: number; readonly stride: number; readonly size: number },
): Node {
  const count = input.shape[axis]!;
  const steps = count + Math.ceil(kernel / stride) - 1;
  const phases = Array.from({ length: stride }, (_, r) => {
    const parts = Math.ceil((kernel - r) / stride);
    const taps = sliceAlong(input, axis + 1, r, parts, stride);
    const laid = layWindows(taps, axis, { kernel: parts, stride: 1, dilation: 1, size: steps });
    return reshape(laid, laid.shape.toSpliced(axis + 1, 0, 1));
  });
  const laid = concat(phases, axis + 1);
  const joined = reshape(laid, laid.shape.toSpliced(axis, 2, steps * stride));
  const whole = sliceAlong(joined, axis, 0, Math.min(steps * stride, size));
  return pad(whole, roomAlong(whole.shape, axis, 0, size - whole.shape[axis]!), 0);
}

/** `[…, count, kernel, …]` → `[…, size, …]`: window element (i, k) is added at stride·i + dilation·k. */
export function layWindows(
  input: Node,
  axis: number,
  { kernel, stride, dilation, size }: Slide & { readonly size: number },
): Node {
  if (input.shape.includes(0)) return fill(0, input.shape.toSpliced(axis, 2, size), input.dtype);
  const count = input.shape[axis]!;
  if (dilation === 1 && stride >= kernel && size >= (count - 1) * stride + kernel) {
    const apart = pad(input, roomAlong(input.shape, axis + 1, 0, stride - kernel), 0);
    const joined = reshape(apart, input.shape.toSpliced(axis, 2, count * stride));
    const whole = sliceAlong(joined, axis, 0, Math.min(count * stride, size));
    return pad(whole, roomAlong(whole.shape, axis, 0, size - whole.shape[axis]!), 0);
  }
  if (dilation === 1 && stride > 1) return layInPhases(input, axis, { kernel, stride, size });
  const spaced = spaceOut(input, axis, stride);
  if (kernel <= mostAdded) {
    const length = spaced.shape[axis]!;
    const parts = Array.from({ length: kernel }, (_, k) => {
      const part = reshape(sliceAlong(spaced, axis + 1, k, 1), spaced.shape.toSpliced(axis + 1, 1));
      return pad(part, roomAlong(part.shape, axis, dilation * k, size - length - dilation * k), 0);
    });
    return parts.reduce(add);
  }
  const reach = dilation * (kernel - 1);
  const after = Math.max(0, size - spaced.shape[axis]!);
  const roomy = pad(spaced, roomAlong(spaced.shape, axis, reach, after), 0);
  const leaning = shear(roomy, { axis, by: axis + 1, step: -dilation, offset: reach, size });
  return sum(leaning, [axis + 1]);
}
