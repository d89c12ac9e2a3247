/** Running sums and products along an axis, composed from shifts: each step doubles how far an element has looked back. */

import type { Node } from "../../graph/node.ts";
import { add, mul } from "../arithmetic.ts";
import { checkDType } from "../dtype-rules.ts";
import { pad } from "../movement.ts";
import { sliceAlong } from "./rearranging.ts";

export interface ScanOptions {
  /** Whether an element itself is left out of what stands at its place; false by default. */
  readonly exclusive?: boolean;
  /** Whether it runs from the end to the start; false by default. */
  readonly reverse?: boolean;
}

/** The elements moved `step` places along an axis, `neutral` in the places they left. */
function shift(input: Node, axis: number, step: number, neutral: number, reverse: boolean): Node {
  const size = input.shape[axis]!;
  const kept = sliceAlong(input, axis, reverse ? step : 0, size - step);
  const room = input.shape.map((_, position) => {
    if (position !== axis) return [0, 0];
    return reverse ? [0, step] : [step, 0];
  });
  return pad(kept, room, neutral);
}

/** Every element combined with all before it, in ⌈log₂ n⌉ steps; differentiable wherever `combine` is. */
function scan(
  input: Node,
  axis: number,
  combine: (a: Node, b: Node) => Node,
  neutral: number,
  { exclusive = false, reverse = false }: ScanOptions,
): Node {
  const size = input.shape[axis]!;
  let running = exclusive && size > 0 ? shift(input, axis, 1, neutral, reverse) : input;
  for (let step = 1; step < size; step *= 2)
    running = combine(running, shift(running, axis, step, neutral, reverse));
  return running;
}

/** Σ of the elements up to each place along an axis. */
export function cumsum(input: Node, axis: number, options: ScanOptions): Node {
  checkDType("cumsum", "numeric", input.dtype);
  return scan(input, axis, add, 0, options);
}

/** Π of the elements up to each place along an axis; derivatives are right at zeros too. */
export function cumprod(input: Node, axis: number, options: ScanOptions): Node {
  checkDType("cumprod", "numeric", input.dtype);
  return scan(input, axis, mul, 1, options);
}
