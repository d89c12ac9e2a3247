/** Windows sliding along an axis, and windows laid over each other: each is the other's transpose. */

import type { Node } from "../../graph/node.ts";
import { pad, reshape } from "../movement.ts";
import { shear } from "../shear.ts";
import { expand, fill, sum } from "../sum-expand.ts";
import { sliceAlong } from "./rearranging.ts";

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
  return sliceAlong(leaning, axis, 0, count, stride);
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
  const spaced = spaceOut(input, axis, stride);
  const reach = dilation * (kernel - 1);
  const after = Math.max(0, size - spaced.shape[axis]!);
  const roomy = pad(spaced, roomAlong(spaced.shape, axis, reach, after), 0);
  const leaning = shear(roomy, { axis, by: axis + 1, step: -dilation, offset: reach, size });
  return sum(leaning, [axis + 1]);
}
